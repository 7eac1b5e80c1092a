"""What the foot of the list says of all that fits, on whatever page: how many there are, and how many want a look."""

from datetime import date

from django.db.models import Q

from tracker.follow_ups import conditions
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.lists.paging import Count, capped_counts

EVERY = Q(pk__isnull=False)


def figures_of(rows: FollowUpQuerySet, today: date, most: int, *, called: str) -> dict[str, Count]:
    """By name; of more than `most` only how many there are: parts of a part would mislead."""
    named = {
        "every": EVERY,
        "late": conditions.late(today),
        "overdue": conditions.overdue_from_partner(today),
        "unowned": conditions.UNOWNED,
        "ended": ~conditions.ACTIVE,
    }
    counts = capped_counts(rows, named, most, called=called)
    return {"every": counts["every"]} if counts["every"].capped else counts
