"""The next meeting of each of several series, as far as somebody sees it."""

from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from tracker.accounts.models import User
from tracker.meetings.models import Meeting, SeriesQuerySet


def with_next(rows: SeriesQuerySet, user: User, today: date | None = None) -> SeriesQuerySet:
    """With `next_on`, the day of the next meeting that takes place, and who usually comes."""
    day = today or timezone.localdate()
    coming = Meeting.objects.visible_to(user).in_place().upcoming(day).filter(series=OuterRef("pk"))
    return rows.with_usual().annotate(next_on=Subquery(coming.values("held_on")[:1]))
