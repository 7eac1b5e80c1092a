"""What changed between two texts, as people read it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.records.text_changes import changes

pytestmark = pytest.mark.one_database

WORDS = st.lists(st.sampled_from(["the", "EU", "WCO", "met.", " ", "  ", "\n", "\n\n", ",", "é", "会"]), max_size=30)
TEXTS = WORDS.map(" ".join)


def marked(old: str, new: str) -> str:
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(signs[change.kind].format(change.text) for change in changes(old, new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("They met.", "They met.", "They met."),
        ("They met in May.", "They met in June.", "They met in [-May-]{+June+}."),
        ("They met.", "They met again.", "They met{+ again+}."),
        ("They met in May.", "They met.", "They met[- in May-]."),
        ("One.\nTwo.\nThree.", "One.\nThree.", "One.\n[-Two.\n-]Three."),
        ("One.\nThree.", "One.\nTwo.\nThree.", "One.\n{+Two.\n+}Three."),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old.-]"),
        ("", "", ""),
        # The white space around words that went or came stays.
        ("a  b", "a b", "a [- -]b"),
        ("a b c", "a  c", "a [-b-] c"),
        ("a \n b", "a x \n b", "a {+x +}\n b"),
        ("They met in May. ", "They met in June. ", "They met in [-May-]{+June+}. "),
        (" a", " ", " [-a-]"),
        ("One.\nTwo", "One.\n\nTwo", "One.\n{+\n+}Two"),
        ("end \n", "end again \n", "end {+again +}\n"),
        ("x  ", "  x", "{+  +}x[-  -]"),
    ],
)
def test_words_that_went_and_came_are_marked(old: str, new: str, told: str) -> None:
    assert marked(old, new) == told


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_their_changes(old: str, new: str) -> None:
    told = changes(old, new)
    assert "".join(change.text for change in told if change.kind != "new") == old
    assert "".join(change.text for change in told if change.kind != "gone") == new


@given(TEXTS, TEXTS)
def test_neighbours_are_of_different_kinds(old: str, new: str) -> None:
    kinds = [change.kind for change in changes(old, new)]
    assert all(one != other for one, other in pairwise(kinds))
