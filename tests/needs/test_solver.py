"""Which areas become feasible: the solver's answer against every choice there is."""

from collections.abc import Sequence
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.needs.solver import Answer, Area, Goal, Part, share_out, unlock

pytestmark = pytest.mark.one_database


def money(quantity: int) -> Part:
    return Part("money", "", quantity)


def months(quantity: int, what: str = "") -> Part:
    return Part("staff", what, quantity)


SIX = [
    Area("information exchange", 1, (money(110_000), months(24, "secondees"))),
    Area("risk indicators", 1, (money(60_000),)),
    Area("training for Asia/Pacific", 2, (money(40_000), months(6))),
    Area("scanners for two ports", 3, (Part("in_kind", "scanners", 2),)),
    Area("handbook", 2, (money(25_000),)),
    Area("regional workshop", 3, (money(35_000),)),
]


def feasible(areas: Sequence[Area], offers: Sequence[Part]) -> bool:
    """By another way of counting than the code's: what exceeds the offers of its name has to fit into the general."""
    for kind in {lack.kind for area in areas for lack in area.lacks}:
        lacks = [lack for area in areas for lack in area.lacks if lack.kind == kind]
        held = [offer for offer in offers if offer.kind == kind]
        beyond = 0
        for what in {lack.what for lack in lacks}:
            own = sum(offer.quantity for offer in held if offer.what == what and what)
            beyond += max(0, sum(lack.quantity for lack in lacks if lack.what == what) - own)
        if beyond > sum(offer.quantity for offer in held if not offer.what):
            return False
    return True


def worth(areas: Sequence[Area], goal: Goal) -> tuple[int, ...]:
    by_priority = tuple(sum(area.priority == priority for area in areas) for priority in (1, 2, 3))
    return (len(areas), by_priority[0]) if goal == Goal.AREAS else by_priority


def brute_force(areas: Sequence[Area], offers: Sequence[Part], goal: Goal) -> tuple[int, ...]:
    every = chain.from_iterable(combinations(areas, size) for size in range(len(areas) + 1))
    return max(worth(choice, goal) for choice in every if feasible(choice, offers))


def chosen(answer: Answer, areas: Sequence[Area]) -> list[Area]:
    return [area for area in areas if area.key in answer.chosen]


@pytest.mark.parametrize("goal", list(Goal))
@pytest.mark.parametrize(
    "offers",
    [
        [money(100_000)],
        [money(100_000), months(24)],
        [money(170_000), months(24, "secondees"), Part("in_kind", "scanners", 2)],
        [money(270_000), months(30), Part("in_kind", "scanners", 1)],
        [],
    ],
)
def test_the_answer_for_six_areas_equals_brute_force(offers: list[Part], goal: Goal) -> None:
    answer = unlock(SIX, offers, goal)
    assert worth(chosen(answer, SIX), goal) == brute_force(SIX, offers, goal)
    assert feasible(chosen(answer, SIX), offers)


def test_the_most_areas_and_the_most_urgent_are_two_questions() -> None:
    offers = [money(115_000), months(24, "secondees")]
    answers = {goal: set(unlock(SIX, offers, goal).chosen) for goal in Goal}
    assert answers == {
        Goal.AREAS: {"risk indicators", "handbook"},
        Goal.PRIORITY: {"risk indicators", "handbook"},
    }
    only_one = [Area("dear", 1, (money(10),)), Area("cheap", 2, (money(5),)), Area("small", 3, (money(5),))]
    assert unlock(only_one, [money(10)], Goal.AREAS).chosen == ["cheap", "small"]
    assert unlock(only_one, [money(10)], Goal.PRIORITY).chosen == ["dear"]


parts = st.one_of(
    st.builds(Part, st.just("money"), st.just(""), st.integers(0, 40)),
    st.builds(Part, st.just("staff"), st.sampled_from(["", "analyst", "trainer"]), st.integers(0, 12)),
    st.builds(Part, st.just("in_kind"), st.sampled_from(["scanner", "room"]), st.integers(0, 4)),
)


@st.composite
def questions(draw: Any) -> tuple[list[Area], list[Part], Goal]:
    lacks = draw(st.lists(st.lists(parts, min_size=1, max_size=3), max_size=7))
    areas = [Area(number, draw(st.integers(1, 3)), tuple(lack)) for number, lack in enumerate(lacks)]
    return areas, draw(st.lists(parts, max_size=4)), draw(st.sampled_from(Goal))


@given(questions())
@settings(max_examples=40, deadline=None)
def test_no_choice_is_better(question: tuple[list[Area], list[Part], Goal]) -> None:
    areas, offers, goal = question
    answer = unlock(areas, offers, goal)
    assert worth(chosen(answer, areas), goal) == brute_force(areas, offers, goal)


@given(questions())
@settings(max_examples=40, deadline=None)
def test_nothing_is_used_twice_and_every_chosen_area_gets_all_it_lacks(
    question: tuple[list[Area], list[Part], Goal],
) -> None:
    areas, offers, goal = question
    answer = unlock(areas, offers, goal)
    for number, offer in enumerate(offers):
        used = sum(use.quantity for use in answer.uses if use.offer == number)
        assert used + answer.left[number] == offer.quantity
        assert answer.left[number] >= 0
    for area in chosen(answer, areas):
        for number, lack in enumerate(area.lacks):
            got = sum(use.quantity for use in answer.uses if (use.area, use.lack) == (area.key, number))
            assert got == lack.quantity


@given(questions())
@settings(max_examples=30, deadline=None)
def test_the_gap_of_every_other_area_is_what_would_make_it_feasible(
    question: tuple[list[Area], list[Part], Goal],
) -> None:
    areas, offers, goal = question
    answer = unlock(areas, offers, goal)
    rest = [Part(offer.kind, offer.what, left) for offer, left in zip(offers, answer.left, strict=True)]
    for area in areas:
        if area.key in answer.gaps:
            gap = answer.gaps[area.key]
            assert sum(gap) > 0
            added = [Part(lack.kind, lack.what, more) for lack, more in zip(area.lacks, gap, strict=True)]
            assert share_out([area], [*rest, *added]) is not None


@pytest.mark.parametrize("goal", list(Goal))
def test_fifteen_areas_of_large_amounts_that_fit_to_the_cent(goal: Goal) -> None:
    areas = [Area(number, 1 + number % 3, (money(10**13 + 7 * number**3),)) for number in range(15)]
    offers = [money(sum(area.lacks[0].quantity for area in areas[:6]))]
    answer = unlock(areas, offers, goal)
    assert worth(chosen(answer, areas), goal) == brute_force(areas, offers, goal)
