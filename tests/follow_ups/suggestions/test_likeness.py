"""Whether two titles promise the same: how many of a hundred pairs are told apart that nothing was fitted to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.follow_ups.suggestions.likeness import ALIKE, likeness

PROMISES = Path(__file__).parent / "promises"


def pairs(name: str) -> Iterator[tuple[bool, str, str]]:
    """Of each line whether it is the same promise, and the two titles."""
    for line in (PROMISES / f"{name}.txt").read_text().splitlines():
        if not line.startswith("#"):
            sign, one, other = (part.strip() for part in line.split(" | "))
            yield sign == "=", one, other


def measured(name: str) -> tuple[float, float]:
    """Precision: how many of those proposed are the same. Recall: how many of the same are proposed."""
    found = [(is_same, likeness(one, other) >= ALIKE) for is_same, one, other in pairs(name)]
    right, wrong, missed = (found.count(each) for each in ((True, True), (False, True), (True, False)))
    return round(right / (right + wrong), 2), round(right / (right + missed), 2)


def test_of_a_hundred_pairs_so_many_are_told_apart() -> None:
    assert (len([*pairs("measured")]), measured("measured")) == (100, (0.92, 0.94))


def test_of_the_pairs_it_was_fitted_to_more_are() -> None:
    assert (len([*pairs("fitted")]), measured("fitted")) == (60, (1.0, 0.97))


def test_nothing_is_measured_that_it_was_fitted_to() -> None:
    fitted, found = ({(one, other) for _same, one, other in pairs(name)} for name in ("fitted", "measured"))
    assert fitted & found == set()


def test_it_does_not_matter_which_of_the_two_was_first() -> None:
    both = [
        (likeness(one, other), likeness(other, one)) for _same, one, other in (*pairs("measured"), *pairs("fitted"))
    ]
    assert [pair for pair in both if pair[0] != pair[1]] == []


@pytest.mark.parametrize(("one", "other"), [
    ("Send the list to EUROPOL", "Send the list to FRONTEX"),
    ("Write the report of 2025", "Write the report of 2026"),
    ("Train 20 officers in Accra", "Train 40 officers in Accra"),
    ("Meet in May on drones", "Meet in June on drones"),
])  # fmt: skip
def test_another_partner_year_number_or_month_is_another_promise(one: str, other: str) -> None:
    assert likeness(one, other) == 0.0


@pytest.mark.parametrize("title", ["", "…", "the", "2026", "SEND THE LIST"])
def test_any_title_can_be_compared(title: str) -> None:
    assert 0.0 <= likeness(title, title) <= 1.0
