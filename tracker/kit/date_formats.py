"""Dates as Suivi says them."""

import re
from datetime import date, datetime
from functools import lru_cache

from django.utils import translation
from django.utils.dateformat import format as django_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

# Django's French shortens these two as no French does ("jan.", "fév."): our catalogue stands before Django's.
OUR_SHORT_MONTHS = (pgettext_lazy("abbrev. month", "Jan."), pgettext_lazy("abbrev. month", "Feb."))


def format_date_with_weekday(value: date, language: str) -> str:
    """Such as "Friday 25 May 2018"."""
    with translation.override(language):
        return format_date_as(value, pgettext("date format", "l j F Y"))


def format_date(value: date, language: str | None = None) -> str:
    """Such as "25 May 2018"; in the active language unless another is named."""
    if language is None:
        return format_date_as(value, pgettext("date format", "j F Y"))
    with translation.override(language):
        return format_date(value)


def format_due_date(value: date, today: date) -> str:
    """How far off a due date is, in the active language: "3 days late", "tomorrow", "31 May 2019"."""
    days = (value - today).days
    if abs(days) <= 1:
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[days]
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    return format_short_date(value)


def format_since(value: date, today: date) -> str:
    """From when on somebody else owes it, in the active language: "since 2 Jan", and the year where it is another."""
    return _("since %(day)s") % {"day": format_date_as(value, "j M" if value.year == today.year else "j M Y")}


def format_short_date(value: date) -> str:
    """A day without judging it, in the active language, as short as a column likes it: "31 May 2019"."""
    return format_date_as(value, "j M Y")


def format_date_as(value: date, pattern: str) -> str:
    """`value` in `pattern`, as Django's date filter knows them, the way the active language writes it.

    French says "1er juin" but "2 juin", and ends short names with a dot: "jeu. 31 janv.".
    """
    if isinstance(value, datetime):
        return _said(value, pattern)
    return _said_once(value, pattern, translation.get_language())


@lru_cache(maxsize=4096)
def _said_once(value: date, pattern: str, _language: str) -> str:
    """A list says the same few days again and again."""
    return _said(value, pattern)


def _said(value: date, pattern: str) -> str:
    first = pgettext("first day of a month, as in 1 June", "1")
    letters = {
        "D": pgettext("short weekday in a date format", "D"),
        "M": pgettext("short month in a date format", "M"),
        "j": "".join(f"\\{letter}" for letter in first) if value.day == 1 else "j",
    }
    return django_format(value, re.sub(r"(?<!\\)[DMj]", lambda letter: letters[letter[0]], pattern))
