"""What a text is cut into."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tracker.search.tokens import LONGEST, stems, tokens


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
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, found: list[str]) -> None:
    assert list(tokens(text)) == found


@pytest.mark.parametrize(
    ("token", "forms"),
    [
        ("trainings", ("train", "training")),
        ("formations", ("format",)),
        ("nationaux", ("national",)),
        ("014", ("14",)),
        ("000", ()),
        ("2018", ()),
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
