from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.kit.dates.refusals import DateNotUnderstood
from tracker.kit.periods import Period, format_period, months_after, quarter_of, read_period, year_before, year_of

pytestmark = pytest.mark.one_database

WEDNESDAY = date(2018, 5, 23)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def read(words: str, language: str = "en") -> tuple[date, date]:
    found = read_period(words, language=language, today=WEDNESDAY)
    return found.first, found.last


def refusal(words: str) -> str:
    with pytest.raises(DateNotUnderstood) as refused:
        read(words)
    return str(refused.value)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "words",
    [
        "3 to 5 June 2017",
        "3-5 June 2017",
        "3 – 5 June 2017",
        "3–5 juin 2017",
        "the 3rd to the 5th of June 2017",
        "from 3 to 5 June 2017",
        "between 3 and 5 June 2017",
        "3 June to 5 June 2017",
        "du 3 au 5 juin 2017",
        "2017-06-03 to 2017-06-05",
        "03/06/2017 - 05/06/2017",
        "  3\N{NO-BREAK SPACE}to 5 June 2017 ",
    ],
)
def test_three_days_are_read_in_many_words_whatever_the_language_of_the_reader(words: str, language: str) -> None:
    assert read(words, language) == (date(2017, 6, 3), date(2017, 6, 5))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("in 2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2016–2017", date(2016, 1, 1), date(2017, 12, 31)),
        ("May 2018", date(2018, 5, 1), date(2018, 5, 31)),
        ("février 2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("Q1 2018", date(2018, 1, 1), date(2018, 3, 31)),
        ("T4 2018", date(2018, 10, 1), date(2018, 12, 31)),
        ("de mars à mai 2018", date(2018, 3, 1), date(2018, 5, 31)),
        ("December to January 2018", date(2017, 12, 1), date(2018, 1, 31)),
        ("28 December to 3 January 2018", date(2017, 12, 28), date(2018, 1, 3)),
        ("1 January to 1 February 1900", date(1900, 1, 1), date(1900, 2, 1)),
        ("25 May 2018", date(2018, 5, 25), date(2018, 5, 25)),
        ("25 May", date(2017, 5, 25), date(2017, 5, 25)),
        ("yesterday", date(2018, 5, 22), date(2018, 5, 22)),
    ],
)
def test_days_months_and_years_are_periods(words: str, first: date, last: date) -> None:
    assert read(words) == (first, last)


@pytest.mark.parametrize(
    "words", ["5 to 3 June 2018", "2018 to 2017", "2018-05-25 to 2018-05-24", "29 February to 3 January 2020"]
)
def test_a_period_that_ends_before_it_begins_is_refused(words: str) -> None:
    assert refusal(words) == "The period ends before it begins."


@pytest.mark.parametrize("words", ["", "x", "soon to later", "\x00", "25 May to", "x" * 60, "May 2018 " * 99])
def test_what_is_no_period_is_refused_with_an_example(words: str) -> None:
    assert refusal(words) == "Type a day or a period such as 25 May 2018, May 2018 or 3 to 5 June 2018."


def test_a_period_may_begin_and_end_on_one_day() -> None:
    assert read("25 May to 25 May 2018") == (date(2018, 5, 25), date(2018, 5, 25))


def test_120_characters_are_read_and_no_more() -> None:
    words = "3 to 5 June 2017".ljust(120)
    assert read(words) == (date(2017, 6, 3), date(2017, 6, 5))
    assert refusal(words + " ") == refusal("x")


@pytest.mark.parametrize("words", ["0000", "9999", "1 May 2201", "31 February 2018", "31 to 28 February 2018"])
def test_what_no_calendar_holds_is_refused(words: str) -> None:
    years, days = "Type a date with a year between 1900 and 2200", "There is no such day in the calendar"
    assert refusal(words).split(".")[0] in (years, days)


@settings(deadline=None)
@given(DAYS, DAYS)
def test_what_is_said_is_read_back(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert read_period(format_period(period), language="en", today=WEDNESDAY) == period
    assert read_period(period.typed, language="fr", today=WEDNESDAY) == period


@settings(deadline=None)
@given(st.integers(1900, 2200), st.integers(1, 12))
def test_a_whole_month_is_said_by_its_name_and_a_year_by_its_number(year: int, month: int) -> None:
    first = date(year, month, 1)
    whole = Period(first, months_after(first, 1) - timedelta(days=1))
    assert format_period(whole) == f"{first:%B} {year}"
    assert str(Period(date(year, 1, 1), date(year, 12, 31))) == str(year)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused(words: str) -> None:
    try:
        found = read_period(words, language="en", today=WEDNESDAY)
    except DateNotUnderstood:
        return
    assert found.first <= found.last


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2018, 8, 31), 6, date(2019, 2, 28)),
        (date(2018, 5, 23), -12, date(2017, 5, 23)),
        (date(2020, 2, 29), -12, date(2019, 2, 28)),
        (date(2018, 12, 1), 1, date(2019, 1, 1)),
        (date(2018, 1, 31), 0, date(2018, 1, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_the_last_twelve_months_end_today() -> None:
    assert year_before(WEDNESDAY) == Period(date(2017, 5, 24), WEDNESDAY)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2018, 4, 1), date(2018, 6, 30), "April to June 2018"),
        (date(2017, 12, 1), date(2018, 1, 31), "1 December 2017 to 31 January 2018"),
        (date(2018, 5, 15), date(2018, 6, 14), "15 May to 14 June 2018"),
        (date(2018, 5, 1), date(2018, 5, 30), "1 to 30 May 2018"),
        (date(2018, 5, 2), date(2018, 5, 31), "2 to 31 May 2018"),
        (date(2017, 1, 1), date(2018, 12, 31), "1 January 2017 to 31 December 2018"),
        (date(2018, 1, 1), date(2018, 12, 30), "1 January to 30 December 2018"),
    ],
)
def test_only_whole_months_of_one_year_are_said_by_their_names(first: date, last: date, said: str) -> None:
    assert str(Period(first, last)) == said


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (quarter_of(date(2018, 2, 28)), Period(date(2017, 10, 1), date(2017, 12, 31))),
        (year_of(WEDNESDAY), year_of(date(2017, 1, 1))),
        (Period(date(2018, 3, 1), date(2018, 3, 31)), Period(date(2018, 2, 1), date(2018, 2, 28))),
        (Period(date(2018, 5, 3), date(2018, 5, 5)), Period(date(2018, 4, 30), date(2018, 5, 2))),
        (Period(WEDNESDAY, WEDNESDAY), Period(date(2018, 5, 22), date(2018, 5, 22))),
        (Period(date(2018, 5, 1), date(2018, 5, 10)), Period(date(2018, 4, 21), date(2018, 4, 30))),
        (Period(date(2018, 5, 2), date(2018, 5, 31)), Period(date(2018, 4, 2), date(2018, 5, 1))),
        (Period(date(2017, 12, 1), date(2018, 1, 31)), Period(date(2017, 10, 1), date(2017, 11, 30))),
    ],
)
def test_the_period_before_ends_on_the_eve_and_is_as_long(period: Period, before: Period) -> None:
    assert period.before == before


@pytest.mark.parametrize("period", [quarter_of(WEDNESDAY), Period(date(2018, 3, 25), date(2018, 3, 25))])
def test_the_moments_of_a_period_are_those_of_its_days_by_the_clock_of_the_house(period: Period) -> None:
    first, after = period.moments
    days = [timezone.localdate(moment) for moment in (first, after - timedelta(seconds=1), after)]
    assert days == [period.first, period.last, period.last + timedelta(days=1)]
