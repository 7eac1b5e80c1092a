"""The meeting to which a point goes on: the next one of its series, else the next one with the same partners."""

from tracker.accounts.models import User
from tracker.meetings.models import Meeting


def next_of(meeting: Meeting, user: User) -> Meeting | None:
    """The next one after its last day that takes place, as far as `user` sees it; None where none is logged yet."""
    rows = Meeting.objects.visible_to(user).in_place()
    of_series: Meeting | None = rows.after_in_series(meeting).first()
    if of_series:
        return of_series
    later = rows.exclude(pk=meeting.pk).filter(held_on__gt=meeting.last_day)
    found: Meeting | None = later.together_with(meeting).order_by("held_on", "starts_at", "pk").first()
    return found


def last_of(meeting: Meeting, user: User) -> Meeting | None:
    """The one before it of its series, else with the same partners."""
    rows = Meeting.objects.visible_to(user).in_place()
    found: Meeting | None = rows.before_in_series(meeting).first() or rows.before(meeting).first()
    return found
