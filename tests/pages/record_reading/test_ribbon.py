"""The sentences of a record in one line: what each piece is, and where it leads."""

from types import SimpleNamespace
from typing import Any

import pytest

from tracker.pages.record_reading.ribbon import MOST, ribbon_of
from tracker.suggestions.coverage import DISMISSED, FOLLOW_UP, INFORMATION, LIKE, UNREAD

pytestmark = pytest.mark.one_database
EVERY = (INFORMATION, DISMISSED, FOLLOW_UP, UNREAD, LIKE)


def pieces(states: dict[int, str], *begin: int) -> list[tuple[int, str, int, str]]:
    """Of sentences that begin there, in blocks that begin there."""
    blocks: list[Any] = [SimpleNamespace(start=start) for start in begin]
    return [(each.number, each.state, each.place, each.label) for each in ribbon_of(states, blocks)]


def test_a_piece_is_a_sentence_and_leads_to_its_block() -> None:
    states = dict(zip((0, 5, 10, 19, 20), EVERY, strict=True))
    assert pieces(states, 0, 10, 20) == [
        (1, "information", 0, "1: Information"),
        (2, "dismissed", 0, "2: Dismissed"),
        (3, "follow_up", 10, "3: Follow-up"),
        (4, "unread", 10, "4: Unread"),
        (5, "like", 20, "5: Looks like a commitment"),
    ]
    assert (pieces({}, 0), pieces({}), pieces({3: LIKE, 9: UNREAD})) == (
        [], [], [(1, "like", 3, "1: Looks like a commitment"), (2, "unread", 9, "2: Unread")],
    )  # fmt: skip
    assert [place for _number, _state, place, _label in pieces({0: LIKE, 50: LIKE}, 0, 10, 20, 60)] == [0, 20]


def test_of_very_many_a_piece_is_a_paragraph_and_of_more_several_and_says_what_weighs_most() -> None:
    each = dict.fromkeys(range(MOST), INFORMATION)
    assert [len(pieces(dict.fromkeys(range(number), LIKE), 0)) for number in (MOST, MOST + 1)] == [MOST, 1]
    assert len(pieces(each, *range(MOST))) == MOST
    one_more = each | {MOST: INFORMATION}
    assert [place for _number, _state, place, _label in pieces(one_more, *range(MOST + 1))] == [*range(0, MOST + 1, 2)]
    assert len(pieces(dict.fromkeys(range(2 * MOST + 1), LIKE), *range(2 * MOST + 1))) == 30
    # Of two in one paragraph, whichever comes first.
    order = [LIKE, UNREAD, FOLLOW_UP, DISMISSED, INFORMATION]
    for place, weighty in enumerate(order):
        for light in order[place:]:
            both = [{**one_more, 0: one, 1: other} for one, other in ((weighty, light), (light, weighty))]
            assert [pieces(states, 0, 2)[0][1] for states in both] == [weighty] * 2
            assert [pieces(states, *range(MOST + 1))[0][1] for states in both] == [weighty] * 2
