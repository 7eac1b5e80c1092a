"""Repeating a point at another meeting: a point of its own there, with what is still open under it."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.models import Point, hold, next_position
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting


@transaction.atomic
def repeat_at(point: Point, meeting: Meeting, *, by: User) -> tuple[Point, Entry | None]:
    """The point there, and the entry; None where it stands there already. What was removed there comes back."""
    if point.meeting == meeting:
        return point, None
    hold(meeting)
    Point.arising_at(meeting, by=by)
    if found := Point.objects.filter(meeting=meeting, repeats=point).first():
        return found, found.restore(by=by)
    values = {name: getattr(point, name) for name in ("title", "presenter", "minutes")}
    made = Point.add(by=by, meeting=meeting, position=next_position(meeting), repeats=point, **values)
    under = point.appearances.visible_to(by).values("follow_up")
    carry_over(meeting, FollowUp.objects.active().filter(pk__in=under), by=by, point=made)
    return made, made.history.first()
