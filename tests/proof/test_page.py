"""The figures of a proof say what gave way, and stand on the page between the marks of their name."""

from collections import Counter
from pathlib import Path

import pytest

from proof import page
from proof.page import table, write
from proof.people.load import Load, told
from proof.power.figures import Power
from proof.power.found import Found
from proof.writers.run import Phase
from proof.writers.run import told as told_of_phases
from proof.writers.writers import Kept


def test_a_table_has_its_numbers_to_the_right() -> None:
    assert table(["what", "times"], [["kill", 1_200]]) == "| what | times |\n| --- | ---: |\n| kill | 1,200 |"


def test_figures_stand_between_their_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "proofs.md"
    there.write_text("Before.\n<!-- figures power -->\nold\n<!-- end power -->\nAfter.\n")
    monkeypatch.setattr(page, "PAGE", there)
    write("power", "new")
    assert there.read_text() == "Before.\n<!-- figures power -->\n\nnew\n\n<!-- end power -->\nAfter.\n"


def test_a_page_without_a_place_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "proofs.md"
    there.write_text("Nothing.")
    monkeypatch.setattr(page, "PAGE", there)
    with pytest.raises(ValueError, match="no place for the figures of power"):
        write("power", "new")
    assert there.read_text() == "Nothing."


def test_each_proof_has_its_place_on_the_page() -> None:
    words = page.PAGE.read_text()
    assert [name for name in ("power", "writers", "people") if f"<!-- figures {name} -->" not in words] == []


def test_power_counts_over_all_deeds() -> None:
    found = Power([Found("note", cuts=50, kills=10), Found("hand over", cuts=50, kills=10, lost=1, told=["Lost."])])
    assert (found.table().splitlines()[-1], list(found.problems)) == ("| 2 | 100 | 20 | 1 | 0 | 0 |", ["Lost."])


def test_what_writers_lost_is_told() -> None:
    phase = Phase("kill", 2, [Kept(5, 0, 0, 0), Kept(7, 1, 0, 0)], Counter({302: 12, 503: 3, 500: 2, 0: 1}))
    assert list(phase.problems) == ["kill: 1 lost", "kill: 2 answered 500, where 503 says to wait"]
    assert told_of_phases([phase]).splitlines()[-1] == "| kill | 2 | 12 | 1 | 0 | 0 | 3 | 2 | 1 |"


def test_of_people_ninety_five_of_a_hundred_answers_count() -> None:
    load = Load(2, [0.1] * 95 + [0.4] * 5, Counter({200: 100}), 60)
    assert (round(load.percentile(0.95)), round(load.percentile(0.96)), list(load.problems)) == (100, 400, [])
    slow = Load(2, [0.1] * 94 + [0.4] * 6, Counter({200: 99, 500: 1}), 60)
    assert list(slow.problems) == [
        "2 people: 1 errors",
        "2 people: 95 of 100 answers take up to 400 ms; 300 are allowed.",
    ]
    assert told([slow]).splitlines()[-1] == "| 2 | 60 | 100 | 1 | 100 ms | 400 ms | 400 ms |"
