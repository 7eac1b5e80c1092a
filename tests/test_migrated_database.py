"""A copy of the migrated database is used for what it was made of alone."""

from pathlib import Path

import pytest

from tests.migrated_database import fingerprint


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "tracker/notes/migrations").mkdir(parents=True)
    (tmp_path / "tracker/notes/migrations/0001_initial.py").write_text("operations = []")
    (tmp_path / "requirements.txt").write_text("Django==6.1.3")
    return tmp_path


@pytest.mark.parametrize("name", ["requirements.txt", "tracker/notes/migrations/0001_initial.py"])
def test_what_was_changed_is_migrated_anew(root: Path, name: str) -> None:
    before = fingerprint(root)
    (root / name).write_text("another")
    assert fingerprint(root) != before


def test_so_is_what_has_another_migration(root: Path) -> None:
    before = fingerprint(root)
    (root / "tracker/notes/migrations/0002_more.py").write_text("operations = []")
    assert fingerprint(root) != before


def test_what_stayed_the_same_is_not(root: Path) -> None:
    assert fingerprint(root) == fingerprint(root)
