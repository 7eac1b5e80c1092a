"""What the words of dates mean, once they are codes (`vocabulary.py`). Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from tracker.kit.dates.calendar_spans import (
    Span,
    numbered_unit,
    numbered_week,
    numbered_weekday,
    part_of,
    season_of,
    unit_beside,
    unit_of,
)
from tracker.kit.dates.read_at_once import (
    Base,
    beside,
    counted,
    counted_back,
    counted_either_way,
    day_of_a_month,
    month_of_year,
    months_of_year,
    named_day,
    on_day,
    part_of_year,
    rest_of,
    season_of_year,
    week_of,
)
from tracker.kit.dates.refusals import DateNotUnderstood, ask_for_year, out_of_range

_DAY = timedelta(days=1)
_UNIT = "day|week|weekend|month|quarter|half|year"
_COUNTED = "day|week|fortnight|month|quarter|half|year"
_STEPPED = frozenset({"week", "month", "quarter", "half", "year"})
_SEASON = "spring|summer|autumn|winter"


def read_span(text: str, base: Base) -> Span | None:
    """The days meant by `text`, in codes; None when nothing here reads it. DateNotUnderstood when it is to be asked."""
    if _NAMED.search(text) and not _YEAR.search(text):
        return _without_year(text, base)
    try:
        for pattern, read in _READERS:
            if (match := pattern.fullmatch(text)) and (span := read(base, *match.groups())):
                return span
    except DateNotUnderstood:
        raise
    except (ValueError, OverflowError) as nowhere:
        raise out_of_range() from nowhere
    return None


_YEAR = re.compile(r"\b\d{4}\b|\d[-/. ]\d\d$|\b(?:m\d\d|[qh]\d|spring|summer|autumn|winter) '?\d\d$")
_NAMED = re.compile(rf"\bm\d\d\b|\b[qh]\d\b|\bweek \d\d?\b|\b(?:{_SEASON})\b|#\d+ (?:quarter|half)$")
_WHICH = re.compile(
    rf"\b(next|last|this) (?=m\d|[qh]\d|{_SEASON})|(?<=[a-z]) (next|last|this)\b|(?<=\d) (next|last|this)\b"
)


def _without_year(text: str, base: Base) -> Span | None:
    """Of this year's and its neighbours' the one on the right side of the day; "next May" begins after it."""
    found = _WHICH.search(text)
    which = next((word for word in found.groups() if word), None) if found else None
    bare = " ".join(_WHICH.sub(" ", text).split()) if found else text
    spans = list(_of_years(bare, base))
    match which or base.prefer:
        case "next":
            return next((span for span in spans if span.first > base.day), None)
        case "last":
            return next((span for span in reversed(spans) if span.last < base.day), None)
        case "this":
            around = (span for span in spans if span.first <= base.day <= span.last)
            return next(around, next((span for span in spans if span.first.year == base.day.year), None))
        case "future":
            return next((span for span in spans if span.last >= base.day), None)
        case "past":
            return next((span for span in reversed(spans) if span.first <= base.day), None)
    if spans:
        raise ask_for_year()
    return None


def _of_years(text: str, base: Base) -> Iterator[Span]:
    """What it is in the years around; a year without such a day is passed over, unless none has it."""
    refusals = []
    for year in range(base.day.year - 2, base.day.year + 3):
        try:
            if span := read_span(f"{text} {year}-{year + 1}" if "winter" in text else f"{text} {year}", base):
                yield span
        except DateNotUnderstood as refusal:
            refusals.append(refusal)
    if len(refusals) == 5:
        raise refusals[0]


def _number(words: str) -> int:
    return 0 if words == "last" else int(words)


def _deadline(base: Base, word: str, text: str) -> Span | None:
    """By a day or the end of a span; before one is by its eve, but before an end is by that end."""
    later = replace(base, prefer="future" if base.prefer == "ask" else base.prefer)
    day = named_day(day_of_a_month(text), later)
    span = on_day(day) or _of_this(text, later)
    if span and word == "before" and not text.startswith("end"):
        return on_day(span.first - _DAY)
    return on_day(span.last) if span else None


def _of_this(text: str, base: Base) -> Span | None:
    """Of "the month" alone, this month."""
    return read_span(f"this {text}" if text in _STEPPED else text, base)


def _part(base: Base, part: str, text: str) -> Span | None:
    span = _of_this(text, base)
    return part_of(span, part) if span else None


def _ordinal(base: Base, number: str, unit: str, text: str) -> Span | None:
    span = _of_this(text, base)
    if not span:
        return None
    if unit.startswith("d") and unit != "day":
        return on_day(numbered_weekday(int(unit[1]), _number(number), span))
    return numbered_unit("week" if unit == "weekof" else unit, _number(number), span)


def _weekday_of(base: Base, weekday: str, text: str) -> Span | None:
    span = read_span(text, base)
    return on_day(numbered_weekday(int(weekday), 1, span)) if span and span.precision == "week" else None


# Each reads the groups of its pattern; the first that reads wins.
_READERS: tuple[tuple[re.Pattern[str], Callable[..., Span | None]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"in (\D.*|#.*|\d{4}.*)", lambda base, text: read_span(text, base)),
        (r"(?:year )?(\d{4})(?: year)?", lambda base, year: unit_of("year", date(int(year), 1, 1))),
        (r"m(\d\d) (\d{4})", month_of_year),
        (r"(\d\d?)[-/.](\d{4})", month_of_year),
        (r"(\d{4})[-/.](\d\d?)", lambda base, year, month: month_of_year(base, month, year)),
        (r"m(\d\d) (?:or )?m(\d\d) (\d{4})", months_of_year),
        (r"(?:quarter |q)([1-9]) '?(\d{4}|\d\d)", part_of_year("quarter")),
        (r"(\d{4})[ -]?q([1-9])", lambda base, year, number: part_of_year("quarter")(base, number, year)),
        (r"(?:half |h)([1-9]) '?(\d{4}|\d\d)", part_of_year("half")),
        (r"(\d{4})[ -]?h([1-9])", lambda base, year, number: part_of_year("half")(base, number, year)),
        (rf"({_SEASON}) '?(\d{{4}}|\d\d)", season_of_year),
        (r"winter (\d{4})[-/]\d{2,4}", lambda base, year: season_of("winter", int(year))),
        (r"week (\d\d?) (\d{4})", lambda base, number, year: numbered_week(int(year), int(number))),
        (r"(\d{4})[ -]?week (\d\d?)", lambda base, year, number: numbered_week(int(year), int(number))),
        (r"(?:weekof|week) (.+)", week_of),
        (rf"(next|this|last|following) ({_UNIT})", lambda base, which, unit: beside(base, unit, which)),
        (rf"({_UNIT}) (next|this|last|following|afternext)", beside),
        (rf"({_UNIT}) (?:after|following)(?: meeting)?", lambda base, unit: unit_beside(unit, base.day, 1)),
        (rf"({_UNIT}) before meeting", lambda base, unit: unit_beside(unit, base.day, -1)),
        (r"weekend", lambda base: unit_of("weekend", base.day)),
        (r"(?:day meeting|meeting day|meeting)", lambda base: on_day(base.day)),
        (r"#?([1-9]\d*|last) (week|weekof|month|quarter|half|fortnight|day|d[1-7]) (.+)", _ordinal),
        (r"(early|mid|late|end) (.+)", _part),
        (rf"({_UNIT}) end", lambda base, unit: _part(base, "end", unit)),
        (rf"later this ({_UNIT})|this ({_UNIT}) later", lambda base, one, other: rest_of(base, one or other)),
        (r"d([1-7]) (.+)", _weekday_of),
        (rf"(?:in|within|by) (?:nexts? )?(\d+) (?:nexts? )?({_COUNTED})s?(?: later)?", counted),
        (
            rf"(?:nexts? (\d+)|(\d+) nexts?) ({_COUNTED})s?",
            lambda base, one, other, unit: counted(base, one or other, unit),
        ),
        (rf"(\d+) ({_COUNTED})s? later", counted),
        (rf"(?:(?:in|within|by) )?(\d+) ({_COUNTED})s? (?:after |following )?(?:after )?meeting", counted),
        (rf"(\d+) ({_COUNTED})s? (?:after|following)", counted),
        (rf"(\d+) ({_COUNTED})s? ago", counted_back),
        (rf"(\d+) ({_COUNTED})s?", counted_either_way),
        (rf"ago (\d+) ({_COUNTED})s?", counted_back),
        (rf"(\d+) ({_COUNTED})s? before meeting", counted_back),
        (r"(by|before) (?!by |before )(.+)", _deadline),
    )
)
