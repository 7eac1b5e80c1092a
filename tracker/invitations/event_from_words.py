"""What the form of an event starts with: what the follow-up and the words that it comes from say of it."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst

from tracker.follow_ups.models import FollowUp
from tracker.kit.dates.as_said import Said
from tracker.kit.dates.days_in_text import days_in
from tracker.kit.text import on_one_line, shorten

LONGEST_TITLE = 250


def event_from_words(follow_up: FollowUp) -> dict[str, Any]:
    started = {"title": _title(follow_up), "organiser": follow_up.partner, "zone": settings.TIME_ZONE}
    return started | {"first_day": _first_day(follow_up)}


def _title(follow_up: FollowUp) -> str:
    """That of the follow-up; where it was cut out of the words, as many of them as an event's title takes."""
    words = capfirst(on_one_line(follow_up.passage.quote)) if follow_up.passage else ""
    cut = follow_up.title.removesuffix("…")
    is_cut = cut != follow_up.title and words.startswith(cut)
    return shorten(words, LONGEST_TITLE) if is_cut else follow_up.title


def _first_day(follow_up: FollowUp) -> Said | None:
    """The one day, or week, after the meeting that the words speak of; else the due date."""
    if follow_up.passage:
        meeting = follow_up.meeting.last_day if follow_up.meeting else None
        language = follow_up.passage.record.language
        said = days_in(follow_up.passage.quote, language=language, today=timezone.localdate(), meeting=meeting)
        to_come = [each for each in said if meeting is None or each.first > meeting]
        if len(to_come) == 1:
            one = to_come[0]
            return one if one.words or not one.is_exact else one.last
    return follow_up.due
