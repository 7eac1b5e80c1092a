"""A cell with dated notes, as people keep them in spreadsheets: "12.03.2026: sent letter; 20.03.2026 reply"."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.kit.date_parser import read_date
from tracker.kit.dates.refusals import DateNotUnderstood

# A date in figures, or with the month in words, where a note begins: at the start of a line, or after a semicolon.
_FIGURES = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
_WORDS = r"\d{1,2}(?:er|st|nd|rd|th)? [^\W\d]{3,10}\.? \d{4}"
_START = re.compile(rf"(?:^|(?<=[;\n|]))\s*[-•*]?\s*\(?(?P<date>{_FIGURES}|{_WORDS})\)?\s*[:–—,-]?\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Note:
    """`on` is the day that stood before the words, None when there was none."""

    on: date | None
    words: str


def split(cell: str, *, language: str, today: date) -> list[Note]:
    """The notes of a cell, the oldest first; those without a date stand where they stood."""
    starts = [(match, day) for match in _START.finditer(cell) if (day := _day(match["date"], language, today))]
    if not starts:
        return _kept([Note(None, cell)])
    ends = [match.start() for match, _day in starts[1:]] + [len(cell)]
    first = Note(None, cell[: starts[0][0].start()])
    dated = [Note(day, cell[match.end() : end]) for (match, day), end in zip(starts, ends, strict=True)]
    return _kept([first, *sorted(dated, key=lambda note: note.on or today)])


def _day(words: str, language: str, today: date) -> date | None:
    """The day that words in figures mean; a day still to come is no day on which something was noted."""
    try:
        day = read_date(words, language=language, today=today, prefer="past")
    except DateNotUnderstood:
        return None
    return day if day <= today else None


def _kept(notes: list[Note]) -> list[Note]:
    bare = [Note(note.on, note.words.strip(" ;|\n\t")) for note in notes]
    return [note for note in bare if note.words]
