"""Spans of days as a column says them: "week of 28 May 2018", "Q1 2027"."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.kit.date_formats import format_short_date
from tracker.kit.dates.calendar_spans import Span
from tracker.kit.periods import Period, format_period


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
