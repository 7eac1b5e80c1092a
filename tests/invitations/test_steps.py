"""Steps laid back from an event: which, and on which days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.invitations.step_schedule import (
    USUAL_DAYS,
    Direction,
    Role,
    StepKind,
    day_of,
    format_days,
    name_of,
    squeezed,
    usual_steps,
)

RECEIVED, ISSUED = Direction.RECEIVED, Direction.ISSUED
some_days = st.dates(date(1990, 1, 1), date(2150, 12, 31))
numbers = st.integers(-1000, 1000)


@pytest.mark.parametrize(
    ("role", "direction", "on_site", "steps"),
    [
        ("speaker", RECEIVED, True, "reply speaker travel text deliver readout"),
        ("panellist", RECEIVED, True, "reply speaker travel text deliver readout"),
        ("speaker", RECEIVED, False, "reply speaker text deliver readout"),
        ("chair", RECEIVED, True, "reply speaker travel deliver readout"),
        ("participant", RECEIVED, True, "reply speaker travel deliver readout"),
        ("observer", RECEIVED, False, "reply speaker deliver readout"),
        ("speaker", ISSUED, True, "reply speaker deliver readout"),
    ],
)
def test_each_role_has_its_usual_steps(role: str, direction: str, on_site: bool, steps: str) -> None:
    assert " ".join(usual_steps(role, direction, on_site=on_site)) == steps


def test_usual_steps_come_one_after_the_other() -> None:
    assert list(USUAL_DAYS.values()) == sorted(USUAL_DAYS.values())


@given(numbers, some_days, st.integers(0, 30))
def test_a_step_before_lies_before_the_first_day_and_one_after_behind_the_last(
    number: int, first: date, more: int
) -> None:
    last = first + timedelta(days=more)
    day = day_of(number, first, last)
    assert (first - day).days == -number if number <= 0 else (day - last).days == number


@given(numbers, some_days, st.integers(0, 30), st.integers(-500, 500))
def test_an_event_that_moves_takes_its_steps_along(number: int, first: date, more: int, moved: int) -> None:
    last, by = first + timedelta(days=more), timedelta(days=moved)
    assert day_of(number, first + by, last + by) == day_of(number, first, last) + by


@given(st.lists(numbers, min_size=2), some_days, some_days)
def test_squeezing_keeps_the_order_and_puts_nothing_into_the_past(found: list[int], first: date, today: date) -> None:
    ordered = sorted(found)
    near = [squeezed(number, first, today) for number in ordered]
    assert near == sorted(near)
    if today <= first:
        assert all(day_of(number, first, first) >= today for number in near)
    else:
        assert near == ordered


@given(numbers.filter(lambda number: number >= 0), some_days, some_days)
def test_what_comes_after_the_event_is_never_squeezed(number: int, first: date, today: date) -> None:
    assert squeezed(number, first, today) == number


@pytest.mark.parametrize(
    ("kind", "role", "title", "name"),
    [
        (StepKind.DELIVER, Role.SPEAKER, "", "Deliver"),
        (StepKind.DELIVER, Role.OBSERVER, "", "Take part"),
        (StepKind.SPEAKER, Role.PARTICIPANT, "", "Name who goes"),
        (StepKind.READOUT, Role.PARTICIPANT, "", "Write the readout"),
        (StepKind.OTHER, Role.SPEAKER, "Order the slides", "Order the slides"),
        (StepKind.TEXT, Role.SPEAKER, "Clear the slides", "Clear the slides"),
    ],
)
def test_a_step_is_called_as_people_call_it(kind: str, role: str, title: str, name: str) -> None:
    assert name_of(kind, role, title) == name


@pytest.mark.parametrize(
    ("number", "words"),
    [(-7, "7 days before"), (-1, "1 day before"), (0, "on the day"), (1, "1 day after"), (5, "5 days after")],
)
def test_its_day_is_said_from_the_event(number: int, words: str) -> None:
    assert format_days(number) == words
