"""Text as the database finds it again."""

import pytest

from tracker.kit.text import (
    fold,
    in_lines,
    is_read_from_right,
    on_one_line,
    shorten,
    sought,
    unbroken,
    without_hidden,
    writable,
)

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("words", "folded"), [("Genève", "geneve"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("", "")]
)
def test_case_and_accents_are_folded(words: str, folded: str) -> None:
    assert fold(words) == folded


@pytest.mark.parametrize("sign", "'\u2019\u2018\u02bc\u02bb\u2032\u00b4`\uff07")
def test_every_apostrophe_is_the_plain_one(sign: str) -> None:
    assert fold(f"Siobh\u00e1n O{sign}Hara") == "siobhan o'hara"


@pytest.mark.parametrize("sign", "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d")
def test_every_dash_is_the_plain_one(sign: str) -> None:
    assert fold(f"Jean{sign}Luc") == "jean-luc"


@pytest.mark.parametrize("sign", "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u2066\ufe0f")
def test_what_is_invisible_is_folded_away(sign: str) -> None:
    assert fold(f"Coope{sign}ration") == "cooperation"


@pytest.mark.parametrize("words", ["O\u02bcHara \u2013 x\u00ady", "\u00c6ther", "\u0130stanbul"])
def test_folded_twice_is_folded_once(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Secre\u00adtariat", "Secretariat"),
        ("a\u200bb\ufeffc\u200ed\u200de", "abcde"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"),
        ("\u0645\u06cc\u200c\u0631\u0648\u0645", "\u0645\u06cc\u200c\u0631\u0648\u0645"),
        ("\u200d\u0645", "\u0645"),
    ],
)
def test_hidden_signs_go_but_those_of_emoji_and_persian_words(words: str, seen: str) -> None:
    assert without_hidden(words) == seen


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("on smug-\ngling  of\ngoods", "on smuggling of goods"),
        ("smug\u00ad\r\n gling", "smuggling"),
        ("goods -\nlist", "goods - list"),
        ("in May-\nJune", "in May- June"),
        ("a 5-\nyear plan", "a 5- year plan"),
        ("smug-\n\ngling", "smug- gling"),
    ],
)
def test_on_one_line_broken_words_are_whole(words: str, title: str) -> None:
    assert on_one_line(words) == title


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (" Mr Smith \n\n The Board ", "Mr Smith\nThe Board"),
        ("Mr Smith\r\nThe  Board", "Mr Smith\nThe Board"),
        ("Mr Smith\tChair\u2028Mrs Bo", "Mr Smith\nChair\nMrs Bo"),
        ("smug-\ngling", "smuggling"),
        ("no\u00a0line", "no line"),
        ("", ""),
    ],
)
def test_the_ends_of_lines_and_columns_are_kept_where_they_stand(words: str, lines: str) -> None:
    assert (in_lines(words), on_one_line(words)) == (lines, lines.replace("\n", " "))


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


@pytest.mark.parametrize(
    ("words", "from_right"),
    [
        ("", False),
        ("...", False),
        ("Visit", False),
        ("\u0633\u0644\u0627\u0645", True),
        ("\u05e9\u05dc\u05d5\u05dd", True),
        ("12. \u0633\u0644\u0627\u0645 (visit)", True),
        ("Visit \u0633\u0644\u0627\u0645", False),
        ("\u0663 Visit", False),
    ],
)
def test_the_first_letter_says_from_which_side_it_is_read(words: str, from_right: bool) -> None:
    assert is_read_from_right(words) is from_right


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a\tb\nc\r", "a\tb\nc\r"),
        ("a\x00b\x0bc\x1fd", "abcd"),
        ("\ufffd\U0001f600", "\ufffd\U0001f600"),
        ("\ufffe\uffff\ud800", ""),
    ],
)
def test_what_no_document_can_hold_is_left_out(words: str, written: str) -> None:
    assert writable(words) == written


@pytest.mark.parametrize(
    ("word", "whole"), [("smug-\ngling", "smuggling"), ("smug-gling", "smug-gling"), ("smug-\nGling", "smug-\nGling")]
)
def test_a_word_that_the_end_of_a_line_broke_is_whole(word: str, whole: str) -> None:
    assert unbroken(word) == whole


@pytest.mark.parametrize(
    ("words", "folded"),
    [("\u00c6\u00d8\u0141\u0110\u00d0\u00de\u0126\u0166\u014a", "aeolddthhtn"), ("\u0131\u0130", "ii")],
)
def test_letters_that_unicode_does_not_take_apart_are_plain(words: str, folded: str) -> None:
    assert fold(words) == folded
