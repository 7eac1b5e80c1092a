"""Dates in a text as it says them, and what they mean against the meeting's day. No year, no date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.reading.fields.counted import COUNTS, MONTHS, NUMBERS, QUARTERS, after, end_of_quarter, of_unit, of_week
from tracker.reading.grammar import Grammar
from tracker.reading.spans import Span, spaced

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SEASON = (
    "in|by|before|en|avant|by the end of|d'ici|early|late|mid|spring|summer|autumn|fall|winter"
    "|début|fin|printemps|automne"
)
_WEEKDAYS = 7
# Counted from something else than the meeting: "within ten days of receipt".
_NOT_FROM_IT = r"(?! (?:of|after|from|before|following|avant|après|suivant|à compter|à partir|qui suivent)\b)"


@dataclass(frozen=True, slots=True)
class Dated:
    """`value` is a day, a month (2018-05) or a year, as far as the words go; "--05-25" lacks its year."""

    span: Span
    value: str

    @property
    def is_whole(self) -> bool:
        return len(self.value) == len("2018-05-25") and self.value[0] != "-"


@dataclass(frozen=True)
class Shapes:
    calendar: tuple[re.Pattern[str], ...]
    relative: re.Pattern[str]
    short: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]


def shapes_of(grammar: Grammar) -> Shapes:
    months = _numbered(grammar, "months", 12)
    weekdays = _numbered(grammar, "weekdays", _WEEKDAYS)
    month = rf"(?P<month>{'|'.join(sorted(months, key=len, reverse=True))})\b\.?"
    weekday = rf"(?P<weekday>{'|'.join(sorted(weekdays, key=len, reverse=True))})"
    second = r"(?:,? ?(?:-|and|to|&|et|au) ?\d{1,2}(?:st|nd|rd|th)?)?"
    return Shapes(
        (
            re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/])"),
            re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})[./-](?P<number>\d{1,2})[./-](?P<year>(?:19|20)?\d\d)(?![\d/])"),
            re.compile(spaced(rf"(?<![\d/.-]){_DAY}{second} (?:of |de )?{month}(?:,? {_YEAR})?")),
            re.compile(spaced(rf"\b{month} {_DAY}(?!\d|:){second}(?:(?:,| at)? {_YEAR})?")),
            re.compile(spaced(rf"\b{month},? (?:of |de )?{_YEAR}\b")),
        ),
        re.compile(
            spaced(
                rf"\b(?:(?P<soon>tomorrow|demain)"
                rf"|(?P<next>next|la semaine|le mois|l'année) (?P<unit>week|month|year|prochaine?)"
                rf"|(?P<end>end of(?: the| this| next)?|fin(?: de| du)?(?: l[ae']| cette)?) ?"
                rf"(?P<of>week|month|year|semaine|mois|année)(?: prochaine?\b)?(?: (?P<of_year>(?:19|20)\d\d))?"
                rf"|(?:end(?: of)?|fin)(?: the| du| de)? ?(?:[qt](?P<short_quarter>[1-4])"
                rf"|(?P<quarter>{'|'.join(QUARTERS)}) (?:quarter|trimestre))\b"
                rf"(?:,? (?:of |de )?(?P<quarter_of>(?:19|20)\d\d))?"
                rf"|(?:within|in|dans|sous|d'ici)(?: the next| un délai d'| un délai de| les| à)? ?"
                rf"(?P<count>\b\d{{1,3}}|\b(?:{'|'.join(NUMBERS)})\b|(?=quinzaine|huitaine))"
                rf" ?(?P<counted>(?:{'|'.join([*COUNTS, *MONTHS])})s?)\b{_NOT_FROM_IT}"
                rf"|{weekday}\b|(?:{_SEASON})(?: early| late| mid| of)? ?-?{_YEAR}\b(?![./-]\d)"
                rf"|(?P<this>(?:later )?this year|cette année)\b(?!')"
                rf"|(?:in |la )?(?:week|semaine) (?P<week>\d{{1,2}},? (?:of |de )?(?:19|20)\d\d)"
                rf"|(?:by|in|until|till|before|en|avant|courant|au cours du mois d[e']|d'ici|jusqu'en"
                rf"|end(?: of)?|by the end of|fin|mi-|(?:(?:by|in|before|until|en|avant|d'ici)(?: à)?(?: the| la)? )?"
                rf"(?:early|mid|late|début|mi)-?) ?{month}(?!,? ?\d))",
            )
        ),
        re.compile(r"(?<![\d/.-])(?P<number>\d{1,2})/(?P<day>\d{1,2})(?![\d/])"),
        months,
        weekdays,
    )


def _numbered(grammar: Grammar, name: str, size: int) -> dict[str, int]:
    """Words of a list that goes through the months or the weekdays again and again."""
    return {word: n % size + 1 for n, word in enumerate(grammar.ordered[name])}


def days_in(lower: str, start: int, end: int, shapes: Shapes, day_first: bool) -> Iterator[Dated]:
    """Whole days and months in lower[start:end], by the calendar alone, in no order."""
    for shape in shapes.calendar:
        for found in shape.finditer(lower, start, end):
            if value := _value(found.groupdict(), shapes, day_first):
                yield Dated(Span(*found.span()), value)


def _value(said: dict[str, str | None], shapes: Shapes, day_first: bool) -> str:
    month = shapes.months[said["month"] or ""] if said.get("month") else int(said.get("number") or 0)
    day, year = int(said.get("day") or 0), said.get("year")
    if said.get("number") and year and said.get("day"):
        is_american = (not day_first and day > 12) or (not day_first and month <= 31 and len(year) == 2)
        if len(year) == 2:
            year = f"20{year}"
        if month > 12 or (is_american and day <= 12):
            month, day = day, month
    return _written(year, month, day)


def _written(year: str | None, month: int, day: int) -> str:
    if not day:
        return f"{year}-{month:02}" if year else ""
    try:
        date(int(year or 2000), month, day)
    except ValueError:
        return ""
    return f"{year or '-'}-{month:02}-{day:02}"


def short_in(lower: str, start: int, end: int, shapes: Shapes, day_first: bool) -> Iterator[Dated]:
    """ "5/22": a date only where something else says that one stands there."""
    for found in shapes.short.finditer(lower, start, end):
        month, day = int(found["number"]), int(found["day"])
        month, day = (day, month) if day_first or month > 12 else (month, day)
        if value := _written(None, month, day) if month > 0 and day > 0 else "":
            yield Dated(Span(*found.span()), value)


def against(value: str, meeting: date | None) -> str:
    """A date without its year is the first one from the meeting on; without a meeting nobody knows."""
    if not value.startswith("--"):
        return value
    if not meeting:
        return ""
    year = meeting.year + (value[2:] < f"{meeting:%m-%d}")
    return f"{year}-{value[2:]}"


def relative_in(lower: str, start: int, end: int, shapes: Shapes, meeting: date | None) -> Iterator[Dated]:
    """ "next week", "by Friday", "end of the month": only with the meeting's day."""
    for found in shapes.relative.finditer(lower, start, end):
        if value := _counted(found, shapes, meeting):
            yield Dated(Span(*found.span()), value)


def _counted(found: re.Match[str], shapes: Shapes, meeting: date | None) -> str:
    said = found.groupdict()
    if said["week"]:
        return of_week(*map(int, re.findall(r"\d+", said["week"])))
    if said["of_year"]:
        return f"{said['of_year']}-12-31"
    if said["year"]:
        return said["year"] or ""
    return _from(meeting, found, shapes) if meeting else ""


def _from(meeting: date, found: re.Match[str], shapes: Shapes) -> str:
    said = found.groupdict()
    if said["this"]:
        return f"{meeting.year}"
    if said["month"]:
        month = shapes.months[said["month"]]
        return f"{meeting.year + (month < meeting.month)}-{month:02}"
    if said["soon"]:
        return f"{meeting + timedelta(1)}"
    if said["weekday"]:
        return f"{meeting + timedelta((shapes.weekdays[said['weekday']] - meeting.isoweekday() - 1) % 7 + 1)}"
    if said["counted"]:
        return after(said["count"] or "a", said["counted"], meeting)
    if quarter := said["short_quarter"] or said["quarter"]:
        return end_of_quarter(QUARTERS[quarter], said["quarter_of"], meeting)
    return of_unit(found[0], meeting, bool(said["end"]))
