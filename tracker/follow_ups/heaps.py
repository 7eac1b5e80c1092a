"""The heaps that follow-ups fall into. Each notion stands here once, to filter a list or to count many at once."""

from datetime import date, timedelta

from django.db.models import Q

from tracker.follow_ups.life import NEVER, OURS_TO_MOVE, Status
from tracker.kit.periods import Period

# A constraint keeps `ended_on` and status together, and this condition finds the partial index.
ACTIVE = Q(ended_on=None)
WAITING = ACTIVE & Q(status=Status.WAITING)
PENDING = ACTIVE & Q(status=Status.PENDING)
UNOWNED = Q(owner=None)
_OURS = ACTIVE & Q(status__in=OURS_TO_MOVE)
UNDATED = _OURS & Q(due_order=NEVER)


def late(today: date) -> Q:
    """Active, due before today, neither pending resources nor waiting; `FollowUp.is_late` says the same.

    An invitation is due when its reply or its event is; once the event has passed, it is asked about instead.
    """
    return _OURS & Q(due_order__lt=today) & (Q(event_on=None) | Q(event_on__gte=today))


def passed(today: date) -> Q:
    """The event is over, and nobody has said whether it was delivered. `FollowUp.has_passed` says the same."""
    return ACTIVE & Q(event_on__lt=today)


def ended_within(period: Period) -> Q:
    return Q(ended_on__range=(period.first, period.last))


def done_within(period: Period) -> Q:
    """Done on a day of the period."""
    return Q(status=Status.DONE) & ended_within(period)


def due_this_week(today: date) -> Q:
    """Ours to move and due from today up to and including the coming Sunday."""
    return _OURS & Q(due_order__range=(today, today + timedelta(days=6 - today.weekday())))
