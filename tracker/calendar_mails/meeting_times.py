"""When a meeting is, as calendars hold it."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Event

from tracker.meetings.models import Meeting


def moment_of(meeting: Meeting) -> datetime | None:
    """When it begins, by the clock of its place; None of one that takes whole days, or of which no time is known."""
    if meeting.starts_at is None or meeting.ends_on:
        return None
    return datetime.combine(meeting.held_on, meeting.starts_at, ZoneInfo(meeting.zone or settings.TIME_ZONE))


def set_times(entry: Event, meeting: Any, minutes: int | None = None) -> None:
    """Without a time it takes its days; how long it lasts is not known, unless in `minutes`."""
    moment = moment_of(meeting)
    entry.add("dtstart", moment or meeting.held_on)
    if moment is None:
        entry.add("dtend", meeting.last_day + timedelta(days=1))
    elif minutes:
        entry.add("dtend", moment + timedelta(minutes=minutes))


def told_of(meeting: Meeting) -> str:
    """A digest of all that a calendar is told of it: another one, once that changed."""
    restricted = meeting.is_restricted
    words = ("", "") if restricted else (meeting.title, meeting.place)
    facts = (meeting.held_on, meeting.ends_on, meeting.starts_at, meeting.zone, restricted, *words)
    return sha256(repr(facts).encode()).hexdigest()
