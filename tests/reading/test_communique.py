"""The communiqué of 25 May, read."""

from pathlib import Path

import pytest

from tracker.reading.read import read
from tracker.reading.results import Known, Reading

TEXT = (Path(__file__).resolve().parents[2] / "tracker/demo/texts/visit_2018.txt").read_text()
KNOWN = (
    Known("wco", "WCO", is_ours=True),
    Known("eu", "EU"),
    Known("eu", "EU Coordinator"),
    Known("mikuriya", "Dr. Mikuriya", "person", is_ours=True),
    Known("unscr", "United Nations Security Council Resolution 2347", "mandate"),
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(TEXT, "en", known=KNOWN)


def test_what_was_left_to_do_is_suggested_and_praise_is_not(reading: Reading) -> None:
    told = [
        (one.kind, one.strength, one.owed_by, bool(one.resources), one.owner and one.owner.of(TEXT))
        for one in reading.suggestions
    ]
    assert told == [
        ("invitation", "offered", "us", False, "the WCO"),
        ("training", "agreed", "us", False, "the WCO"),
        ("training", "agreed", "us", False, "the WCO"),
        ("cooperation_area", "exploratory", "us", False, "the WCO and the EU institutions"),
        ("cooperation_area", "exploratory", "", True, None),
    ]


def test_works_that_go_on_are_suggested_each_by_its_own_words(reading: Reading) -> None:
    assert [one.span.of(TEXT)[:45] for one in reading.suggestions[1:3]] == [
        "the development and rollout of a tailored tra",
        "further development of the training material ",
    ]


def test_the_condition_keeps_its_words(reading: Reading) -> None:
    conditions = [one.condition.of(TEXT) for one in reading.suggestions if one.condition]
    assert conditions == ["once financial and human resources are made available"]


def test_the_day_lacks_its_year_and_nobody_guesses_it(reading: Reading) -> None:
    assert (reading.meeting_day, [one.due for one in reading.suggestions]) == ("--05-25", [None] * 5)


def test_known_names_are_linked_and_others_are_new(reading: Reading) -> None:
    assert [(one.name, one.key) for one in reading.mandates if one.key] == [
        ("United Nations Security Council Resolution 2347", "unscr")
    ]
    assert {one.key for one in reading.bodies[:2]} == {"wco", "eu"}
    assert "Gilles de Kerchove" in [one.name for one in reading.people]
