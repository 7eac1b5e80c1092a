"""The demo stands right on whatever day it is loaded."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from tracker.accounts.models import User
from tracker.demo.days import day, moment, session, with_days
from tracker.demo.load import load
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.one_database

LOADED_ON = {
    "Sunday": date(2032, 2, 22),
    "leap day a week later": date(2032, 2, 29),
    "last day of a year": date(2027, 12, 31),
}
ANY_DAY = pytest.mark.parametrize("today", LOADED_ON.values(), ids=LOADED_ON.keys())
ALL_WEEK = [date(2026, 3, 16) + timedelta(days=number) for number in range(7)]


@pytest.fixture(scope="module")
def held_when_loaded_on() -> dict[date, list[date]]:
    """The days of the meetings: the demo is loaded once for each day that it is asked about."""
    return {}


@pytest.mark.django_db
@ANY_DAY
def test_claires_desk_is_the_same_whenever_it_is_loaded(
    today: date, held_when_loaded_on: dict[date, list[date]]
) -> None:
    load(today)
    held_when_loaded_on[today] = held()
    claire = User.objects.get(name="Claire Dubois")
    rows = FollowUp.objects.visible_to(claire).of_account(claire)
    lists = (rows.late(today), rows.due_this_week(today), rows.waiting(), rows.pending_resources(), rows.without_date())
    assert tuple(found.count() for found in lists) == (5, 6, 3, 3, 3)
    assert Meeting.objects.upcoming(today).count() == 7
    assert Entry.objects.order_by("id").last().at.date() < today


@pytest.mark.django_db
def test_loaded_a_week_later_all_but_the_years_of_the_visit_stands_a_week_later(
    held_when_loaded_on: dict[date, list[date]],
) -> None:
    before, after = (held_when_loaded_on.get(day) or loaded_alone(day) for day in [*LOADED_ON.values()][:2])
    visit, first, second, *others = before
    assert after == [visit, first, second, *(one + timedelta(days=7) for one in others)]
    assert [visit, first, second] == [date(2018, 5, 25), date(2019, 6, 14), date(2020, 5, 14)]


def loaded_alone(today: date) -> list[date]:
    with transaction.atomic():
        load(today)
        days = held()
        transaction.set_rollback(True)
    return days


def held() -> list[date]:
    return list(Meeting.objects.order_by("held_on").values_list("held_on", flat=True))


@pytest.mark.parametrize("today", ALL_WEEK, ids=str)
def test_days_of_the_past_and_the_future_are_working_days(today: date) -> None:
    there = [day(today, number) for number in [*range(-40, 0), *range(5, 40)]]
    assert [one for one in there if one.weekday() > 4] == []
    assert there == sorted(there)


@pytest.mark.parametrize("today", ALL_WEEK, ids=str)
def test_a_day_of_the_past_is_before_today(today: date) -> None:
    assert day(today, -1) < today


@pytest.mark.parametrize("today", ALL_WEEK, ids=str)
def test_the_next_days_stay_within_this_week(today: date) -> None:
    sunday = ALL_WEEK[-1]
    assert [number for number in range(5) if not today <= day(today, number) <= sunday] == []


def test_a_date_stays_what_it_is() -> None:
    assert day(ALL_WEEK[0], date(2018, 9, 30)) == date(2018, 9, 30)


@pytest.mark.parametrize("today", ALL_WEEK, ids=str)
def test_a_session_of_three_days_lasts_from_tuesday_to_thursday(today: date) -> None:
    first, last = session(today, -30, 3)
    assert last is not None
    assert (first.weekday(), last.weekday(), last - first) == (1, 3, timedelta(days=2))


def test_a_meeting_of_one_day_has_no_last_day() -> None:
    assert session(date(2026, 3, 17), -7, 1) == (date(2026, 3, 10), None)


def test_deeds_of_one_day_follow_one_another_in_office_hours() -> None:
    moments = [moment(date(2026, 3, 17), number) for number in range(60)]
    assert moments == sorted(moments)
    assert (moments[0].hour >= 8, moments[-1].hour < 19) == (True, True)


def test_days_in_a_text_are_written_in_its_language() -> None:
    tuesday = date(2026, 3, 17)
    assert with_days("by {7}, not {-7}", tuesday, "en") == "by 24 March 2026, not 10 March 2026"
    assert with_days("avant le {7}", tuesday, "fr") == "avant le 24 mars 2026"
