"""A server that was stopped on a full disk is started anew, as some room was put aside, and is read."""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tracker.setup.room_to_start import ROOM, room_to_start

pytestmark = pytest.mark.one_database


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Of 64 MB, with a database that nobody has open."""
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", tmp_path], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("This machine gives us no disk of our own: run the tests as root.")
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as file:
        file.execute("PRAGMA journal_mode=WAL")
        file.execute("CREATE TABLE kept AS SELECT 'a story' AS words")
        file.commit()
    yield tmp_path
    subprocess.run(["umount", "--lazy", tmp_path], check=True)


def fill(disk: Path) -> None:
    with suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
        for size in (65536, 4096, 512, 1):
            with suppress(OSError):
                while ballast.write(b"." * size):
                    pass


def read(disk: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(disk / "db.sqlite3")) as file:
        return file.execute("SELECT words FROM kept").fetchall()


def test_on_a_full_disk_what_was_put_aside_lets_it_be_read(disk: Path) -> None:
    assert (room_to_start(disk), (disk / "room_to_start").stat().st_size) == (True, ROOM)
    fill(disk)
    with pytest.raises(sqlite3.OperationalError):
        read(disk)
    assert (room_to_start(disk), read(disk)) == (False, [("a story",)])


def test_it_is_put_aside_again_once_there_is_room(disk: Path) -> None:
    fill(disk)
    room_to_start(disk)
    (disk / "ballast").unlink()
    assert (room_to_start(disk), (disk / "room_to_start").exists()) == (True, True)


def test_of_a_small_rest_nothing_is_taken(disk: Path) -> None:
    (disk / "ballast").write_bytes(b"." * 50_000_000)
    assert (room_to_start(disk), (disk / "room_to_start").exists()) == (True, False)
