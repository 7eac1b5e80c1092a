"""The meeting to which a point goes on: the next one with the same partners."""

from tracker.accounts.models import User
from tracker.meetings.models import Meeting


def next_of(meeting: Meeting, user: User) -> Meeting | None:
    """The next one after its last day, as far as `user` sees it; None where none is logged yet."""
    later = Meeting.objects.visible_to(user).exclude(pk=meeting.pk).filter(held_on__gt=meeting.last_day)
    found: Meeting | None = later.together_with(meeting).order_by("held_on", "starts_at", "pk").first()
    return found


def last_of(meeting: Meeting, user: User) -> Meeting | None:
    """The one before it with the same partners."""
    found: Meeting | None = Meeting.objects.visible_to(user).before(meeting).first()
    return found
