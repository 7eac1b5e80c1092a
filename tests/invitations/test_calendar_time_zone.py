"""Time zones as calendar programs read them: vobject, which knows no lists of days, finds every offset."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from tests.downloaded_files import read_calendar
from tracker.invitations.calendar_time_zone import time_zone

FIRST, LAST = 2025, 2028
# What Outlook reads of standard and of summer time, by its makers' own list.
READ = {"DTSTART", "RRULE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"}


def noons(year: int, month: int) -> list[datetime]:
    """Noon on each day of the month."""
    first = datetime(year, month, 1, 12)  # noqa: DTZ001 (by whatever clock)
    return [day for number in range(31) if (day := first + timedelta(days=number)).month == month]


def around_changes(name: str, days: list[datetime]) -> list[datetime]:
    """Those from a week before the clocks are changed to a week after it, and of all others each tenth."""
    zone, week = ZoneInfo(name), timedelta(days=8)

    def offset(day: datetime) -> timedelta | None:
        return day.replace(tzinfo=zone).utcoffset()

    return [day for number, day in enumerate(days) if number % 10 == 0 or offset(day - week) != offset(day + week)]


def in_calendar(name: str, moments: list[datetime], first: int = FIRST, last: int = LAST) -> bytes:
    calendar = Calendar()
    calendar.add_component(time_zone(name, first, last))
    for moment in moments:
        event = Event()
        event.add("dtstart", moment.replace(tzinfo=ZoneInfo(name)))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Brussels", "Europe/London", "Europe/Dublin", "America/New_York", "America/Santiago", "Australia/Sydney",
        "Australia/Lord_Howe", "Africa/Casablanca", "Africa/Cairo", "Asia/Tehran", "Asia/Kathmandu", "Asia/Jerusalem",
        "Asia/Tokyo", "America/Sao_Paulo", "Pacific/Apia", "Asia/Gaza",
    ],
)  # fmt: skip
def test_another_reader_finds_the_days_of_four_years_where_they_are(name: str) -> None:
    every = [day for year in range(FIRST, LAST + 1) for month in range(1, 13) for day in noons(year, month)]
    days = around_changes(name, every)
    read = read_calendar(in_calendar(name, days))
    wrong = [
        day for day, event in zip(days, read.vevent_list, strict=True)
        if event.dtstart.value.utcoffset() != day.replace(tzinfo=ZoneInfo(name)).utcoffset()
    ]  # fmt: skip
    assert wrong == []


# Where a rule was given up, or was left out for a year, and within which years.
GIVEN_UP = [
    ("America/Mexico_City", 2020, 2024), ("Asia/Amman", 2020, 2024), ("Africa/Casablanca", 2014, 2019),
    ("America/Port-au-Prince", 2014, 2018), ("Europe/Istanbul", 2014, 2018),
]  # fmt: skip


@pytest.mark.parametrize(("name", "first", "last"), GIVEN_UP)
def test_a_rule_returns_each_year_until_it_is_given_up_and_no_longer(name: str, first: int, last: int) -> None:
    """As icalendar reads it out of the rules alone, and vobject: both take the end of a rule by the clock there."""
    days = around_changes(name, [day for year in range(first, last + 1) for month in range(1, 13)
                                 for day in noons(year, month)])  # fmt: skip
    content = in_calendar(name, days, first, last)
    (zone,) = Calendar.from_ical(content).walk("VTIMEZONE")
    there = zone.to_tz(lookup_tzid=False)
    clocks = [day.replace(tzinfo=ZoneInfo(name)).utcoffset() for day in days]
    read = [event.dtstart.value.utcoffset() for event in read_calendar(content).vevent_list]
    assert ([day.replace(tzinfo=there).utcoffset() for day in days], read) == (clocks, clocks)


@pytest.mark.parametrize("name", ["Europe/Brussels", "Africa/Casablanca", "Asia/Tokyo"])
def test_nothing_else_stands_in_them_than_what_is_read_everywhere(name: str) -> None:
    parts = time_zone(name, FIRST, LAST).subcomponents
    assert {key for part in parts for key in part} <= READ


@pytest.mark.parametrize(
    ("name", "years", "rules"),
    [
        ("Europe/Brussels", (FIRST, LAST), ["FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"]),
        ("America/New_York", (FIRST, LAST), ["FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"]),
        ("Asia/Tokyo", (FIRST, LAST), [None]),
        # Where a rule begins by the clock of the place, it has to end by that of the world.
        ("America/Mexico_City", (2020, 2024), [
            "FREQ=YEARLY;UNTIL=20220404T080000Z;BYDAY=1SU;BYMONTH=4",
            "FREQ=YEARLY;UNTIL=20221031T070000Z;BYDAY=-1SU;BYMONTH=10",
        ]),
    ],
)  # fmt: skip
def test_what_returns_each_year_is_one_rule(name: str, years: tuple[int, int], rules: list[str | None]) -> None:
    parts = time_zone(name, *years).subcomponents
    assert [part["rrule"].to_ical().decode() if "rrule" in part else None for part in parts] == rules


def test_a_rule_that_was_given_up_ends() -> None:
    """Iran changed its clocks for the last time in September 2022."""
    summers = [datetime(year, 7, 1, 12) for year in (2022, 2024)]  # noqa: DTZ001 (by the clock there)
    read = read_calendar(in_calendar("Asia/Tehran", summers, first=2020, last=2024))
    offsets = [event.dtstart.value.utcoffset() for event in read.vevent_list]
    assert offsets == [timedelta(hours=4, minutes=30), timedelta(hours=3, minutes=30)]
