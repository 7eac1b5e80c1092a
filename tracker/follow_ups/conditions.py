"""The heaps that follow-ups fall into. Each notion stands here once, to filter a list or to count many at once."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import RESTRICTED
from tracker.follow_ups.choices import OwedBy
from tracker.follow_ups.statuses import NEVER, OURS_TO_MOVE, Status
from tracker.kit.periods import Period
from tracker.meetings.models import Meeting
from tracker.records.models import Passage

if TYPE_CHECKING:
    from tracker.follow_ups.models.follow_up import FollowUp


class LateFor(TextChoices):
    """For how long it has been late."""

    WEEK = "7", _("Up to 7 days")
    MONTH = "30", _("8 to 30 days")
    QUARTER = "90", _("31 to 90 days")
    LONGER = "more", _("Over 90 days")


_DAYS_LATE = {LateFor.WEEK: (1, 7), LateFor.MONTH: (8, 30), LateFor.QUARTER: (31, 90), LateFor.LONGER: (91, 400_000)}

# A constraint keeps `ended_on` and status together, and this condition finds the partial index.
ACTIVE = Q(ended_on=None)
# The same: an end that came before some day is an end. Only whoever counts asks like this, and finds the index for it.
STANDING = ACTIVE & Q(ended_before=None)
# Not said as what is not active: SQLite finds the index of those that ended by these very words.
ENDED = Q(ended_on__isnull=False)
WAITING = ACTIVE & Q(status=Status.WAITING)
PENDING = ACTIVE & Q(status=Status.PENDING)
UNOWNED = Q(owner=None)
# Two ledgers: what we owe, and what they owe us, which is in no heap of ours.
OURS = ACTIVE & Q(owed_by=OwedBy.US)
OWED_BY_PARTNER = ACTIVE & Q(owed_by=OwedBy.PARTNER)
_OURS_TO_MOVE = OURS & Q(status__in=OURS_TO_MOVE)
UNDATED = _OURS_TO_MOVE & Q(due_order=NEVER)
# What came in from a list that did not say when: reports count it on no day.
AGREED_ONE_DAY = Q(imported_on__isnull=False, agreed_on=None, meeting=None)
ENDED_ONE_DAY = Q(ended_before__isnull=False)
# By what a follow-up may name and does not.
LACKING = {
    "unit": Q(unit=None), "partner": Q(partner=None), "mandate": Q(implementations=None), "tags": Q(tags=None),
    "agreed_on": AGREED_ONE_DAY, "ended_on": ENDED_ONE_DAY,
}  # fmt: skip
# By the date that was promised first, however often it moved; what never had one is neither.
ON_TIME = Q(status=Status.DONE, ended_on__lte=F("first_due_on"))
AFTER_TIME = Q(status=Status.DONE, ended_on__gt=F("first_due_on"))

# Of what had to be confirmed once it was reported done. `FollowUp.is_to_confirm` says the same as the first.
TO_CONFIRM = Q(reported_on__isnull=False, confirmed_on=None)
CONFIRMED = Q(confirmed_on__isnull=False)


def restricted() -> Q:
    """The strictest of its own classification, its meeting's and its record's; `FollowUp.is_restricted` says the same.

    By keys of the few that are: with joins a long list is walked half as long again.
    """
    meetings = Meeting.objects.filter(classification=RESTRICTED).values("pk")
    quoting = Passage.objects.filter(record__classification=RESTRICTED).values("pk")
    return Q(classification=RESTRICTED) | Q(meeting__in=meetings) | Q(passage__in=quoting)


def late(today: date) -> Q:
    """Owed by us, active, due before today, neither pending resources nor waiting; `is_late` says the same."""
    return _OURS_TO_MOVE & _past_due(today)


def is_late(follow_up: "FollowUp", today: date) -> bool:
    ours = follow_up.owed_by == OwedBy.US and follow_up.status in OURS_TO_MOVE
    return ours and _is_past_due(follow_up, today)


def overdue_from_partner(today: date) -> Q:
    """Owed by the partner, active, due before today: never late. `is_overdue_from_partner` says the same."""
    return OWED_BY_PARTNER & _past_due(today)


def is_overdue_from_partner(follow_up: "FollowUp", today: date) -> bool:
    theirs = follow_up.owed_by == OwedBy.PARTNER and follow_up.is_active
    return theirs and _is_past_due(follow_up, today)


def lateness(follow_up: "FollowUp", today: date) -> str:
    """Who lets it wait past its day: "late" where we do, "overdue" where the partner does, else empty."""
    if is_late(follow_up, today):
        return "late"
    return "overdue" if is_overdue_from_partner(follow_up, today) else ""


def _past_due(today: date) -> Q:
    """An invitation is due when its reply or its event is; once the event has passed, it is asked about instead."""
    return Q(due_order__lt=today) & (Q(event_on=None) | Q(event_on__gte=today))


def _is_past_due(follow_up: "FollowUp", today: date) -> bool:
    first = follow_up.first_of_dates
    return first is not None and first < today and not has_passed(follow_up, today)


def late_for(how_long: str, today: date) -> Q:
    """Late for so many days; `how_long` is one of LateFor."""
    least, most = (today.toordinal() - days for days in _DAYS_LATE[LateFor(how_long)])
    return late(today) & Q(due_order__range=(date.fromordinal(max(most, 1)), date.fromordinal(least)))


def passed(today: date) -> Q:
    """The event is over, and nobody has said whether it was delivered. `has_passed` says the same of active ones."""
    return ACTIVE & Q(event_on__lt=today)


def has_passed(follow_up: "FollowUp", today: date) -> bool:
    return follow_up.event_on is not None and follow_up.event_on < today


def ended_within(period: Period) -> Q:
    return Q(ended_on__range=(period.first, period.last), ended_before=None)


def done_within(period: Period) -> Q:
    """Done on a day of the period."""
    return Q(status=Status.DONE) & ended_within(period)


def done_on_unknown_day(period: Period) -> Q:
    """Done, perhaps within the period, before it was imported from a list that did not say when."""
    return Q(status=Status.DONE, ended_before__gte=period.first) & ENDED_ONE_DAY


def due_today(today: date) -> Q:
    return _OURS_TO_MOVE & Q(due_order=today)


def time_to_ask(today: date) -> Q:
    """It waits on somebody, until a day that has come. `due_in_words.is_time_to_ask` says the same of what waits."""
    return WAITING & Q(review_on__lte=today)


def due_this_week(today: date) -> Q:
    """Ours to move and due from today up to and including the coming Sunday."""
    return _OURS_TO_MOVE & Q(due_order__range=(today, today + timedelta(days=6 - today.weekday())))


def quiet(days: int, today: date) -> Q:
    """Active, and nothing was done or noted for more than so many days."""
    since = today - timedelta(days=days)
    return ACTIVE & Q(updated_at__lt=Period(since, since).moments[0])
