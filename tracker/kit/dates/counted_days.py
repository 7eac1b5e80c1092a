"""Days that are counted from another, and the shorthand for them. Pure."""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta

from tracker.kit.dates.refusals import YEARS, Prefer, no_such_day, out_of_range

_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|eme)|(?<=le )(\d{1,2})")
_AHEAD = re.compile(r"([+-]) ?(\d{1,4}) ?([a-z]+)")
_UNITS = {
    "day": ("d", "day", "days", "j", "jour", "jours"),
    "week": ("w", "wk", "wks", "week", "weeks", "s", "sem", "semaine", "semaines"),
    "month": ("m", "month", "months", "mo", "mois"),
    "year": ("y", "yr", "yrs", "year", "years", "a", "an", "ans", "annee", "annees"),
}


_FROM_TODAY = {
    0: "today aujourd'hui",
    1: "tomorrow demain",
    2: "day_after_tomorrow the_day_after_tomorrow apres-demain apres_demain",
    -1: "yesterday hier",
    -2: "day_before_yesterday the_day_before_yesterday avant-hier avant_hier",
}
_AWAY = {words.replace("_", " "): days for days, each in _FROM_TODAY.items() for words in each.split()}


def day_of_month(text: str, today: date, prefer: Prefer) -> date | None:
    """The next such day, or the last one: "15th", "le 15"."""
    found = _DAY_OF_MONTH.search(text)
    if not found or text not in (found[0], f"le {found[0]}", f"the {found[0]}", f"on the {found[0]}"):
        return None
    day, step = int(found[1] or found[2]), 1 if prefer == "future" else -1
    for months in range(3):
        year, month = divmod(today.year * 12 + today.month - 1 + months * step, 12)
        with suppress(ValueError):
            meant = date(year, month + 1, day)
            if (meant - today).days * step >= 0:
                return meant
    raise no_such_day()


def shorthand(text: str, today: date) -> date | None:
    """Such as "tomorrow", and signs for those in a hurry: "+2w", "+3d", "-1m"."""
    if text in _AWAY:
        return days_ahead(today, _AWAY[text], "day")
    found = _AHEAD.fullmatch(text)
    unit = next((unit for unit, names in _UNITS.items() if found and found[3] in names), None)
    if not found or not unit:
        return None
    return days_ahead(today, int(found[1] + found[2]), unit)


def days_ahead(day: date, number: int, unit: str) -> date:
    """So many days, weeks, months or years after `day`, before it below zero. DateNotUnderstood where years end."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(unit)
    try:
        if not months:
            found = day + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
        else:
            year, month = divmod(day.year * 12 + day.month - 1 + number * months, 12)
            found = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError) as nowhere:
        raise out_of_range() from nowhere
    if found.year not in YEARS:
        raise out_of_range()
    return found
