"""The rules that people choose in plain words, made from the first day; and the choices from which a rule was made."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tracker.meetings.series.rule import last_day_of, with_end, without_end

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Every month has so many days.
SHORTEST_MONTH = 28


class Repeats(TextChoices):
    WEEK = "week", _("Every week")
    TWO_WEEKS = "two_weeks", _("Every two weeks")
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every three months")
    YEAR = "year", _("Every year")
    RULE = "rule", _("As a rule says")


class Falls(TextChoices):
    """Where in a month it falls; every week it is the weekday of the first meeting."""

    WEEKDAY = "weekday", _("The same weekday, such as the second Tuesday")
    DAY = "day", _("The same day of the month")


MONTHS = {Repeats.MONTH: 1, Repeats.QUARTER: 3, Repeats.YEAR: 12}
WEEKS = {Repeats.WEEK: 1, Repeats.TWO_WEEKS: 2}


@dataclass(frozen=True, slots=True)
class Plain:
    """What somebody chose; `falls` is said of months alone."""

    repeats: str
    falls: str = Falls.WEEKDAY
    until: date | None = None


def rule_of(plain: Plain, begins_on: date) -> str:
    if plain.repeats in WEEKS:
        text = f"FREQ=WEEKLY;INTERVAL={WEEKS[Repeats(plain.repeats)]};BYDAY={WEEKDAYS[begins_on.weekday()]}"
    else:
        where = _day_of_month(begins_on) if plain.falls == Falls.DAY else _weekday_of_month(begins_on)
        text = f"FREQ=MONTHLY;INTERVAL={MONTHS[Repeats(plain.repeats)]};{where}"
    return with_end(text.replace("INTERVAL=1;", ""), plain.until)


def plain_of(rule: str, begins_on: date) -> Plain:
    """What could have been chosen to make it; as a rule, where nothing else would."""
    choices = [Plain(each) for each in WEEKS] + [Plain(each, falls) for each in MONTHS for falls in Falls]
    same = (each for each in choices if rule_of(each, begins_on) == without_end(rule))
    found = next(same, Plain(Repeats.RULE))
    return Plain(found.repeats, found.falls, last_day_of(rule))


def place_in_month(day: date) -> int:
    """Which of its weekday it is in its month, from 1; -1 for the last one, where some months have no fifth."""
    number = (day.day - 1) // 7 + 1
    return -1 if number == 5 else number


def _weekday_of_month(day: date) -> str:
    return f"BYDAY={place_in_month(day)}{WEEKDAYS[day.weekday()]}"


def _day_of_month(day: date) -> str:
    """In a month that has no such day it is the last one."""
    if day.day <= SHORTEST_MONTH:
        return f"BYMONTHDAY={day.day}"
    return f"BYMONTHDAY={','.join(map(str, range(SHORTEST_MONTH, day.day + 1)))};BYSETPOS=-1"
