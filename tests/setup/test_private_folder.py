"""The data of a house is for its owner's eyes."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.setup.private_folder import open_to_others, private_folder


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
    later = "(VAR / 'exports').mkdir(); (VAR / 'db.sqlite3').touch()"
    # In a process of its own: settings are read but once, and close what is made after them.
    subprocess.run([sys.executable, "-c", f"from tracker.settings import VAR; {later}"], check=True, umask=0o022)
    modes = {path.name: mode(path) for path in (tmp_path / "var", *(tmp_path / "var").iterdir())}
    assert modes == {"var": 0o700, "static": 0o700, "secret_key": 0o600, "exports": 0o700, "db.sqlite3": 0o600}


def test_what_lay_in_it_open_is_closed(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "db.sqlite3").touch()
    (tmp_path / "link").symlink_to("/etc/hosts")
    for name, before in (("exports", 0o755), ("db.sqlite3", 0o644)):
        (tmp_path / name).chmod(before)
    private_folder(tmp_path)
    assert [mode(tmp_path / name) for name in ("exports", "db.sqlite3")] == [0o700, 0o600]


def test_one_of_somebody_elses_stays_open_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    private_folder(tmp_path)
    assert (mode(tmp_path), open_to_others(tmp_path)) == (0o755, True)
    tmp_path.chmod(0o700)
    assert not open_to_others(tmp_path)
