"""Mails at once: of what is due within two days, of a mention, of a request. All that waits for one person is one."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.absences.away import accounts_away
from tracker.notifications.models import Mail, MailKind, Notification, Preferences
from tracker.notifications.reasons import Reason

# After one the next waits so long: what comes in one afternoon comes together.
GAP = timedelta(hours=1)
# So long after it was written a line is still worth a mail at once; and what is due within so many days.
WORTH, SOON = timedelta(days=1), timedelta(days=2)


def write_mails_at_once(now: datetime, but: Collection[int] = ()) -> list[Mail]:
    """To none of those whose daily mail is written now: it tells the same."""
    # Whoever is away finds it in the mail of the day on which they are back.
    away = accounts_away(timezone.localdate(now))
    house, waiting = Preferences.of_house(), defaultdict[int, list[int]](list)
    lines = _pressing(now).order_by("pk").values_list("user", "pk", "reason")
    found = list(lines)
    people = User.objects.select_related("mail_preferences").in_bulk({user for user, _pk, _reason in found})
    for user, pk, reason in found:
        wishes = Preferences.of(people[user]).wishes(house)
        if user not in away and user not in but and wishes.at_once and reason not in wishes.left:
            waiting[user].append(pk)
    lately = Mail.objects.filter(user__in=waiting, kind=MailKind.AT_ONCE, made_at__gt=now - GAP)
    heard = set(lately.values_list("user", flat=True))
    written = (_write(people[user], keys, now) for user, keys in waiting.items() if user not in heard)
    return [mail for mail in written if mail]


def _pressing(now: datetime) -> QuerySet[Notification]:
    last_day = timezone.localdate(now) + SOON
    soon = Q(reason=Reason.NEW, follow_up__due_order__lte=last_day)
    pressing = Q(reason__in=[Reason.MENTION, Reason.REQUEST]) | soon
    untold = Notification.objects.open().filter(mail=None, made_at__gte=now - WORTH, user__is_active=True)
    return untold.filter(pressing)


@transaction.atomic
def _write(user: User, keys: list[int], now: datetime) -> Mail | None:
    """Of two at once one writes it: whoever comes second finds the lines told."""
    lines = Notification.objects.filter(pk__in=keys, mail=None)
    held = list(User.objects.select_for_update(no_key=True).filter(pk=user.pk))
    if not held or not (untold := list(lines.values_list("pk", flat=True))):
        return None
    day = timezone.localdate(now)
    mail = Mail(user=user, kind=MailKind.AT_ONCE, day=day, made_at=now, at=now)
    mail.save(force_insert=True)
    Notification.objects.filter(pk__in=untold).update(mail=mail)
    return mail
