"""The rhythm of a follow-up without a date: after so many days without news it is looked at again.

Counted, never stored: its review date is that of its last update and the days of its kind. What waits on somebody, or
for resources, has a day or a cause of its own, and is never reviewed so.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from tracker.follow_ups.choices import Kind, OwedBy
from tracker.follow_ups.conditions import UNDATED
from tracker.follow_ups.statuses import NEVER, OURS_TO_MOVE
from tracker.kit.date_formats import format_short_date
from tracker.kit.periods import Period

if TYPE_CHECKING:
    from tracker.follow_ups.models.follow_up import FollowUp

# Days from one look to the next, by kind: what has an answer soon is asked about soon.
RHYTHM: Mapping[str, int] = {
    Kind.INVITATION: 7,
    Kind.BRIEFING: 14,
    Kind.DOCUMENT: 14,
    Kind.MEETING: 21,
    Kind.INFORMATION: 30,
    Kind.OTHER: 30,
    Kind.TRAINING: 45,
    Kind.COOPERATION: 60,
    Kind.DECISION: 60,
    Kind.RECOMMENDATION: 60,
}


def gone_quiet(today: date) -> Q:
    """Ours to move, without a date, and past its review date. `is_quiet` says the same."""
    return UNDATED & reduce(or_, (Q(kind=kind, updated_at__lt=_since(days, today)) for kind, days in RHYTHM.items()))


def is_quiet(follow_up: "FollowUp", today: date) -> bool:
    day = review_day(follow_up)
    return day is not None and day < today


def review_day(follow_up: "FollowUp") -> date | None:
    """The last day on which no news is no reason to ask; None where it has a date, or waits for another reason."""
    first = follow_up.first_of_dates or NEVER
    return review_of(follow_up.kind, follow_up.status, follow_up.owed_by, first, follow_up.updated_at)


def review_of(kind: str, status: str, owed_by: str, due_order: date, updated_at: datetime) -> date | None:
    if owed_by != OwedBy.US or status not in OURS_TO_MOVE or due_order != NEVER:
        return None
    return timezone.localdate(updated_at) + timedelta(days=RHYTHM[kind])


def say_review(follow_up: "FollowUp") -> str:
    day = review_day(follow_up)
    return format_short_date(day) if day else ""


def _since(days: int, today: date) -> datetime:
    """The first moment of the day so many days ago: updated before that, it is past its review date."""
    first = today - timedelta(days=days)
    return Period(first, first).moments[0]
