"""A date as somebody said it: a day or a span of days, and the words where they say more than the days do."""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from django.utils import translation
from django.utils.translation import gettext as _

from tracker.kit.date_formats import format_date, format_short_date
from tracker.kit.date_parser import read_day
from tracker.kit.dates.calendar_spans import Span, unit_beside
from tracker.kit.dates.next_meeting import NextMeeting, read_next_meeting
from tracker.kit.dates.read_at_once import Base, named_day
from tracker.kit.dates.refusals import YEARS, AskForDate, DateNotUnderstood, NoDate, Prefer, ask_for_date, out_of_range
from tracker.kit.dates.span_formats import short_span
from tracker.kit.dates.spans_in_words import read_span
from tracker.kit.dates.vocabulary import in_codes
from tracker.kit.periods import Period, format_period, read_range
from tracker.kit.text import fold

LONGEST_WORDS = 120
_BRACKETS = re.compile(r"(.*\S) ?\(([^()]+)\)", re.DOTALL)
_COUNTED = re.compile(r"\b(?:nexts?|following|this|last|after|afternext|later|ago|meeting)\b")
_FROM_TODAY = re.compile(r"\b(?:today|tomorrow|yesterday|aujourd.hui|demain|hier|now|ce jour)\b")
_CALENDAR = re.compile(r"\b(?:m\d\d|[qh]\d|spring|summer|autumn|winter|week \d\d?)\b")
# Words that may tell of a date, so that what they leave open is asked for.
_HINTS = re.compile(r"\b(?:nexts?|following|after|before|by|within|soon|around|meeting|end|early|mid|late)\b")


@dataclass(frozen=True, slots=True)
class DateAsSaid:
    """From the first day to the last, which counts; `words` are empty when the days say it all."""

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

    @property
    def stored(self) -> str:
        """One word for it, which begins with the day that counts; `from_stored` reads it."""
        return f"{self.last} from {self.first}: {self.words}"

    @classmethod
    def from_stored(cls, stored: str) -> Self | None:
        last, between, rest = stored.partition(" from ")
        return cls(date.fromisoformat(rest[:10]), date.fromisoformat(last), rest[12:]) if between else None

    def __str__(self) -> str:
        """The words with their days behind them, which `read_as_said` reads back as they are."""
        return f"{self.words} ({self.days})" if self.words else self.days


# What a date column may hold: a day, or what somebody said of it.
Said = date | DateAsSaid


def said_of(first: date | None, last: date | None, words: str) -> Said | None:
    """Of the three columns of a date: the day alone where there is nothing else to say."""
    return DateAsSaid(first or last, last, words) if last and (first or words) else last


def last_day(said: Said | None) -> date | None:
    """The day that counts."""
    return said.last if isinstance(said, DateAsSaid) else said


def first_day(said: Said | None) -> date | None:
    return said.first if isinstance(said, DateAsSaid) else said


def say(said: Said | None) -> str:
    """In full, with its words: "the week after his visit (28 May to 3 June 2018)"."""
    return format_date(said) if isinstance(said, date) else str(said or "")


def say_as_said(said: Said | None) -> str:
    """The same, of what says more than a day alone."""
    return str(said) if isinstance(said, DateAsSaid) else ""


def say_short(said: Said | None) -> str:
    return format_short_date(said) if isinstance(said, date) else said.short if said else ""


def columns_of(said: Said | None) -> tuple[date | None, date | None, str]:
    """The day that counts, the first day where it is another, and the words."""
    if isinstance(said, DateAsSaid):
        return said.last, None if said.is_exact else said.first, said.words
    return said, None, ""


def later_by(said: Said, days: int) -> Said:
    """So many days later; the words no longer say it. OverflowError where the calendar ends."""
    if isinstance(said, DateAsSaid):
        moved = DateAsSaid(said.first + timedelta(days=days), said.last + timedelta(days=days))
        return moved.last if moved.is_exact else moved
    return said + timedelta(days=days)


def read_as_said(
    words: str,
    *,
    language: str,
    today: date,
    meeting: date | None = None,
    is_moved: bool = False,
    prefer: Prefer = "future",
    next_meeting: NextMeeting = lambda _name, _after: None,
) -> DateAsSaid:
    """What `words` say, in English or French. Relative ones count from the day of the meeting, if any, else from today.

    Where a date `is_moved` that was said before they count from today, unless they name the meeting. "At the next
    Council" is what `next_meeting` says it is.
    "at the next Council (June 2019)" keeps the words before the brackets, whatever they are. Words that count from a
    day which nobody will remember are kept as the days they mean. Raises DateNotUnderstood, and nothing else.
    """
    text = " ".join(unicodedata.normalize("NFKC", words).split())
    with translation.override(language):
        if len(text) > 2 * LONGEST_WORDS:
            raise _said_how()
        bracketed = _BRACKETS.fullmatch(text)
        names_meeting = "meeting" in in_codes(bracketed[2] if bracketed else text, language).split()
        counts_from = meeting if names_meeting or not is_moved else None
        if bracketed:
            inner = _read(bracketed[2], language, today, counts_from, prefer)
            return DateAsSaid(inner.first, inner.last, bracketed[1][:LONGEST_WORDS])
        try:
            return _read(text, language, today, counts_from, prefer)
        except AskForDate:
            after = today if is_moved else meeting or today
            if span := read_next_meeting(text, after, next_meeting):
                return DateAsSaid(span.first, span.last, text[:LONGEST_WORDS])
            raise


def _read(text: str, language: str, today: date, meeting: date | None, prefer: Prefer) -> DateAsSaid:
    codes, base = in_codes(text, language), Base(meeting or today, prefer)
    is_from_today = bool(_FROM_TODAY.search(fold(text)))
    if is_from_today:
        base = Base(today, prefer)
    if day := _named_day(text, codes, language, base):
        return DateAsSaid(day, day)
    if "meeting" in codes.split() and meeting is None:
        raise _ask(text, base)
    if span := read_span(codes, base):
        return _said(span, text, codes, is_remembered=meeting is not None and not is_from_today)
    try:
        period = read_range(text, language=language, today=base.day, prefer=prefer)
    except NoDate as refusal:
        raise (_ask(text, base) if _HINTS.search(codes) else _said_how()) from refusal
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
    is_plain = codes.removeprefix("in ") == in_codes(said.days, translation.get_language() or "en")
    if is_plain or (is_counted and not is_remembered):
        return said
    return replace(said, words=text[:LONGEST_WORDS])


def _ask(text: str, base: Base) -> DateNotUnderstood:
    """With the month beside that of the day from which words count as what could be meant."""
    month = unit_beside("month", base.day, 1 if base.prefer == "future" else -1)
    return ask_for_date(text, format_period(Period(month.first, month.last)))


def _said_how() -> NoDate:
    return NoDate(_("Type a date or a period such as 25 May 2018, end of May, Q1 2027 or in two weeks."))
