"""Whose hour has come, and the mail of their day."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from tracker.accounts.models import User
from tracker.notifications.collect import write_digest
from tracker.notifications.models import Preferences
from tracker.notifications.models.preferences import Wishes


def due(now: datetime) -> list[int]:
    """The keys of those whose hour has come today, and whose mail nobody has seen to yet: in two queries."""
    house = Preferences.of_house()
    people = User.objects.filter(is_active=True).select_related("mail_preferences").order_by("pk")
    return [user.pk for user in people if _is_due(Preferences.of(user), now, house)]


def _is_due(preferences: Preferences, now: datetime, house: Preferences) -> bool:
    wishes = preferences.wishes(house)
    day = day_of(now, wishes)
    seen_to = preferences.looked_on is not None and preferences.looked_on >= day
    return wishes.daily and not seen_to and now >= wishes.slot_on(day)


def day_of(now: datetime, wishes: Wishes) -> date:
    return now.astimezone(wishes.clock).date()


def write(keys: Iterable[int], now: datetime) -> None:
    house = Preferences.of_house()
    wanted = User.objects.filter(pk__in=[*keys], is_active=True)
    Preferences.objects.bulk_create(
        [Preferences(user=user) for user in wanted.filter(mail_preferences=None)], ignore_conflicts=True
    )
    for user in wanted.select_related("person", "mail_preferences").order_by("pk"):
        preferences = Preferences.of(user)
        wishes = preferences.wishes(house)
        if _is_due(preferences, now, house):
            with timezone.override(wishes.zone):
                write_digest(user, day_of(now, wishes), now, wishes)
