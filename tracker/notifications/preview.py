"""What would be sent today, to whom and why, as an administrator may read it: what they do not see is only counted."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.follow_ups.models import FollowUp
from tracker.notifications.collect import works_on
from tracker.notifications.digests import day_of
from tracker.notifications.failures.returned_mail import returned_to
from tracker.notifications.models import Mail, Notification, Preferences
from tracker.notifications.models.preferences import Wishes
from tracker.notifications.reasons import TOLD_ONCE, Reason
from tracker.notifications.standing import standing

# So many people stand on a page: what would be told to each is asked of each.
MOST_PEOPLE, MOST_MAILS, MOST_NAMED = 20, 200, 5
LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Why:
    """How many lines there are for a reason, and those follow-ups that the administrator sees."""

    reason: Reason
    number: int
    follow_ups: list[FollowUp]


@dataclass(frozen=True, slots=True)
class Expected:
    user: User
    at: datetime
    whys: list[Why]


@dataclass(frozen=True, slots=True)
class ExpectedMails:
    """A page of them, in the order of the keys of people; `after` leads on."""

    rows: list[Expected]
    after: int | None


@dataclass(frozen=True, slots=True)
class MailLine:
    mail: Mail
    whys: list[Why]

    @property
    def went_wrong(self) -> bool:
        return self.mail.status in (MailStatus.NOT_SENT, MailStatus.UNSURE)


def mails_of(day: date, viewer: User) -> list[MailLine]:
    """Those of the day, and what failed lately, the newest first."""
    wrong = Mail.objects.filter(status__in=[MailStatus.NOT_SENT, MailStatus.UNSURE], day__gte=day - LATELY)
    rows = (Mail.objects.filter(day=day) | wrong).visible_to(viewer).select_related("user").order_by("-pk")[:MOST_MAILS]
    mails = list(rows)
    lines = Notification.objects.filter(mail__in=[mail.pk for mail in mails]).values_list("mail", "reason", "follow_up")
    told: dict[int, list[tuple[str, int]]] = {}
    for mail, reason, follow_up in lines:
        told.setdefault(mail, []).append((reason, follow_up))
    seen = _seen_by(viewer, {pk for rows in told.values() for _reason, pk in rows})
    return [MailLine(mail, _whys(told.get(mail.pk, []), seen)) for mail in mails]


def expected(now: datetime, viewer: User, after: str) -> ExpectedMails:
    """Whose hour is still to come today, with what would be told if it were now."""
    house, first = Preferences.of_house(), int(after) if after.isdecimal() and len(after) < 10 else 0
    people = User.objects.filter(is_active=True, pk__gt=first).select_related("mail_preferences", "person")
    page = list(people.order_by("pk")[: MOST_PEOPLE + 1])
    found = [(user, Preferences.of(user)) for user in page[:MOST_PEOPLE]]
    waiting = [(user, each.wishes(house)) for user, each in found if _is_to_come(user, each, now, house)]
    told = {user.pk: _to_tell(user, now, wishes) for user, wishes in waiting}
    seen = _seen_by(viewer, {pk for keys in told.values() for _reason, pk in keys})
    rows = [Expected(user, wishes.slot_on(day_of(now, wishes)), _whys(told[user.pk], seen)) for user, wishes in waiting]
    more = page[MOST_PEOPLE - 1].pk if len(page) > MOST_PEOPLE else None
    return ExpectedMails(sorted((row for row in rows if row.whys), key=lambda row: (row.at, row.user.name)), more)


def _is_to_come(user: User, preferences: Preferences, now: datetime, house: Preferences) -> bool:
    wishes = preferences.wishes(house)
    day = day_of(now, wishes)
    return wishes.daily and preferences.looked_on != day and works_on(user, day, wishes)


def _to_tell(user: User, now: datetime, wishes: Wishes) -> list[tuple[str, int]]:
    with timezone.override(wishes.zone):
        found = standing(user, now) | returned_to(user)
    told = set(Notification.objects.filter(user=user, mail__isnull=False).values_list("reason", "follow_up", "cause"))
    keys = [key for key in sorted(found) if key[0] not in wishes.left and (key[0] not in TOLD_ONCE or key not in told)]
    is_worth = any(key not in told or key[0] == Reason.LATE for key in keys)
    return [(reason, pk) for reason, pk, _cause in keys] if is_worth else []


def _seen_by(viewer: User, keys: set[int]) -> dict[int, FollowUp]:
    rows: dict[int, Any] = FollowUp.objects.visible_to(viewer).filter(pk__in=keys).with_classification().in_bulk()
    return rows


def _whys(lines: list[tuple[str, int]], seen: dict[int, FollowUp]) -> list[Why]:
    """What they do not see is not counted either: a number would tell of it."""
    shown = [(reason, seen[pk]) for reason, pk in lines if pk in seen]
    counted = Counter(reason for reason, _follow_up in shown)
    named = {reason: [row for why, row in shown if why == reason][:MOST_NAMED] for reason in counted}
    return [Why(reason, counted[reason], named[reason]) for reason in Reason if reason in counted]
