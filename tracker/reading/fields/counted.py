"""Days counted from a meeting: "within a month", "the end of next week", "end of Q1", "week 22 of 2018"."""

import re
from calendar import monthrange
from datetime import date, timedelta

_WEEKS = 52
COUNTS = {"day": 1, "week": 7, "fortnight": 14, "jour": 1, "semaine": 7, "quinzaine": 15, "huitaine": 8}
MONTHS = ("month", "mois")
NUMBERS = {
    "a": 1, "un": 1, "une": 1, "one": 1, "two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4, "quatre": 4, "five": 5,
    "cinq": 5, "six": 6, "seven": 7, "sept": 7, "eight": 8, "huit": 8, "nine": 9, "neuf": 9, "ten": 10, "dix": 10,
    "twelve": 12, "douze": 12, "fifteen": 15, "quinze": 15, "twenty": 20, "vingt": 20, "thirty": 30, "trente": 30,
}  # fmt: skip
QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "premier": 1,
    "deuxième": 2, "troisième": 3, "quatrième": 4, "1er": 1, "2e": 2, "3e": 3, "4e": 4,
}  # fmt: skip


def of_week(week: int, year: int) -> str:
    return f"{date.fromisocalendar(year, week, 1)}" if 0 < week <= _WEEKS else ""


def after(count: str, unit: str, meeting: date) -> str:
    number = NUMBERS.get(count) or int(count)
    if unit.startswith(MONTHS):
        months = meeting.month - 1 + number
        year, month = meeting.year + months // 12, months % 12 + 1
        return f"{date(year, month, min(meeting.day, monthrange(year, month)[1]))}"
    return f"{meeting + timedelta(number * COUNTS[unit.removesuffix('s')])}"


def end_of_quarter(number: int, year: str | None, meeting: date) -> str:
    month = number * 3
    told = int(year) if year else meeting.year + (month < meeting.month)
    return f"{date(told, month, monthrange(told, month)[1])}"


def of_unit(words: str, meeting: date, is_end: bool) -> str:
    """ "The end of next week", "next week"."""
    is_next = not is_end or bool(re.search("next|prochain", words))
    if re.search("week|semaine", words):
        return f"{meeting + timedelta((5 - meeting.isoweekday()) % 7 * is_end + 7 * is_next)}"
    if re.search("month|mois", words):
        month = meeting.month + is_next
        return f"{meeting.year + (month > 12)}-{(month - 1) % 12 + 1:02}"
    return f"{meeting.year + is_next}-12-31" if is_end else f"{meeting.year + 1}"
