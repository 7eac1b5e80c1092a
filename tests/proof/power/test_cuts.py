"""The proof finds what it looks for: where SQLite waits for no disk, a power cut loses what was answered."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from proof.power.cuts import cut, steps
from proof.power.disk import Disk, Files, applied, read, torn
from proof.power.found import Found
from proof.power.stage import NAME
from proof.power.state import Corrupt, never_alike, read_state
from proof.power.watched import Event, vfs, watched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a house of one table."""
    try:
        vfs()
    except OSError as error:
        pytest.skip(str(error))
    (tmp_path / "house").mkdir()
    with closing(sqlite3.connect(tmp_path / "house" / NAME)) as database:
        database.executescript("PRAGMA journal_mode=WAL; CREATE TABLE note (words)")
    return tmp_path / "house"


def written(folder: Path, synchronous: str) -> tuple[Files, list[Event]]:
    """Three notes, each in a transaction."""
    base, events = read(folder), list[Event]()
    with watched(folder, events.append), closing(sqlite3.connect(folder / NAME, isolation_level=None)) as database:
        database.execute(f"PRAGMA synchronous={synchronous}")
        for number in range(3):
            database.execute("INSERT INTO note VALUES (?)", [f"{number}" * 3_000])
        events.append(Event("answered"))
    return base, events


def cuts(folder: Path, synchronous: str) -> Found:
    found, other = Found("three notes"), folder.with_name("rebuilt")
    other.mkdir()
    cut(found, *written(folder, synchronous), 60, Random(1), other)
    return found


def test_where_each_transaction_waits_for_the_disk_nothing_is_lost(folder: Path) -> None:
    found = cuts(folder, "FULL")
    assert (found.cuts, found.lost, found.between, found.corrupt, found.told) == (60, 0, 0, 0, [])
    assert found.steps == [["note"], ["note"], ["note"]]


def test_where_it_does_not_the_proof_sees_it(folder: Path) -> None:
    found = cuts(folder, "NORMAL")
    assert (found.lost > 0, found.between > 0, found.corrupt) == (True, True, 0)


def test_a_file_that_was_damaged_is_called_corrupt(folder: Path) -> None:
    path = folder / NAME
    path.write_bytes(path.read_bytes()[:4_000])
    with pytest.raises(Corrupt):
        read_state(path)


def test_what_is_never_the_same_twice_is_left_out(folder: Path) -> None:
    other = folder / "other.sqlite3"
    other.write_bytes((folder / NAME).read_bytes())
    with closing(sqlite3.connect(other)) as database:
        database.executescript("INSERT INTO note VALUES ('now')")
    assert never_alike(folder / NAME, other) == {("note", "words")}
    assert read_state(folder / NAME, {("note", "words")}) != read_state(other, {("note", "words")})


def test_visits_are_no_step_of_a_deed() -> None:
    states = [{"note": "a", "cache": "a"}, {"note": "a", "cache": "b"}, {"note": "b", "cache": "b"}]
    assert steps(states) == [["note"]]


def test_a_lost_write_leaves_a_hole_and_a_torn_one_some_of_its_sectors() -> None:
    assert applied(b"ab", [Event("write", at=4, content=b"ef"), Event("truncate", at=5)]) == b"ab\0\0e"
    event = Event("write", at=500, content=b"x" * 1_000)
    pieces = torn(event, Random(3))
    assert {(piece.at, len(piece.content)) for piece in pieces} < {(500, 12), (512, 512), (1_024, 476)}


@pytest.mark.parametrize(("synced", "expected"), [(True, {"a": b"new"}), (False, {"a": b"old"})])
def test_what_was_synced_is_there_whatever_happens(synced: bool, expected: Files) -> None:
    disk = Disk({"a": b"old"})
    for event in (Event("truncate", "a"), Event("write", "a", 0, b"new"), *[Event("sync", "a")] * synced):
        disk.take(event)
    assert disk.synced == expected
