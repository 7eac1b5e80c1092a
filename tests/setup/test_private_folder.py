"""The data of a house is for its owner's eyes."""

import runpy
import stat
from pathlib import Path

import pytest

import tracker.settings
from tracker.setup.private_folder import private_folder


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_a_new_one_is_closed_to_others(tmp_path: Path) -> None:
    private_folder(tmp_path / "data" / "var")
    assert mode(tmp_path / "data" / "var") == 0o700


@pytest.mark.parametrize("before", [0o755, 0o750, 0o701])
def test_one_that_was_open_is_closed(tmp_path: Path, before: int) -> None:
    tmp_path.chmod(before)
    private_folder(tmp_path)
    assert mode(tmp_path) == 0o700


def test_that_of_a_house_is_closed_by_its_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUIVI_DATA", str(tmp_path / "var"))
    runpy.run_path(tracker.settings.__file__)
    assert mode(tmp_path / "var") == 0o700
