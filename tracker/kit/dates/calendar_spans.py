"""Weeks, months, quarters, half-years, seasons and years, and their parts, as arithmetic. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from tracker.kit.dates.counted_days import days_ahead
from tracker.kit.dates.refusals import DateNotUnderstood

MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
PRECISIONS = {1: "month", 6: "half-year", 12: "year"}


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both within it."""

    first: date
    last: date

    @property
    def precision(self) -> str:
        """ "exact", "week", "month", "quarter", "half-year", "season", "year", or "days" for any others."""
        first, months = self.first, self.months
        if first == self.last:
            return "exact"
        if first.isoweekday() == 1 and self.last - first == timedelta(days=6):
            return "week"
        if months == 3 and first.month % 3 != 2:
            return "quarter" if first.month % 3 == 1 else "season"
        return PRECISIONS.get(months, "days") if (first.month - 1) % (months or 1) == 0 else "days"

    @property
    def months(self) -> int:
        """How many whole months it is; 0 when it is not of whole months."""
        first, after = self.first, self.last + timedelta(days=1)
        whole = first.day == 1 and after.day == 1
        return (after.year - first.year) * 12 + after.month - first.month if whole else 0


def months_from(first: date, months: int) -> Span:
    year, month = divmod(first.year * 12 + first.month - 2 + months, 12)
    return Span(first, date(year, month + 1, monthrange(year, month + 1)[1]))


def unit_of(unit: str, day: date) -> Span:
    """The calendar day, week from Monday, month, quarter, half-year or year in which `day` is."""
    if unit == "day":
        return Span(day, day)
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday())
        return Span(monday if unit == "week" else monday + timedelta(days=5), monday + timedelta(days=6))
    months = MONTHS_OF[unit]
    return months_from(date(day.year, day.month - (day.month - 1) % months, 1), months)


def unit_beside(unit: str, day: date, steps: int) -> Span:
    """So many such units after the one in which `day` is; before it below zero."""
    return unit_of(unit, days_ahead(unit_of(unit, day).first, steps, "week" if unit == "weekend" else unit))


def season_of(name: str, year: int) -> Span:
    """By the three whole months of the northern seasons; the winter that begins in that year."""
    return months_from(date(year, SEASONS[name], 1), 3)


def numbered_week(year: int, number: int) -> Span:
    """Of ISO 8601."""
    try:
        return unit_of("week", date.fromisocalendar(year, number, 1))
    except ValueError as nowhere:
        raise DateNotUnderstood(_("There is no such week in that year.")) from nowhere


def numbered_unit(unit: str, number: int, span: Span) -> Span | None:
    """The first, second ... such unit within `span`; the last for 0. None when it holds none."""
    if unit == "week":
        first = span.first + timedelta(days=7 * (number - 1)) if number else span.last - timedelta(days=6)
        found = Span(first, first + timedelta(days=6))
    elif unit in ("fortnight", "half") and span.precision == "month":
        middle = span.first + timedelta(days=14)
        halves = (Span(span.first, middle), Span(middle + timedelta(days=1), span.last))
        return halves[number - 1] if number <= 2 else None
    elif unit == "day" or unit in MONTHS_OF:
        found = unit_beside(unit, span.first, number - 1) if number else unit_of(unit, span.last)
    else:
        return None
    return found if span.first <= found.first and found.last <= span.last else None


def numbered_weekday(weekday: int, number: int, span: Span) -> date | None:
    """The first, second ... Monday within `span`; the last for 0."""
    days = (span.first + timedelta(days=each) for each in range((span.last - span.first).days + 1))
    found = [day for day in days if day.isoweekday() == weekday]
    return found[number - 1] if found and number <= len(found) else None


def part_of(span: Span, part: str) -> Span | None:
    """Its end is its last day, of a week the Friday; early, mid and late are its thirds. None for what has no parts."""
    if part == "end":
        last = span.last - timedelta(days=2 if span.precision == "week" else 0)
        return Span(last, last)
    cuts = _thirds(span)
    if cuts is None:
        return None
    second, third, end = cuts
    eve = timedelta(days=1)
    return {"early": Span(span.first, second - eve), "mid": Span(second, third - eve), "late": Span(third, end)}[part]


def _thirds(span: Span) -> tuple[date, date, date] | None:
    """The first days of its second and third part, and its last day."""
    first, months = span.first, span.months
    if span.precision == "week":
        return first + timedelta(days=2), first + timedelta(days=3), first + timedelta(days=4)
    if months == 1:
        return first.replace(day=11), first.replace(day=21), span.last
    if months and months % 3 == 0:
        each = months // 3
        return days_ahead(first, each, "month"), days_ahead(first, 2 * each, "month"), span.last
    return None
