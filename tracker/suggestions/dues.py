"""The due date of a suggestion as follow-ups keep it: the days, and the words where they say more."""

import calendar
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from tracker.follow_ups.choices import Kind
from tracker.kit.dates.as_said import LONGEST_WORDS, DateAsSaid, Said
from tracker.kit.dates.days_in_text import days_in
from tracker.kit.text import fold, on_one_line
from tracker.reading.results import Suggestion
from tracker.records.models import Version

_YEAR, _MONTH, _DAY = len("2018"), len("2018-05"), len("2018-05-25")


def due_said(text: str, suggested: Suggestion) -> Said | None:
    """Nothing where the words leave the year open: that is asked, and never guessed."""
    if suggested.due is None or suggested.due.value.startswith("-"):
        return None
    start = suggested.span.start
    words = on_one_line(text[start + suggested.due.said.span.start : start + suggested.due.said.span.end])
    return _said(suggested.due.value, words[:LONGEST_WORDS].rstrip(" ."))


def day_of_invitation(version: Version, suggested: Suggestion) -> Said | None:
    """Until when somebody is invited is seldom said: the day to which they are, counted from the meeting's."""
    if suggested.kind != Kind.INVITATION:
        return None
    record = version.record
    asked: dict[str, Any] = {"language": record.language, "meeting": record.meeting.held_on}
    days = days_in(suggested.span.of(version.text), today=timezone.localdate(), **asked)
    return days[0] if days else None


def _said(value: str, words: str) -> Said | None:
    if len(value) == _DAY:
        day = date.fromisoformat(value)
        # "Next Friday" says more than its day; "25 May" does not.
        return day if str(day.day) in words else DateAsSaid(day, day, words)
    year, month = int(value[:_YEAR]), int(value[_YEAR + 1 :]) if len(value) == _MONTH else None
    last = calendar.monthrange(year, month)[1] if month else 31
    said = DateAsSaid(date(year, month or 1, 1), date(year, month or 12, last))
    # "May 2018" says no more than its days.
    return said if fold(words) == fold(said.days) else replace(said, words=words)
