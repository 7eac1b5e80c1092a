"""A cell with dated notes, as people keep them in spreadsheets: "12.03.2026: sent letter; 20.03.2026 reply"."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tracker.imports.reading.days_in_cells import TIME, tidy
from tracker.imports.reading.options import DAY_FIRST
from tracker.kit.date_parser import read_date
from tracker.kit.dates.refusals import DateNotUnderstood

_SIGN = r"[:–—>-]"
_FIGURES = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|'?\d\d)(?!\d)"
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY_MONTH = rf"\d{{1,2}}(?:er|st|nd|rd|th)?[ -]{_MONTH}"
_MONTH_DAY = rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
_WORDS = rf"{_DAY_MONTH}[ -](?:\d{{4}}|'?\d\d\b)|{_MONTH_DAY},? \d{{4}}"
# Without its year only where a sign says that it is the day of what follows, or a point that it is a day.
_YEARLESS = rf"(?:\d{{1,2}}[/.]\d{{1,2}}\.?|{_DAY_MONTH}|{_MONTH_DAY})(?=\s?[\])]?\s*(?::|[–—-]\s))|\d\d\.\d\d\.(?=\s)"
_WEEKDAY = r"(?:[^\W\d_]{3,9}day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_BEFORE = rf"(?:(?:update|maj|mise à jour|note|état)\s+)?(?:(?:of|on|as of|le|du|au|en date du|{_WEEKDAY}),? )*"
# Whoever noted it: initials, or a name before a day in brackets.
_WHO = r"(?:(?P<who>(?-i:[A-ZÀ-Þ]{2,4})[,:]?(?= \d)|(?-i:[A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+){0,2})(?= [(\[]))\s)?"
# A day where a note begins: at the start of a line or of what looks like one; within a line a sign stands behind it.
_BREAK = r"^|(?<=[;\n|\t])|(?<=//)|(?<=<br>)|(?<=<br/>)|(?<=<br />)"
_WITHIN = rf"(?<=[.!?]\s)(?=[(\[]?(?:{_FIGURES}|{_WORDS})[)\]]?\s?:)"
_START = re.compile(
    rf"(?:{_BREAK}|{_WITHIN})\s*(?:[-–—•*]|\d{{1,2}}[.)](?=\s))?\s*{_WHO}[(\[]?{_BEFORE}"
    rf"(?P<date>{_FIGURES}|{_WORDS}|{_YEARLESS})"
    rf"(?:{TIME}(?:[.,]\d+)?(?:Z|UTC|[+-]\d\d:?\d\d)?)?\s*[)\]]?\s*(?:{_SIGN}+|[,.](?=\s))?\s*",
    re.MULTILINE | re.IGNORECASE,
)
_POINTS = re.compile(r"^(\d{1,2})\.(\d{1,2})\.?$")
_AROUND = re.compile(r"^[\s;|]+|(?:[\s;|]|//|<br ?/?>)+$")


@dataclass(frozen=True, slots=True)
class Note:
    """`on` is the day that stood before the words, None when there was none."""

    on: date | None
    words: str


def split(cell: str, *, language: str, today: date, first: str = DAY_FIRST) -> list[Note]:
    """The notes of a cell, the oldest first; those without a date stand where they stood."""
    starts = [(match, day) for match in _START.finditer(cell) if (day := _day(match["date"], language, today, first))]
    if not starts:
        return _kept([Note(None, cell)])
    ends = [match.start() for match, _day in starts[1:]] + [len(cell)]
    before = Note(None, cell[: starts[0][0].start()])
    dated = [Note(day, _said(match, cell[match.end() : end])) for (match, day), end in zip(starts, ends, strict=True)]
    return _kept([before, *sorted(dated, key=lambda note: note.on or today)])


def _said(match: re.Match[str], words: str) -> str:
    return f"{match['who'].rstrip(',:')}: {words}" if match["who"] and words.strip() else words


def _day(words: str, language: str, today: date, first: str) -> date | None:
    """The day that words in figures mean; a day still to come is no day on which something was noted."""
    words = tidy(_POINTS.sub(r"\1/\2", words), first=first, today=today, zone=timezone.get_current_timezone())
    try:
        day = read_date(words, language=language, today=today, prefer="past")
    except DateNotUnderstood:
        return None
    return day if day <= today else None


def _kept(notes: list[Note]) -> list[Note]:
    bare = [Note(note.on, _AROUND.sub("", note.words)) for note in notes]
    return [note for note in bare if note.words]
