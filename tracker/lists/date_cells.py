"""What a cell says of a date, for columns that say nothing else."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tracker.kit.date_formats import format_short_date
from tracker.kit.dates.as_said import say_as_said


def tell_day(name: str, *, before: str = "") -> Callable[[Any], str]:
    """The day, if there is one; with a day in the column `before` it was on some day before that."""

    def tell(row: Any) -> str:
        if before and (last := getattr(row, before)):
            return _("before %(day)s") % {"day": format_short_date(last)}
        day: date | None = getattr(row, name)
        return format_short_date(day) if day else ""

    return tell


def tell_as_said(name: str) -> Callable[[Any], str]:
    """The date with its words, where more was said than a day."""
    return lambda row: say_as_said(getattr(row, name))
