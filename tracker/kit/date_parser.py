"""Dates as people type them, in words or figures."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cache

from django.utils import translation
from django.utils.dates import MONTHS, WEEKDAYS

from tracker.kit.dates.counted_days import day_of_month, shorthand
from tracker.kit.dates.refusals import (
    YEARS,
    Prefer,
    ask_for_year,
    contradiction,
    no_such_day,
    not_understood,
    out_of_range,
)
from tracker.kit.text import fold

_LONGEST = 60
_TYPED = re.compile(r"[\w .,'/+-]+")
_SHAPES = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2}) ?[-/.] ?(?P<month>\d{1,2}) ?[-/.] ?(?P<year>\d{4}|\d\d)"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?[ -]?(?P<month>[^\W\d]+)(?:[ -](?P<year>\d{4}|'?\d\d))?"),
    re.compile(r"(?P<month>[^\W\d]+) (?P<day>\d{1,2})(?:st|nd|rd|th|er)?(?: (?P<year>\d{4}|'\d\d))?"),
)
# March or Tuesday: too little to go by.
TWO_MEANINGS = {"mar"}
# Words with at most one number among them, never at the end: dateparser also takes "in 3 days 25".
_RELATIVE = re.compile(r"(?:[^\W\d]+[ '-])*(?:\d{1,4} )?[^\W\d]+(?:[ '-][^\W\d]+)*")
_FILLERS = {"the", "of", "on", "this", "le", "du", "ce"}
_NEXT, _LAST = {"next", "prochain"}, {"last", "dernier"}


def read_date(words: str, *, language: str, today: date, prefer: Prefer = "future") -> date:
    """The date meant by `words`, in `language` first of English and French, then in the other; day before month.

    A date without a year, or a bare weekday, is the one nearest to today on the side of `prefer`; today counts.
    Raises DateNotUnderstood, and nothing else.
    """
    found = read_day(words, language=language, today=today, prefer=prefer)
    if found:
        return found
    with translation.override(language):
        return _read_relative(_plain(words), _both(language), today, prefer)


def read_day(words: str, *, language: str, today: date, prefer: Prefer = "future") -> date | None:
    """`read_date` for what names a day: "25 May", "fri", "15th", "+2w"; None for what counts in other words."""
    with translation.override(language):
        text = _plain(words)
        bare = " ".join(word for word in text.split() if word not in _FILLERS)
        for each in _both(language):
            found = _read_calendar(bare, each, today, prefer) or _read_weekday(bare, each, today, prefer)
            if found:
                return found
        return day_of_month(text, today, prefer) or shorthand(text, today)


def _both(language: str) -> list[str]:
    return sorted(("en", "fr"), key=lambda each: each != language[:2])


def _plain(words: str) -> str:
    text = unicodedata.normalize("NFKC", words[:_LONGEST].strip()).replace("’", "'")
    if len(words) > _LONGEST or not _TYPED.fullmatch(text):
        raise not_understood()
    return " ".join(re.sub(r"(?<=[^\W\d])\.|,", " ", fold(text)).split())


@cache
def _names(language: str) -> tuple[list[str], list[str]]:
    with translation.override(language):
        return [fold(str(name)) for name in MONTHS.values()], [fold(str(name)) for name in WEEKDAYS.values()]


def month_named(word: str, language: str) -> int | None:
    """From 1, for a folded name or its beginning, in either language."""
    return next((found for each in _both(language) if (found := _number(word, _names(each)[0]))), None)


def weekday_named(word: str, language: str) -> int | None:
    """From 1 for Monday, for a folded name or its beginning, in either language."""
    return next((found for each in _both(language) if (found := _number(word, _names(each)[1]))), None)


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
        raise contradiction(found, weekday)
    return found or _read_parts(text, months, today, prefer)


def _read_parts(text: str, months: list[str], today: date, prefer: Prefer) -> date | None:
    parts = next((match.groupdict() for shape in _SHAPES if (match := shape.fullmatch(text))), None)
    if not parts:
        return None
    month = int(parts["month"]) if parts["month"].isdecimal() else _number(parts["month"], months)
    if month is None:
        return None
    year, day = parts.get("year"), int(parts["day"])
    return _on(year_meant(year, today), month, day) if year else _nearest(month, day, today, prefer)


def year_meant(typed: str, today: date) -> int:
    """Two figures are the year nearest to today that ends so."""
    figures = typed.lstrip("'")
    year = int(figures)
    return year if len(figures) > 2 else year + 100 * round((today.year - year) / 100)


def _on(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise out_of_range()
    with suppress(ValueError):
        return date(year, month, day)
    raise no_such_day()


def _is_in_some_year(month: int, day: int) -> bool:
    with suppress(ValueError):
        return bool(date(2000, month, day))
    return False


def _nearest(month: int, day: int, today: date, prefer: Prefer) -> date:
    if prefer == "ask" and _is_in_some_year(month, day):
        raise ask_for_year()
    step = 1 if prefer == "future" else -1
    # Eight years on, because 29 February 2096 is followed by that of 2104.
    for year in range(today.year, today.year + 9 * step, step):
        with suppress(ValueError):
            found = date(year, month, day)
            if (found - today).days * step >= 0:
                return found
    raise no_such_day()


def _read_weekday(text: str, language: str, today: date, prefer: Prefer) -> date | None:
    words = text.split()
    weekdays = _names(language)[1]
    names = [word for word in words if word not in _NEXT | _LAST]
    weekday = _number(names[0], weekdays) if len(names) == 1 and len(words) <= 2 else None
    if not weekday or (len(words) == 1 and words[0] in TWO_MEANINGS):
        return None
    ahead = (weekday - today.isoweekday()) % 7
    if _NEXT.intersection(words):
        ahead = ahead or 7
    elif _LAST.intersection(words) or (prefer != "future" and ahead):
        ahead -= 7
    return today + timedelta(days=ahead)


def _read_relative(text: str, languages: list[str], today: date, prefer: Prefer) -> date:
    # Imported here because it takes a third of a second, and most dates are read without it.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    if not _RELATIVE.fullmatch(text):
        raise not_understood()
    base = datetime.combine(today, time())
    settings = {
        "PARSERS": ["relative-time"],
        "PREFER_DATES_FROM": "future" if prefer == "future" else "past",
        "RELATIVE_BASE": base,
    }
    found = DateDataParser(languages=languages, use_given_order=True, settings=settings).get_date_data(text).date_obj
    if not found or found.tzinfo or found.time() != time():
        raise not_understood()
    if found.year not in YEARS:
        raise out_of_range()
    return found.date()
