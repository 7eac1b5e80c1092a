"""The meetings before and after one: of its series, or else with its partners, as far as somebody sees them."""

from typing import Any

from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.meetings.models import Meeting, Series


def series_context(meeting: Meeting, user: User) -> dict[str, Any]:
    """What its page shows of its series, what comes before and after it there, and who called it off."""
    series = Series.objects.visible_to(user).filter(pk=meeting.series_id).first() if meeting.series_id else None
    akin = Meeting.objects.visible_to(user).in_place().akin_to(meeting, series)
    previous = akin.earlier_than(meeting).first()
    if series and previous is None:
        # The first one of a series was not the first one with them.
        previous = Meeting.objects.visible_to(user).before(meeting).first()
    return {
        "series": series,
        "previous": previous,
        "following": akin.later_than(meeting).first(),
        "called_off": _called_off(meeting) if meeting.is_called_off else None,
    }


def _called_off(meeting: Meeting) -> Entry | None:
    """The entry that says who called it off, and when."""
    entries = meeting.history.select_related("by").filter(verb="called off")
    entry: Entry | None = entries.order_by("-id").first()
    return entry
