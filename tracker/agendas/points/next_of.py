"""The meeting to which a point goes on: the next one of its series, else the next one with the same partners."""

from tracker.accounts.models import User
from tracker.meetings.models import Meeting
from tracker.meetings.models.queries import MeetingQuerySet


def next_of(meeting: Meeting, user: User) -> Meeting | None:
    """The next one after its last day that takes place, as far as `user` sees it; None where none is logged yet."""
    found: Meeting | None = _of_series(meeting, user).later_than(meeting).first()
    later = Meeting.objects.visible_to(user).in_place().exclude(pk=meeting.pk).filter(held_on__gt=meeting.last_day)
    return found or later.together_with(meeting).order_by("held_on", "starts_at", "pk").first()


def last_of(meeting: Meeting, user: User) -> Meeting | None:
    """The one before it of its series, else with the same partners."""
    found: Meeting | None = _of_series(meeting, user).earlier_than(meeting).first()
    return found or Meeting.objects.visible_to(user).before(meeting).first()


def _of_series(meeting: Meeting, user: User) -> MeetingQuerySet:
    rows: MeetingQuerySet = Meeting.objects.visible_to(user).in_place()
    return rows.filter(series=meeting.series_id) if meeting.series_id else rows.none()
