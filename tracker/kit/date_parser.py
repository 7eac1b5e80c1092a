"""Dates as people type them, in words or figures."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal

from django.utils import translation
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from tracker.kit.date_formats import format_date
from tracker.kit.text import fold

Prefer = Literal["past", "future"]

_YEARS = range(1900, 2201)
_LONGEST = 60
_TYPED = re.compile(r"[\w .,'/-]+")
_SHAPES = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2}) ?[-/.] ?(?P<month>\d{1,2}) ?[-/.] ?(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)? (?P<month>[^\W\d]+)(?: (?P<year>\d{4}))?"),
    re.compile(r"(?P<month>[^\W\d]+) (?P<day>\d{1,2})(?:st|nd|rd|th|er)?(?: (?P<year>\d{4}))?"),
)
# Words with at most one number among them, never at the end: dateparser also takes "in 3 days 25".
_RELATIVE = re.compile(r"(?:[^\W\d]+[ '-])*(?:\d{1,4} )?[^\W\d]+(?:[ '-][^\W\d]+)*")
_FILLERS = {"the", "of", "on", "this", "le", "du", "ce"}
_NEXT, _LAST = {"next", "prochain"}, {"last", "dernier"}


class DateNotUnderstood(ValueError):  # noqa: N818
    """Its text is a sentence for the person who typed, in their language."""


class NoDate(DateNotUnderstood):
    """The words are no date at all, right or wrong."""


def read_date(words: str, *, language: str, today: date, prefer: Prefer = "future") -> date:
    """The date meant by `words`, in `language` first of English and French, then in the other; day before month.

    A date without a year, or a bare weekday, is the one nearest to today on the side of `prefer`; today counts.
    Raises DateNotUnderstood, and nothing else.
    """
    with translation.override(language):
        text = _plain(words)
        bare = " ".join(word for word in text.split() if word not in _FILLERS)
        languages = sorted(("en", "fr"), key=lambda each: each != language[:2])
        for each in languages:
            found = _read_calendar(bare, each, today, prefer) or _read_weekday(bare, each, today, prefer)
            if found:
                return found
        return _read_relative(text, languages, today, prefer)


def _plain(words: str) -> str:
    text = unicodedata.normalize("NFKC", words[:_LONGEST].strip()).replace("’", "'")
    if len(words) > _LONGEST or not _TYPED.fullmatch(text):
        raise _not_understood()
    return " ".join(re.sub(r"(?<=[^\W\d])\.|,", " ", fold(text)).split())


@cache
def _names(language: str) -> tuple[list[str], list[str]]:
    with translation.override(language):
        return [fold(str(name)) for name in MONTHS.values()], [fold(str(name)) for name in WEEKDAYS.values()]


def _number(name: str, names: list[str]) -> int | None:
    """The number, from 1, of the one of `names` that begins with `name`: "sept" and "fév" are enough."""
    found = [number for number, each in enumerate(names, start=1) if len(name) >= 3 and each.startswith(name)]
    return found[0] if len(found) == 1 else None


def _read_calendar(text: str, language: str, today: date, prefer: Prefer) -> date | None:
    months, weekdays = _names(language)
    first, _space, rest = text.partition(" ")
    weekday = _number(first, weekdays)
    found = _read_parts(rest, months, today, prefer) if weekday else None
    if found and weekday and weekday != found.isoweekday():
        raise _contradiction(found, weekday)
    return found or _read_parts(text, months, today, prefer)


def _read_parts(text: str, months: list[str], today: date, prefer: Prefer) -> date | None:
    parts = next((match.groupdict() for shape in _SHAPES if (match := shape.fullmatch(text))), None)
    if not parts:
        return None
    month = int(parts["month"]) if parts["month"].isdecimal() else _number(parts["month"], months)
    if month is None:
        return None
    year, day = parts.get("year"), int(parts["day"])
    return _on(int(year), month, day) if year else _nearest(month, day, today, prefer)


def _on(year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise _out_of_range()
    with suppress(ValueError):
        return date(year, month, day)
    raise _no_such_day()


def _nearest(month: int, day: int, today: date, prefer: Prefer) -> date:
    step = 1 if prefer == "future" else -1
    # Eight years on, because 29 February 2096 is followed by that of 2104.
    for year in range(today.year, today.year + 9 * step, step):
        with suppress(ValueError):
            found = date(year, month, day)
            if (found - today).days * step >= 0:
                return found
    raise _no_such_day()


def _read_weekday(text: str, language: str, today: date, prefer: Prefer) -> date | None:
    words = text.split()
    weekdays = _names(language)[1]
    names = [word for word in words if word not in _NEXT | _LAST]
    weekday = _number(names[0], weekdays) if len(names) == 1 and len(words) <= 2 else None
    # Alone, "mar" or "sun" is too little to go by.
    if not weekday or (len(words) == 1 and words[0] not in weekdays):
        return None
    ahead = (weekday - today.isoweekday()) % 7
    if _NEXT.intersection(words):
        ahead = ahead or 7
    elif _LAST.intersection(words) or (prefer == "past" and ahead):
        ahead -= 7
    return today + timedelta(days=ahead)


def _read_relative(text: str, languages: list[str], today: date, prefer: Prefer) -> date:
    # Imported here because it takes a third of a second, and most dates are read without it.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    if not _RELATIVE.fullmatch(text):
        raise _not_understood()
    base = datetime.combine(today, time())
    settings = {"PARSERS": ["relative-time"], "PREFER_DATES_FROM": prefer, "RELATIVE_BASE": base}
    found = DateDataParser(languages=languages, use_given_order=True, settings=settings).get_date_data(text).date_obj
    if not found or found.tzinfo or found.time() != time():
        raise _not_understood()
    if found.year not in _YEARS:
        raise _out_of_range()
    return found.date()


def _not_understood() -> NoDate:
    return NoDate(_("Type a date such as 25 May 2018 or 2018-05-25."))


def _out_of_range() -> DateNotUnderstood:
    return DateNotUnderstood(_("Type a date with a year between 1900 and 2200."))


def _no_such_day() -> DateNotUnderstood:
    return DateNotUnderstood(_("There is no such day in the calendar. Type a date such as 25 May 2018 or 2018-05-25."))


def _contradiction(found: date, weekday: int) -> DateNotUnderstood:
    day, typed = WEEKDAYS[found.weekday()], WEEKDAYS[weekday - 1]
    words = {"date": format_date(found), "weekday": day, "typed": typed}
    return DateNotUnderstood(_("%(date)s is a %(weekday)s, not a %(typed)s.") % words)
