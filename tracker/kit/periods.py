"""Periods as people type and say them: a day, a month, a year, or from one day to another. Pure."""

import re
import unicodedata
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.kit.date_formats import format_date, format_date_as
from tracker.kit.date_parser import read_day
from tracker.kit.dates.read_at_once import Base
from tracker.kit.dates.refusals import YEARS, DateNotUnderstood, NoDate, Prefer, out_of_range
from tracker.kit.dates.spans_in_words import read_span
from tracker.kit.dates.vocabulary import in_codes

_LONGEST = 120
_DAY_OF_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th|er)?")
_BEFORE = re.compile(r"^(?:from|between|in|the|du|de|entre|en|le) ", re.IGNORECASE)
_BETWEEN = re.compile(
    r" (?:to|until|till|through|and|au|à|et|jusqu'au|[-–—]) | ?[–—] ?|(?<=^\d)-|(?<=^\d\d)-", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both within it."""

    first: date
    last: date

    def __str__(self) -> str:
        return format_period(self)

    @property
    def typed(self) -> str:
        """As it may stand in an address: read alike in every language."""
        return f"{self.first.isoformat()} to {self.last.isoformat()}"

    @property
    def before(self) -> "Period":
        """The one of the same length that ends on its eve; as many whole months before whole months."""
        eve = self.first - timedelta(days=1)
        if not self._is_of_months:
            return Period(eve - (self.last - self.first), eve)
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return Period(months_after(self.first, -months), eve)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Its first moment, and the first after it, by the clock of this house."""
        days = (self.first, self.last + timedelta(days=1))
        first, after = (timezone.make_aware(datetime.combine(day, time.min)) for day in days)
        return first, after

    @property
    def _is_of_months(self) -> bool:
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day; below zero: earlier."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def year_before(today: date) -> Period:
    """The twelve months up to today."""
    return Period(months_after(today, -12) + timedelta(days=1), today)


def quarter_of(day: date) -> Period:
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return Period(first, months_after(first, 3) - timedelta(days=1))


def year_of(day: date) -> Period:
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def read_period(words: str, *, language: str, today: date) -> Period:
    """The period meant by `words`, in English or French; what has no year is the last such day or month.

    Raises DateNotUnderstood, and nothing else: its text is a sentence for the person who typed.
    """
    text = _tidy(words)
    with suppress(DateNotUnderstood):
        return _read_one(text, language, today, "past")
    if len(_BETWEEN.split(text, maxsplit=1)) != 2:
        # Once more, for the sentence that says what is wrong with it.
        return _read_one(text, language, today, "past")
    return read_range(words, language=language, today=today, prefer="past")


def read_range(words: str, *, language: str, today: date, prefer: Prefer) -> Period:
    """From one day or span to another. NoDate when `words` are no such two; otherwise as `read_period`."""
    parts = _BETWEEN.split(_tidy(words), maxsplit=1)
    if len(parts) != 2:
        raise _not_understood()
    last = _read_one(parts[1], language, today, prefer)
    first = _read_first(parts[0], last.last, language, today)
    if first > last.last:
        raise DateNotUnderstood(_("The period ends before it begins."))
    return Period(first, last.last)


def _tidy(words: str) -> str:
    if len(words) > _LONGEST:
        raise _not_understood()
    text = " ".join(unicodedata.normalize("NFKC", words).replace("’", "'").split())
    return _BEFORE.sub("", text, count=1)


def _read_one(text: str, language: str, today: date, prefer: Prefer) -> Period:
    with suppress(NoDate):
        if day := read_day(text, language=language, today=today, prefer=prefer):
            return Period(day, day)
    span = read_span(in_codes(text, language), Base(today, prefer))
    if not span:
        raise _not_understood()
    if span.first.year not in YEARS or span.last.year not in YEARS:
        raise out_of_range()
    return Period(span.first, span.last)


def _read_first(text: str, last: date, language: str, today: date) -> date:
    """The first day of a period whose last is known, such as "3" of "3 to 5 June 2018"; a year may be left out."""
    text = _BEFORE.sub("", text, count=1)
    if _DAY_OF_MONTH.fullmatch(text):
        typed = f"{int(re.sub(r'\D', '', text)):02}.{last.month:02}.{last.year:04}"
        return _read_one(typed, language, today, "past").first
    found = []
    for year in (last.year, last.year - 1):
        with suppress(DateNotUnderstood):
            found.append(_read_one(f"{text} {year}", language, today, "past").first)
    if not found:
        return _read_one(text, language, today, "past").first
    return next((day for day in found if day <= last), found[0])


def _not_understood() -> NoDate:
    return NoDate(_("Type a day or a period such as 25 May 2018, May 2018 or 3 to 5 June 2018."))


def format_period(period: Period) -> str:
    """Such as "2017", "May 2018", "April to June 2018" or "28 May to 3 June 2018", in the active language."""
    first, last = period.first, period.last
    if first == last:
        return format_date(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}"
    if first.day == 1 and last == months_after(first, 1) - timedelta(days=1):
        return format_date_as(first, pgettext("date format", "F Y"))
    if period._is_of_months and first.year == last.year:
        months = {"first": format_date_as(first, "F"), "last": format_date_as(last, pgettext("date format", "F Y"))}
        return pgettext("period of months", "%(first)s to %(last)s") % months
    said = {"first": _say_first(first, last), "last": format_date(last)}
    return pgettext("period", "%(first)s to %(last)s") % said


def _say_first(first: date, last: date) -> str:
    """As much of the first day as the last does not say: "3", "28 May" or "28 December 2017"."""
    if first.year != last.year:
        return format_date(first)
    return format_date_as(first, "j" if first.month == last.month else pgettext("date format", "j F"))
