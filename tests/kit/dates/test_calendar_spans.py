"""Units of the calendar, their neighbours and parts, and how a column says them."""

from datetime import date

import pytest

from tracker.kit.dates.calendar_spans import (
    Span,
    months_from,
    numbered_unit,
    numbered_weekday,
    part_of,
    season_of,
    unit_beside,
    unit_of,
)
from tracker.kit.dates.span_formats import short_span

pytestmark = pytest.mark.one_database

FRIDAY = date(2018, 5, 25)


def days(span: Span | None) -> str:
    return f"{span.first} {span.last}" if span else ""


@pytest.mark.parametrize(
    ("unit", "steps", "found"),
    [
        ("day", 0, "2018-05-25 2018-05-25"),
        ("day", 7, "2018-06-01 2018-06-01"),
        ("week", 0, "2018-05-21 2018-05-27"),
        ("week", -1, "2018-05-14 2018-05-20"),
        ("weekend", 0, "2018-05-26 2018-05-27"),
        ("weekend", 1, "2018-06-02 2018-06-03"),
        ("month", 9, "2019-02-01 2019-02-28"),
        ("quarter", 0, "2018-04-01 2018-06-30"),
        ("quarter", -2, "2017-10-01 2017-12-31"),
        ("half", 0, "2018-01-01 2018-06-30"),
        ("half", 1, "2018-07-01 2018-12-31"),
        ("year", -1, "2017-01-01 2017-12-31"),
    ],
)
def test_so_many_units_away_is_a_unit(unit: str, steps: int, found: str) -> None:
    assert days(unit_beside(unit, FRIDAY, steps)) == found


@pytest.mark.parametrize(
    ("unit", "day", "found"),
    [
        ("week", date(2018, 5, 21), "2018-05-21 2018-05-27"),
        ("week", date(2018, 5, 27), "2018-05-21 2018-05-27"),
        ("month", date(2020, 2, 29), "2020-02-01 2020-02-29"),
        ("quarter", date(2018, 12, 31), "2018-10-01 2018-12-31"),
        ("half", date(2018, 7, 1), "2018-07-01 2018-12-31"),
    ],
)
def test_the_first_and_the_last_day_of_a_unit_are_in_it(unit: str, day: date, found: str) -> None:
    assert days(unit_of(unit, day)) == found


@pytest.mark.parametrize(
    ("within", "unit", "number", "found"),
    [
        ("month", "week", 1, "2018-05-01 2018-05-07"),
        ("month", "week", 4, "2018-05-22 2018-05-28"),
        ("month", "week", 5, ""),
        ("month", "week", 0, "2018-05-25 2018-05-31"),
        ("month", "fortnight", 1, "2018-05-01 2018-05-15"),
        ("month", "half", 2, "2018-05-16 2018-05-31"),
        ("month", "fortnight", 0, "2018-05-16 2018-05-31"),
        ("month", "fortnight", 3, ""),
        ("month", "day", 31, "2018-05-31 2018-05-31"),
        ("month", "day", 32, ""),
        ("month", "day", 0, "2018-05-31 2018-05-31"),
        ("month", "weekend", 1, ""),
        ("week", "month", 0, ""),
        ("weekend", "week", 0, ""),
        ("week", "week", 0, "2018-05-21 2018-05-27"),
        ("quarter", "month", 3, "2018-06-01 2018-06-30"),
        ("quarter", "month", 4, ""),
        ("quarter", "fortnight", 1, ""),
        ("half", "quarter", 2, "2018-04-01 2018-06-30"),
        ("half", "quarter", 3, ""),
        ("year", "half", 1, "2018-01-01 2018-06-30"),
        ("year", "half", 3, ""),
        ("year", "quarter", 0, "2018-10-01 2018-12-31"),
    ],
)
def test_a_numbered_unit_lies_within_another_or_there_is_none(within: str, unit: str, number: int, found: str) -> None:
    assert days(numbered_unit(unit, number, unit_of(within, FRIDAY))) == found


@pytest.mark.parametrize(
    ("weekday", "number", "day"),
    [(2, 1, 1), (2, 5, 29), (2, 6, 0), (5, 4, 25), (5, 5, 0), (4, 5, 31), (1, 0, 28), (4, 0, 31)],
)
def test_a_numbered_weekday_lies_within_a_month_or_there_is_none(weekday: int, number: int, day: int) -> None:
    found = numbered_weekday(weekday, number, unit_of("month", FRIDAY))
    assert found == (date(2018, 5, day) if day else None)


def test_a_day_holds_no_other_weekday() -> None:
    assert numbered_weekday(1, 0, Span(FRIDAY, FRIDAY)) is None


YEAR_OF_MONEY = months_from(date(2018, 4, 1), 12)


@pytest.mark.parametrize(
    ("span", "precision", "short", "parts"),
    [
        (unit_of("day", FRIDAY), "exact", "25 May 2018", ["", "", "", "05-25"]),
        (
            unit_of("week", FRIDAY), "week", "week of 21 May 2018",
            ["05-21 05-22", "05-23 05-23", "05-24 05-25", "05-25"],
        ),
        (unit_of("month", FRIDAY), "month", "May 2018", ["05-01 05-10", "05-11 05-20", "05-21 05-31", "05-31"]),
        (unit_of("quarter", FRIDAY), "quarter", "Q2 2018", ["04-01 04-30", "05-01 05-31", "06-01 06-30", "06-30"]),
        (unit_of("half", FRIDAY), "half-year", "H1 2018", ["01-01 02-28", "03-01 04-30", "05-01 06-30", "06-30"]),
        (
            unit_beside("half", FRIDAY, 1), "half-year", "H2 2018",
            ["07-01 08-31", "09-01 10-31", "11-01 12-31", "12-31"],
        ),
        (unit_of("year", FRIDAY), "year", "2018", ["01-01 04-30", "05-01 08-31", "09-01 12-31", "12-31"]),
        (season_of("spring", 2018), "season", "spring 2018", ["03-01 03-31", "04-01 04-30", "05-01 05-31", "05-31"]),
        (season_of("summer", 2018), "season", "summer 2018", ["06-01 06-30", "07-01 07-31", "08-01 08-31", "08-31"]),
        (season_of("autumn", 2018), "season", "autumn 2018", ["09-01 09-30", "10-01 10-31", "11-01 11-30", "11-30"]),
        (season_of("winter", 1999), "season", "winter 1999-00", ["12-01 12-31", "01-01 01-31", "02-01 02-29", "02-29"]),
        (unit_of("weekend", FRIDAY), "days", "26 to 27 May 2018", ["", "", "", "05-27"]),
        (months_from(date(2018, 5, 1), 2), "days", "May to June 2018", ["", "", "", "06-30"]),
        (
            months_from(date(2018, 2, 1), 3), "days", "February to April 2018",
            ["02-01 02-28", "03-01 03-31", "04-01 04-30", "04-30"],
        ),
        (
            months_from(date(2018, 4, 1), 6), "days", "April to September 2018",
            ["04-01 05-31", "06-01 07-31", "08-01 09-30", "09-30"],
        ),
        (
            YEAR_OF_MONEY, "days", "1 April 2018 to 31 March 2019",
            ["04-01 07-31", "08-01 11-30", "12-01 03-31", "03-31"],
        ),
        (Span(date(2018, 5, 22), date(2018, 5, 28)), "days", "22 to 28 May 2018", ["", "", "", "05-28"]),
        (Span(date(2018, 5, 21), date(2018, 5, 26)), "days", "21 to 26 May 2018", ["", "", "", "05-26"]),
    ],
)  # fmt: skip
def test_a_span_is_said_in_short_and_has_parts(span: Span, precision: str, short: str, parts: list[str]) -> None:
    assert (span.precision, short_span(span)) == (precision, short)
    found = [part_of(span, part) for part in ("early", "mid", "late", "end")]
    said = [" ".join(f"{day:%m-%d}" for day in (each.first, each.last)) if each else "" for each in found]
    assert said == [*parts[:3], f"{parts[3]} {parts[3]}"]
