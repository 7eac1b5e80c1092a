"""The follow-ups whose event lies in certain days."""

from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet

from tracker.follow_ups.choices import Kind
from tracker.lists.paging import capped_count
from tracker.lists.speed_tricks import Unindexed

# Looking up so many events takes no longer than walking past all that is an invitation.
MOST_LOOKED_UP = 5_000


def of_events[Rows: QuerySet[Any]](rows: Rows, **when: datetime) -> Rows:
    """By the keys of what has such an event, of whatever kind it was before: with both tables in one query SQLite would
    begin with every event, and by their kind with every invitation, though few may have an event.
    """
    keys = rows.model._base_manager.filter(**when).order_by().values("pk")
    asked = "-".join(f"{name}-{moment:%Y%m%d%H%M%z}" for name, moment in when.items())
    if capped_count(keys, MOST_LOOKED_UP, called=f"follow-ups-events-{asked}").capped:
        return rows.filter(kind=Kind.INVITATION, pk__in=keys)
    looked_up: Rows = rows.alias(as_kind=Unindexed("kind", CharField(), never=True))
    return looked_up.filter(as_kind=Kind.INVITATION, pk__in=keys)
