"""How long mandates are in force. Each notion stands here once, to filter a list or to count many at once."""

from datetime import date

from django.db.models import Q

from tracker.kit.periods import months_after

# How long before its end people should know of it.
MONTHS_AHEAD = 6


def in_force(today: date) -> Q:
    """`Mandate.is_in_force` says the same."""
    return Q(valid_until=None) | Q(valid_until__gte=today)


def past(today: date) -> Q:
    return Q(valid_until__lt=today)


def ends_soon(today: date) -> Q:
    """In force, but not for more than six months. `Mandate.ends_soon` says the same."""
    return Q(valid_until__range=(today, soon(today)))


def soon(today: date) -> date:
    """The last day that counts as soon."""
    return months_after(today, MONTHS_AHEAD)
