"""What a word is, in any script."""

import pytest

from tracker.reading.spans import Span
from tracker.records.word_tokens import count_words, cuts_word, shared, tokens, whole_words

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("text", "words", "and_signs"),
    [
        ("", 0, 0),
        (" \n", 0, 0),
        ("We met.", 2, 3),
        ("...", 3, 3),
        ("anti-smuggling", 2, 3),
        ("3.5 per cent", 4, 5),
        ("会议", 2, 2),
        ("e\u0301t\u00e9", 1, 1),
        ("a_b", 1, 1),
        ("l’art", 2, 3),
        ("«\u00a0oui\u00a0»", 1, 3),
        ("وصل، هل؟", 2, 4),
    ],
)
def test_words_and_signs_are_counted(text: str, words: int, and_signs: int) -> None:
    assert (count_words(text), len(tokens(text))) == (words, and_signs)


def test_only_the_words_of_a_stretch_are_cut_out() -> None:
    assert tokens("We met them", 3, 8) == [Span(3, 6), Span(7, 8)]


@pytest.mark.parametrize(
    ("start", "end", "whole"),
    [(0, 2, (0, 2)), (1, 2, (0, 2)), (0, 1, (0, 2)), (4, 5, (3, 6)), (2, 4, (2, 6)), (3, 10, (3, 11)), (6, 7, (6, 7))],
)
def test_a_stretch_is_made_longer_to_whole_words(start: int, end: int, whole: tuple[int, int]) -> None:
    assert whole_words("We met them", Span(start, end)) == Span(*whole)


@pytest.mark.parametrize(("place", "cuts"), [(0, False), (1, True), (2, False), (3, False), (5, False), (6, False)])
def test_a_place_cuts_a_word_only_between_its_letters(place: int, cuts: bool) -> None:
    assert cuts_word("We 会a.", place) is cuts


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [("", "", 0), ("a", "", 0), ("a", "b", 0), ("ab", "ac", 1), ("ab", "ab", 2), ("ab", "abc", 2), ("xbc", "abc", 0)],
)
def test_what_two_texts_begin_with_is_counted(one: str, other: str, number: int) -> None:
    assert (shared(one, other), shared(other, one)) == (number, number)
