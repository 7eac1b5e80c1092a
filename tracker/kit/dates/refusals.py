"""What Suivi answers to words that are no date, or not one alone."""

from datetime import date
from typing import Literal

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from tracker.kit.date_formats import format_date

# On which side of today a date is that does not say it; "ask" is the past, but a year that nobody typed is asked for.
Prefer = Literal["past", "future", "ask"]

YEARS = range(1900, 2201)


class DateNotUnderstood(ValueError):  # noqa: N818
    """Its text is a sentence for the person who typed, in their language."""


class NoDate(DateNotUnderstood):
    """The words are no date at all, right or wrong."""


class AskForDate(DateNotUnderstood):
    """The words may be of a date, but do not tell which."""


def not_understood() -> NoDate:
    return NoDate(_("Type a date such as 25 May 2018 or 2018-05-25."))


def out_of_range() -> DateNotUnderstood:
    return DateNotUnderstood(_("Type a date with a year between 1900 and 2200."))


def ask_for_year() -> DateNotUnderstood:
    return AskForDate(_("Which year? Type it too, such as 25 May 2018."))


def no_such_day() -> DateNotUnderstood:
    return DateNotUnderstood(_("There is no such day in the calendar. Type a date such as 25 May 2018 or 2018-05-25."))


def contradiction(found: date, weekday: int) -> DateNotUnderstood:
    day, typed = WEEKDAYS[found.weekday()], WEEKDAYS[weekday - 1]
    words = {"date": format_date(found), "weekday": day, "typed": typed}
    return DateNotUnderstood(_("%(date)s is a %(weekday)s, not a %(typed)s.") % words)


def ask_which_winter(year: int) -> DateNotUnderstood:
    words = {"before": f"{year - 1}-{year % 100:02}", "after": f"{year}-{(year + 1) % 100:02}"}
    return AskForDate(_("Which winter? Type winter %(before)s or winter %(after)s.") % words)


def ask_for_date(words: str, month: str) -> DateNotUnderstood:
    """For words that are of a date that nobody can tell: they may stay, with the date behind them, such as `month`."""
    sentence = _("When is that? Type a date, or add it in brackets: %(words)s (%(month)s).")
    return AskForDate(sentence % {"words": words, "month": month})
