"""The first rows of a heap, and how many there are."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from tracker.follow_ups.models.queries import FollowUpQuerySet

# So many lines of a kind are read before a meeting.
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Found:
    rows: list[Any]
    count: int


def first_keys(rows: FollowUpQuerySet, urgent: Q, most: int = MOST_LINES) -> list[int]:
    """Those of the first rows: the urgent ones by due date, then the others."""
    keys = list(rows.filter(urgent).by_due().values_list("pk", flat=True)[:most])
    others = rows.exclude(pk__in=keys).by_due().values_list("pk", flat=True)
    return [*keys, *others[: most - len(keys)]] if len(keys) < most else keys
