"""A date as somebody said it: a day or a span of days, and the words where they say more than the days do."""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.kit.date_formats import format_date, format_short_date
from tracker.kit.date_parser import read_day
from tracker.kit.dates.calendar_spans import Span
from tracker.kit.dates.read_at_once import Base, named_day
from tracker.kit.dates.refusals import YEARS, NoDate, Prefer, ask_for_date, out_of_range
from tracker.kit.dates.spans_in_words import read_span
from tracker.kit.dates.vocabulary import in_codes
from tracker.kit.periods import Period, format_period, read_range
from tracker.kit.text import fold

LONGEST_WORDS = 120
_BRACKETS = re.compile(r"(.*\S) ?\(([^()]+)\)", re.DOTALL)
_COUNTED = re.compile(r"\b(?:nexts?|following|this|last|after|afternext|later|ago|meeting)\b")
_FROM_TODAY = re.compile(r"\b(?:today|tomorrow|yesterday|aujourd.hui|demain|hier)\b")
_CALENDAR = re.compile(r"\b(?:m\d\d|[qh]\d|spring|summer|autumn|winter|week \d\d?)\b")
# Words that may tell of a date, so that what they leave open is asked for.
_HINTS = re.compile(r"\b(?:nexts?|following|after|before|by|within|soon|around|meeting|end|early|mid|late)\b")


@dataclass(frozen=True, slots=True)
class DateAsSaid:
    """From the first day to the last; `words` are empty when the days say it all."""

    first: date
    last: date
    words: str = ""

    @property
    def is_exact(self) -> bool:
        return self.first == self.last

    @property
    def days(self) -> str:
        """Such as "25 May 2018", "28 May to 3 June 2018" or "2016"."""
        return format_date(self.last) if self.is_exact else format_period(Period(self.first, self.last))

    @property
    def short(self) -> str:
        """As a column likes it: "25 May 2018", "week of 28 May 2018", "Q1 2027"."""
        return short_span(Span(self.first, self.last))

    def __str__(self) -> str:
        """The words with their days behind them, which `read_as_said` reads back as they are."""
        return f"{self.words} ({self.days})" if self.words else self.days


def read_as_said(
    words: str, *, language: str, today: date, meeting: date | None = None, prefer: Prefer = "future"
) -> DateAsSaid:
    """What `words` say, in English or French. Relative ones count from the day of the meeting, if any, else from today.

    "at the next Council (June 2019)" keeps the words before the brackets, whatever they are. Words that count from a
    day which nobody will remember are kept as the days they mean. Raises DateNotUnderstood, and nothing else.
    """
    text = " ".join(unicodedata.normalize("NFKC", words).split())
    with translation.override(language):
        if len(text) > 2 * LONGEST_WORDS:
            raise _said_how()
        if bracketed := _BRACKETS.fullmatch(text):
            inner = read_as_said(bracketed[2], language=language, today=today, meeting=meeting, prefer=prefer)
            return DateAsSaid(inner.first, inner.last, bracketed[1][:LONGEST_WORDS])
        return _read(text, language, today, meeting, prefer)


def _read(text: str, language: str, today: date, meeting: date | None, prefer: Prefer) -> DateAsSaid:
    codes, base = in_codes(text, language), Base(meeting or today, prefer)
    if _FROM_TODAY.search(fold(text)):
        base = Base(today, prefer)
    if day := _named_day(text, codes, language, base):
        return DateAsSaid(day, day)
    if "meeting" in codes.split() and meeting is None:
        raise ask_for_date(text)
    if span := read_span(codes, base):
        return _said(span, text, codes, is_remembered=meeting is not None)
    try:
        period = read_range(text, language=language, today=base.day, prefer=prefer)
    except NoDate as refusal:
        raise (ask_for_date(text) if _HINTS.search(codes) else _said_how()) from refusal
    return DateAsSaid(period.first, period.last)


def _named_day(text: str, codes: str, language: str, base: Base) -> date | None:
    """The day, when the words name one: "25 May", "by Friday", "+2w"."""
    with suppress(NoDate):
        if day := read_day(text, language=language, today=base.day, prefer=base.prefer):
            return day
    return named_day(codes.removeprefix("by "), base)


def _said(span: Span, text: str, codes: str, *, is_remembered: bool) -> DateAsSaid:
    if span.first.year not in YEARS or span.last.year not in YEARS:
        raise out_of_range()
    has_year = re.search(r"\d{4}", codes)
    is_counted = not has_year and (_COUNTED.search(codes) or not _CALENDAR.search(codes))
    said = DateAsSaid(span.first, span.last)
    if (is_counted and not is_remembered) or text.casefold() == said.days.casefold():
        return said
    return replace(said, words=text[:LONGEST_WORDS])


def _said_how() -> NoDate:
    return NoDate(_("Type a date or a period such as 25 May 2018, end of May, Q1 2027 or in two weeks."))


def short_span(span: Span) -> str:
    """As short as a column likes it, in the active language."""
    first = span.first
    match span.precision:
        case "exact":
            return format_short_date(first)
        case "week":
            return _("week of %(day)s") % {"day": format_short_date(first)}
        case "quarter":
            return pgettext("quarter", "Q%(number)s %(year)s") % {"number": first.month // 3 + 1, "year": first.year}
        case "half-year":
            return pgettext("half-year", "H%(number)s %(year)s") % {"number": first.month // 6 + 1, "year": first.year}
        case "season":
            return _season(first)
    return format_period(Period(first, span.last))


def _season(first: date) -> str:
    if first.month == 12:
        return _("winter %(first)s-%(last)s") % {"first": first.year, "last": f"{(first.year + 1) % 100:02}"}
    name = {3: _("spring %(year)s"), 6: _("summer %(year)s"), 9: _("autumn %(year)s")}[first.month]
    return name % {"year": first.year}
