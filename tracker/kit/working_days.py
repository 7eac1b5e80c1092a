"""Which days are worked: by the weekends and holidays of countries, whose calendars the library `holidays` knows."""

from collections.abc import Iterator, Set
from datetime import date, timedelta
from enum import Enum
from functools import cache
from itertools import count, islice
from typing import Any

DAY = timedelta(days=1)
# Where no country is named, the week is worked from Monday to Friday.
WEEKEND = {5, 6}
# No house rests longer: a calendar that says so is wrong.
LONGEST_REST = 60


class Rest(Enum):
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


def rest_on(day: date, countries: Set[str]) -> Rest | None:
    """Why somebody in one of these countries does not work that day; None when all of them do."""
    calendars = [_calendar(country, day.year) for country in sorted(countries)]
    weekends = [calendar.weekend for calendar in calendars] or [WEEKEND]
    if any(day.weekday() in weekend for weekend in weekends):
        return Rest.WEEKEND
    return Rest.HOLIDAY if any(day in calendar for calendar in calendars) else None


def worked_before(day: date, countries: Set[str]) -> date:
    """That day if it is worked, else the last before it that is."""
    return _first_worked(day, -DAY, countries)


def worked_after(day: date, countries: Set[str]) -> date:
    """That day if it is worked, else the next that is."""
    return _first_worked(day, DAY, countries)


def _first_worked(day: date, step: timedelta, countries: Set[str]) -> date:
    return next((each for each in _days(day, step) if rest_on(each, countries) is None), day)


def _days(day: date, step: timedelta) -> Iterator[date]:
    return (day + number * step for number in islice(count(), LONGEST_REST))


@cache
def _calendar(country: str, year: int) -> Any:
    """That of one year: in some countries the weekend was another before."""
    # Loaded only where a step is laid: it takes longer than all the rest of a page.
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays(country, years=year, expand=False)
