"""When a follow-up is due: on the first of three days."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, Least

from tracker.follow_ups.statuses import NEVER

# Columns of a follow-up: its own due date, and those that its invitation gives it.
DUE = ("due_on", "reply_due_on", "event_on")


def first_of(columns: Iterable[str]) -> Least:
    """NEVER when there is no day in any of them."""
    return Least(*(Coalesce(name, Value(NEVER, models.DateField())) for name in columns))


def first_day(follow_up: Any) -> date | None:
    """What comes first: the due date, the day to reply by, or the event. `due_order` says the same in SQL."""
    return min((day for name in DUE if (day := getattr(follow_up, name))), default=None)
