"""Days and times as people type them, in every zone there is, whatever its clocks do that night."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.invitations.event_times import NoSuchTime, TypedTimes, days, midnight, moment, moments, read_back

BRUSSELS = "Europe/Brussels"
zones = st.sampled_from(sorted(zone for zone in available_timezones() if "/" in zone))
all_days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))
lasts = st.integers(0, 30)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc]


@given(all_days, lasts, zones)
def test_whole_days_read_back_as_they_were_typed(first: date, more: int, zone: str) -> None:
    typed = TypedTimes(first, first + timedelta(days=more))
    # On these two islands a day was left out of the calendar.
    assume(exists(typed.first, zone) and exists(typed.last, zone))
    assert read_back(*moments(typed, zone), zone) == typed


@given(all_days, minutes, st.integers(1, 20 * 60), zones)
def test_times_read_back_as_they_were_typed(first: date, begins: time, length: int, zone: str) -> None:
    ends = datetime.combine(first, begins) + timedelta(minutes=length)
    assume(ends.time() != time() and begins != time())
    typed = TypedTimes(first, ends.date(), begins, ends.time())
    try:
        starts, over = moments(typed, zone)
    except NoSuchTime:
        return
    assume(over > starts)
    assert read_back(starts, over, zone) == typed


@given(all_days, minutes, zones)
def test_an_event_with_an_unknown_end_reads_back_without_one(first: date, begins: time, zone: str) -> None:
    typed = TypedTimes(first, first, begins)
    try:
        starts, ends = moments(typed, zone)
    except NoSuchTime:
        return
    assert ends == starts
    assert read_back(starts, ends, zone) == typed


@given(all_days, lasts, zones)
def test_an_event_has_the_days_it_was_given(first: date, more: int, zone: str) -> None:
    last = first + timedelta(days=more)
    assume(exists(first, zone) and exists(last, zone))
    assert days(*moments(TypedTimes(first, last), zone), zone) == (first, last)


@given(all_days, minutes, zones)
def test_a_moment_shows_on_the_clocks_there_or_is_refused(day: date, at: time, zone: str) -> None:
    there = datetime.combine(day, at)
    shown = {datetime.combine(day, at, ZoneInfo(zone)).replace(fold=fold).astimezone(UTC) for fold in (0, 1)}
    back = {found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for found in shown}
    try:
        found = moment(day, at, zone)
    except NoSuchTime:
        assert there not in back
    else:
        assert found == min(shown)
        assert found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == there


def exists(day: date, zone: str) -> bool:
    return midnight(day, zone).astimezone(ZoneInfo(zone)).date() == day


def test_half_past_two_is_skipped_when_summer_begins() -> None:
    with pytest.raises(NoSuchTime):
        moment(date(2018, 3, 25), time(2, 30), BRUSSELS)


def test_half_past_two_is_the_first_of_two_when_summer_ends() -> None:
    assert moment(date(2018, 10, 28), time(2, 30), BRUSSELS) == utc(2018, 10, 28, 0, 30)


def test_a_day_whose_midnight_is_skipped_begins_when_the_clocks_jump() -> None:
    assert midnight(date(2018, 11, 4), "America/Sao_Paulo") == utc(2018, 11, 4, 3)


def test_a_day_on_which_the_clocks_change_has_23_or_25_hours() -> None:
    spans = [moments(TypedTimes(day, day), BRUSSELS) for day in (date(2018, 3, 25), date(2018, 10, 28))]
    assert [ends - starts for starts, ends in spans] == [timedelta(hours=23), timedelta(hours=25)]


def test_an_event_over_several_days_without_an_end_lasts_until_the_last_day_is_over() -> None:
    typed = TypedTimes(date(2018, 5, 31), date(2018, 6, 1), time(9, 30))
    starts, ends = moments(typed, BRUSSELS)
    assert (starts, ends) == (utc(2018, 5, 31, 7, 30), utc(2018, 6, 1, 22))
    assert read_back(starts, ends, BRUSSELS) == typed


def test_an_event_in_tokyo_is_on_the_day_there() -> None:
    span = moments(TypedTimes(date(2018, 5, 31), date(2018, 5, 31), time(8), time(9)), "Asia/Tokyo")
    assert (days(*span, "Asia/Tokyo")[0], days(*span, BRUSSELS)[0]) == (date(2018, 5, 31), date(2018, 5, 31))
    assert days(*span, "America/New_York")[0] == date(2018, 5, 30)


def test_an_event_over_several_days_ends_at_its_time_on_the_last_of_them() -> None:
    typed = TypedTimes(date(2018, 5, 31), date(2018, 6, 2), time(9, 30), time(17))
    starts, ends = moments(typed, BRUSSELS)
    assert (starts, ends) == (utc(2018, 5, 31, 7, 30), utc(2018, 6, 2, 15))
    assert read_back(starts, ends, BRUSSELS) == typed
