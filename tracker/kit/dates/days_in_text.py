"""The days that a sentence speaks of, such as "the workshop of 12 June" or "the week after his visit"."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from tracker.kit.date_parser import month_named
from tracker.kit.dates.as_said import DateAsSaid, read_as_said
from tracker.kit.dates.refusals import DateNotUnderstood
from tracker.kit.text import fold, on_one_line

_WORD = r"[^\W\d]+"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th|er)?"
_FROM = rf"(?:{_NUMBER} ?(?:-|–|to|and|au|et) ?)?"
_WHOSE = rf"(?:his|her|their|the|this|sa|cette|la|leur|ce) (?P<of>{_WORD})"
_CALENDAR = (
    re.compile(rf"\b{_FROM}{_NUMBER} (?P<month>{_WORD})(?:,? \d{{4}}\b)?"),
    re.compile(rf"\b(?P<month>{_WORD}) {_NUMBER}\b(?:,? \d{{4}}\b)?"),
    re.compile(r"(?<![\d/.-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?![\d/-])"),
)
_SHAPES = (
    *_CALENDAR,
    re.compile(rf"\bthe (?:day|week|month) (?:after|before|following) {_WHOSE}\b", re.IGNORECASE),
    re.compile(rf"\bla semaine (?:suivant|après|qui suit) {_WHOSE}\b", re.IGNORECASE),
)


def days_in(text: str, *, language: str, today: date, meeting: date | None) -> list[DateAsSaid]:
    """Each once. What no year tells counts from the meeting; without one it is left out, as nobody can know it."""
    found = []
    for words in _phrases(on_one_line(text), language):
        with suppress(DateNotUnderstood):
            said = read_as_said(
                words, language=language or "en", today=today, meeting=meeting, prefer="future" if meeting else "ask"
            )
            found.append(said)
    return list(dict.fromkeys(found))


def first_day_in(text: str, *, language: str, today: date) -> str:
    """The words of the first day of the calendar in it, but one to come; "" without one. They may lack the year."""
    found = (match for shape in _CALENDAR for match in _matches(shape, on_one_line(text), language))
    by_place = (match[0] for match in sorted(found, key=lambda match: match.start()))
    return next((words for words in by_place if not _is_to_come(words, language, today)), "")


def _is_to_come(words: str, language: str, today: date) -> bool:
    with suppress(DateNotUnderstood):
        return read_as_said(words, language=language or "en", today=today, prefer="ask").first > today
    return False


def _phrases(text: str, language: str) -> Iterator[str]:
    for shape in _SHAPES:
        yield from (match[0] for match in _matches(shape, text, language))


def _matches(shape: re.Pattern[str], text: str, language: str) -> Iterator[re.Match[str]]:
    for match in shape.finditer(text):
        month = match.groupdict().get("month")
        if month is None or month_named(fold(month), language or "en"):
            yield match
