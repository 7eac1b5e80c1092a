"""What each title says, and how alike two are, to the third digit: stands in `drawn/likeness.txt`.

To draw it anew is right where the pairs of `promises` are told apart no worse.
"""

from pathlib import Path

import pytest

from tests.follow_ups.suggestions.test_likeness import pairs
from tests.house.drawings import assert_drawn
from tracker.follow_ups.suggestions.likeness import likeness, meant
from tracker.follow_ups.suggestions.near_titles import _tiers

pytestmark = pytest.mark.one_database
ODD = [
    "Second an expert to Accra", "The second report of 2026", "SEND THE LIST TO EUROPOL", "Send the List to EUROPOL",
    "Send lists", "Three experts in May", "May we meet in march", "Envoyer la liste à l’OMD", "Article 007", "Invite",
    "Draft and send the draft", "Train the trainers", "On the way to Senegal", "Senegalese officers", "A B C",
    "Visit of the UN to Côte d’Ivoire on 3 June 2026", "x1", "Border-crossing mission", "report REPORT Report", "",
]  # fmt: skip


def said_of(title: str) -> str:
    found = meant(title)
    names = ("deed", "month", "year", "number", "name", "thing")
    parts = {name: getattr(found, name) for name in names}
    return "; ".join(
        f"{name} {' '.join(said if name == 'deed' else sorted(said))}" for name, said in parts.items() if said
    )


def test_what_a_title_says_is_read_word_by_word() -> None:
    titles = [*ODD, *dict.fromkeys(title for _same, *both in pairs("fitted") for title in both)]
    assert_drawn(
        "meant", {"titles": [f"{title}: {said_of(title)}" for title in titles]}, Path(__file__).parent / "drawn"
    )


def test_the_words_that_tell_most_of_a_title_are_looked_for_first() -> None:
    def told(title: str) -> str:
        tiers = [[[f"{term.words[0]}+{len(term.forms)}" for term in terms] for terms in tier] for tier in _tiers(title)]
        return f"{title}: {tiers}"

    assert_drawn("tiers", {"titles": [told(title) for title in ODD]}, Path(__file__).parent / "drawn")


def test_how_alike_two_titles_are_is_as_it_was() -> None:
    found = {
        name: [f"{likeness(*both):.3f} {' | '.join(both)}" for _same, *both in pairs(name)]
        for name in ("fitted", "measured")
    }
    among = [f"{likeness(one, other):.3f} {one} | {other}" for one in ODD for other in ODD if one < other]
    found["odd"] = [line for line in among if not line.startswith("0.000")]
    assert_drawn("likeness", found, Path(__file__).parent / "drawn")
