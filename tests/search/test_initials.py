"""Titles by the first letters of their words."""

import pytest

from tracker.search.initials import MOST_WORDS, Pieces, pairs, read, skipped, spots

TITLE = "Send the officers to Élise's ports"


def test_of_each_two_words_the_first_letters_are_written_in_their_order() -> None:
    assert list(pairs(TITLE)) == ["¶so", "¶se", "¶sp", "¶oe", "¶op", "¶ep"]


def test_of_a_long_title_so_many_words_are_written_and_each_two_letters_once() -> None:
    assert list(pairs("b " * MOST_WORDS + "zeal")) == ["¶bb"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sopg", ("s", "o", "p", "g")),
        ("Él1", ("e", "l", "1")),
        ("so", ()),
        ("sopgab", ()),
        ("2018", ()),
        ("se o", ("se", "o")),
        ("se of", ()),
        ("s officers", ()),
        ("", ()),
    ],
)
def test_a_few_letters_may_each_begin_a_word(typed: str, meant: Pieces) -> None:
    assert read(typed) == meant


def test_two_letters_are_enough_where_so_few_are_asked_for() -> None:
    assert read("cm", fewest=2) == ("c", "m")


@pytest.mark.parametrize(
    ("pieces", "starts", "gaps"),
    [(("s", "o"), [0, 9], 0), (("s", "p"), [0, 29], 2), (("o", "el", "p"), [9, 21, 29], 1)],
)
def test_words_begin_so_in_their_order_and_some_are_skipped(pieces: Pieces, starts: list[int], gaps: int) -> None:
    assert [spots(TITLE, pieces), skipped(TITLE, pieces)] == [starts, gaps]


@pytest.mark.parametrize("pieces", [("o", "s"), ("s", "s"), ("t",)])
def test_what_does_not_begin_so_stands_nowhere(pieces: Pieces) -> None:
    assert spots(TITLE, pieces) == []
