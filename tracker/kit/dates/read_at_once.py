"""Spans of days that are read at once, from words that are codes (`vocabulary.py`). Pure."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from tracker.kit.date_parser import read_day, year_meant
from tracker.kit.dates.calendar_spans import Span, months_from, numbered_unit, season_of, unit_beside, unit_of
from tracker.kit.dates.counted_days import days_ahead
from tracker.kit.dates.refusals import NoDate, Prefer, ask_which_winter

_STEPS = {"next": 1, "following": 1, "this": 0, "last": -1, "afternext": 2}
_MONTHS = tuple("january february march april may june july august september october november december".split())  # noqa: SIM905
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@dataclass(frozen=True, slots=True)
class Base:
    """From what words count: a day, and on which side of it what has no year is looked for."""

    day: date
    prefer: Prefer = "future"


def named_day(text: str, base: Base) -> date | None:
    """A day as `read_day` reads it, back from the codes."""
    words = re.sub(r"\bm(\d\d)\b", lambda month: _MONTHS[int(month[1]) - 1], text)
    words = re.sub(r"\bd([1-7])\b", lambda day: _DAYS[int(day[1]) - 1], words)
    words = re.sub(r"#(\d+)(?= )", r"\1", words)
    words = re.sub(r"^#(\d+)$", r"le \1", words)
    with suppress(NoDate):
        return read_day(words, language="en", today=base.day, prefer=base.prefer)
    return None


def day_of_a_month(text: str) -> str:
    """ "15" where nothing but a day can be meant."""
    return f"#{text}" if text.isdecimal() else text


def on_day(day: date | None) -> Span | None:
    return Span(day, day) if day else None


def week_of(base: Base, text: str) -> Span | None:
    day = base.day if text == "meeting" else named_day(day_of_a_month(text), base)
    return unit_of("week", day) if day else None


def season_of_year(base: Base, name: str, year: str) -> Span:
    if name == "winter":
        raise ask_which_winter(year_meant(year, base.day))
    return season_of(name, year_meant(year, base.day))


def month_of_year(_base: Base, month: str, year: str) -> Span | None:
    return months_from(date(int(year), int(month), 1), 1) if 1 <= int(month) <= 12 else None


def months_of_year(base: Base, first: str, last: str, year: str) -> Span | None:
    start, end = month_of_year(base, first, year), month_of_year(base, last, year)
    return Span(start.first, end.last) if start and end and start.first < end.first else None


def part_of_year(unit: str) -> Callable[[Base, str, str], Span | None]:
    return lambda base, number, year: numbered_unit(
        unit, int(number), unit_of("year", date(year_meant(year, base.day), 1, 1))
    )


def rest_of(base: Base, unit: str) -> Span:
    return Span(base.day, unit_of(unit, base.day).last)


def counted(base: Base, number: str, unit: str) -> Span | None:
    return on_day(days_ahead(base.day, int(number), unit))


def counted_back(base: Base, number: str, unit: str) -> Span | None:
    return on_day(days_ahead(base.day, -int(number), unit))


def counted_either_way(base: Base, number: str, unit: str) -> Span | None:
    return on_day(days_ahead(base.day, int(number) if base.prefer == "future" else -int(number), unit))


def beside(base: Base, unit: str, which: str) -> Span:
    return unit_beside(unit, base.day, _STEPS[which])
