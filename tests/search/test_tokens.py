"""What a text is cut into."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tracker.search.tokens import LONGEST, compounds, pieces, stems, tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Speak at the workshop.", ["speak", "at", "the", "workshop"]),
        ("Réunion à Genève", ["reunion", "a", "geneve"]),
        ("Łódź, Straße, Øresund, Æther, cœur", ["lodz", "strasse", "oresund", "aether", "coeur"]),
        ("De\u0301cision", ["decision"]),
        ("l’échange d'information", ["l", "echange", "d", "information"]),
        ("F-2018-014, S/RES/2347 (2017)", ["f", "2018", "014", "s", "res", "2347", "2017"]),
        ("مُحَمَّد", ["محمد"]),
        ("海关 customs", ["海", "关", "customs"]),
        ("snake_case ½ ﬁle", ["snake", "case", "1", "2", "file"]),
        ("% _ 😀 \x00 ¶", []),
        ("a" * 90, ["a" * LONGEST]),
        ("smug\u00adgling \u200bof \ufeffgoods", ["smuggling", "of", "goods"]),
        ("O\u02bcHara, O\u2019Hara", ["o", "hara", "o", "hara"]),
        ("\u0645\u06cc\u200c\u0631\u0648\u0645", ["\u0645\u06cc\u0631\u0648\u0645"]),
        ("anti-smug-\ngling", ["anti", "smuggling"]),
        ("smug-\nGling", ["smug", "gling"]),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, found: list[str]) -> None:
    assert list(tokens(text)) == found


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("by re-entry.", ["reentry"]),
        ("Jean\u2011Luc", ["jeanluc"]),
        ("anti-smug-\ngling", ["antismuggling"]),
        ("F-2018-014, 2018-05-25, 5-year, 1990s-style", []),
        ("this - that, one -two", []),
        ("\u02bc-\u02bc, \u02bc-a", []),
        ("c'est-\u00e0-dire", ["estadire"]),
        ("a" * 30 + "-" + "b" * 30, ["a" * 30 + "b" * (LONGEST - 30)]),
    ],
)
def test_what_a_hyphen_joins_is_one_word_too(text: str, joined: list[str]) -> None:
    assert [word for _start, _end, word in compounds(text)] == joined


def test_halves_of_a_broken_word_are_words_too() -> None:
    assert list(pieces("on anti-\nsmuggling of goods")) == ["anti", "smuggling"]


@pytest.mark.parametrize(
    ("token", "forms"),
    [
        ("trainings", ("train", "training")),
        ("formations", ("format",)),
        ("nationaux", ("national",)),
        ("014", ("14",)),
        ("000", ()),
        ("2018", ()),
        ("2010", ()),
        ("0100", ("100",)),
        ("geneve", ("genev",)),
        ("海", ()),
    ],
)
def test_a_word_has_english_and_french_stems(token: str, forms: tuple[str, ...]) -> None:
    assert stems(token) == forms


def test_threads_do_not_disturb_one_another() -> None:
    fresh = stems.__wrapped__
    words = ["negotiations", "coordinating", "régulièrement", "communicate", "administratives"]
    expected = [fresh(word) for word in words]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as people:
            found = list(people.map(lambda _turn: [fresh(word) for word in words], range(2_000)))
    finally:
        sys.setswitchinterval(before)
    assert found == [expected] * 2_000
