"""Days of the demo: counted from the day of loading, and put on working days."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone, translation

from tracker.demo.story import Day
from tracker.kit.date_formats import format_date

_DAY_IN_TEXT = re.compile(r"\{(-?\d+)\}")
FRIDAY = 4


def day(today: date, number: Day) -> date:
    """The day `number` days from today, or the Friday before if that is no working day.

    0 to 4 stay within this week and on or after today, so that something is due whenever the demo is loaded.
    """
    if isinstance(number, date):
        return number
    there = today + timedelta(days=number)
    if 0 <= number <= FRIDAY:
        return max(today, min(there, _friday_of(today)))
    return min(there, _friday_of(there))


def session(today: date, number: Day, lasts: int) -> tuple[date, date | None]:
    """The first and the last day of a meeting; one of several days starts on the Tuesday of its week."""
    first = day(today, number)
    if lasts == 1:
        return first, None
    tuesday = _friday_of(first) - timedelta(days=3)
    return tuesday, tuesday + timedelta(days=lasts - 1)


def moment(on: date, deeds_before: int) -> datetime:
    """When the next deed of that day was done, in office hours."""
    minutes = 8 * 60 + 40 + min(on.toordinal() * 37 % 240 + deeds_before * 17, 9 * 60)
    return timezone.make_aware(datetime.combine(on, time(minutes // 60, minutes % 60)))


def with_days(text: str, today: date, language: str) -> str:
    """`text` with each {-30} written out as that day."""
    with translation.override(language):
        return _DAY_IN_TEXT.sub(lambda found: format_date(day(today, int(found[1]))), text)


def _friday_of(there: date) -> date:
    return there + timedelta(days=FRIDAY - there.weekday())
