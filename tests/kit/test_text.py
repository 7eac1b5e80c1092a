"""Text as the database finds it again."""

import pytest

from tracker.kit.text import fold, shorten, sought

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("words", "folded"), [("Genève", "geneve"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("", "")]
)
def test_case_and_accents_are_folded(words: str, folded: str) -> None:
    assert fold(words) == folded


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("European Union (EU)", ["european", "union", "eu"]),
        ("S/RES/2347 · Heritage", ["s/res/2347", "heritage"]),
        ("( )", []),
    ],
)
def test_punctuation_around_words_is_not_looked_for(typed: str, words: list[str]) -> None:
    assert sought(typed) == words


def test_only_so_many_words_are_looked_for() -> None:
    assert len(sought("a " * 50)) == 8


@pytest.mark.parametrize(
    ("words", "most", "short"),
    [
        ("two words", 20, "two words"),
        ("two words", 9, "two words"),
        ("two words", 8, "two…"),
        ("two  words\nhere", 10, "two words…"),
        ("unbreakable", 6, "unbre…"),
    ],
)
def test_long_text_is_cut_between_words(words: str, most: int, short: str) -> None:
    assert shorten(words, most) == short
