"""The figures say what gave way, and stand on the page between the marks of their database."""

from pathlib import Path

import pytest

from proof import report
from proof.bursts.burst import Result
from proof.crawl.crawl import Found
from proof.report import Figures, write


def figures(**burst: int) -> Figures:
    found = Found(requests=2_000, slowest=1.25)
    found.statuses.update({200: 1_500, 404: 500})
    return Figures("SQLite", [Result("note", posts=16, slowest=0.5, **burst)], found, traces=0)


def test_what_held_is_no_problem() -> None:
    assert list(figures().problems) == []


def test_what_gave_way_is_told() -> None:
    given = figures(lost=1)
    given.crawl.tell("5xx", "500 claire GET /")
    assert list(given.problems) == ["note: 0 errors, 1 lost, 0 twice ()", "5xx: 1\n  500 claire GET /"]


def test_the_figures_stand_between_the_marks_of_their_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "security.md"
    page.write_text("Before.\n<!-- figures SQLite -->\nold\n<!-- end SQLite -->\nAfter.\n")
    monkeypatch.setattr(report, "PAGE", page)
    write(figures())
    before, _mark, rest = page.read_text().partition("<!-- figures SQLite -->")
    assert (before, rest.startswith("\n\n| What |"), rest.endswith("<!-- end SQLite -->\nAfter.\n")) == (
        "Before.\n", True, True,
    )  # fmt: skip
    assert "The crawl was answered 1,500 with 200, 500 with 404." in rest


def test_a_page_without_a_place_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "security.md"
    page.write_text("Nothing.")
    monkeypatch.setattr(report, "PAGE", page)
    with pytest.raises(ValueError, match="no place for the figures of SQLite"):
        write(figures())
    assert page.read_text() == "Nothing."
