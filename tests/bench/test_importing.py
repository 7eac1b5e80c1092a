"""What an import is measured by."""

from pathlib import Path

import pytest

from bench import importing
from bench.importing import Stage, measure_import, problems_of, write_table
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Import


def test_its_table_is_written_whole_and_its_limit_does_as_much(claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "ROWS", 12)
    assert [stage.name for stage in measure_import(claire)] == ["read", "compared", "written"]
    imported = [line.follow_up for line in Import.objects.earliest("pk").lines.all()]
    by_hand = FollowUp.objects.exclude(pk__in=[each.pk for each in imported if each]).order_by("pk")
    assert [(each.title, each.status) for each in by_hand] == [(each.title, each.status) for each in imported if each]
    assert len(imported) == 12


def test_a_table_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_table(tmp_path / name, 20)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_takes_too_many_times_its_limit_is_said() -> None:
    assert problems_of([Stage("read", 4, 1), Stage("written", 3, 1)]) == [
        "Rows are written in 3.0 times the limit; 2.5 are allowed."
    ]
