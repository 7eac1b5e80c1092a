"""What is learnt from decisions: little from few, more from many, and never far from what is shipped."""

from itertools import cycle, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.reading.scoring import Learnt, Table
from tracker.suggestions.learning.learn import MOST_OFFSET, ROOM, Decided, counts, learn

SHIPPED = Table({}, 0.4, 0.75)
# Scores from 0.4 to 0.99, again and again.
SCORES = [0.4 + n / 100 for n in range(60)]


def house(size: int, right_from: float, reasons: tuple[str, ...] = ()) -> list[Decided]:
    """One that accepts all from this score on, and dismisses all below."""
    return [Decided(score, reasons, score >= right_from) for score in islice(cycle(SCORES), size)]


def thresholds(decided: list[Decided]) -> tuple[float, float] | None:
    found = learn(decided, SHIPPED)
    return found and (found.perhaps, found.sure)


def test_few_decisions_change_nothing() -> None:
    assert learn(house(199, 0.9), SHIPPED) is None


@pytest.mark.parametrize(
    ("right_from", "wanted"),
    [
        (0.6, (0.5, 0.63)),  # almost all that is sure is right: more can be
        (0.92, (0.52, 0.86)),  # much that is sure is wrong: less is
        (0.4, (0.36, 0.63)),  # all is right: what is just below is worth a look, too
    ],
)
def test_thresholds_follow_what_the_house_accepts(right_from: float, wanted: tuple[float, float]) -> None:
    assert thresholds(house(800, right_from)) == wanted


def test_the_fewer_decisions_the_nearer_to_what_is_shipped() -> None:
    sure = [found.sure for size in (240, 600, 6_000) if (found := learn(house(size, 0.92), SHIPPED))]
    assert sure == [0.83, 0.85, 0.89]


@pytest.mark.parametrize(
    ("decided", "perhaps", "sure", "offsets"),
    [
        ([*house(500, 0.4, ("mark",)), *house(500, 1.0, ("should",))], 0.53, 0.68, {"mark": 1.0, "should": -1.0}),
        (
            [*house(600, 0.6, ("mark", "will")), *house(600, 0.8, ("will",)), *house(39, 0.4, ("rare",))],
            0.45, 0.62, {"mark": 0.7, "will": -1.0},
        ),
        ([*house(1_000, 0.6, ("mark",)), *house(40, 1.0, ("please",))], 0.48, 0.62, {"mark": -0.15, "please": -0.69}),
        (
            [Decided(0.0, ("mark",), is_right=True), Decided(1.0, ("will",), is_right=False)] * 500,
            0.4, 0.93, {"mark": 1.0, "will": -1.0},
        ),
        (house(200, 0.9), 0.48, 0.81, {}),
        (house(1_000, 2.0), 0.53, 0.93, {}),
        ([Decided(0.9, (), is_right=True)] * 200, 0.4, 0.68, {}),
    ],
)  # fmt: skip
def test_houses_learn_what_they_learnt(
    decided: list[Decided], perhaps: float, sure: float, offsets: dict[str, float]
) -> None:
    assert learn(decided, SHIPPED) == Learnt(perhaps, sure, offsets)


def test_reasons_are_weighed_once_there_are_many_decisions() -> None:
    mixed = [*house(500, 0.4, ("mark",)), *house(500, 1.0, ("should",))]
    found, early = learn(mixed, SHIPPED), learn(mixed[::2], SHIPPED)
    assert found is not None
    assert early is not None
    assert early.offsets == {}
    assert (found.offsets["mark"] > 0.5, found.offsets["should"]) == (True, -MOST_OFFSET)


def test_a_reason_that_few_decisions_show_is_left_alone() -> None:
    rare = [Decided(0.6, ("please",), False)] * 39
    found = learn([*house(1_000, 0.6, ("mark",)), *rare], SHIPPED)
    assert found is not None
    assert "please" not in found.offsets


def test_the_house_is_counted_by_reason() -> None:
    assert counts([Decided(0.5, ("mark", "led"), True), Decided(0.5, ("mark",), False)]) == {
        "mark": (1, 1), "led": (1, 0),
    }  # fmt: skip


DECIDED = st.builds(
    Decided, st.floats(0, 1), st.lists(st.sampled_from(["mark", "will"]), unique=True).map(tuple), st.booleans()
)


@given(st.lists(DECIDED, min_size=20, max_size=60))
@settings(max_examples=6, deadline=None)
def test_whatever_is_decided_nothing_goes_far(some: list[Decided]) -> None:
    found = learn(list(islice(cycle(some), 1_000)), SHIPPED)
    assert found is not None
    assert SHIPPED.perhaps - ROOM <= found.perhaps < found.sure <= 0.97
    assert found.sure >= SHIPPED.sure - ROOM
    assert all(abs(offset) <= MOST_OFFSET for offset in found.offsets.values())
