"""A connection to SQLite outlives the request, but not its file; whoever writes waits for whoever writes before."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from tracker.setup.service_urls.database_url import database
from tracker.setup.sqlite3.base import STEP, DatabaseWrapper

pytestmark = pytest.mark.one_database


def house(file: Path, word: str) -> DatabaseWrapper:
    wrapper = ConnectionHandler({"default": database(f"sqlite:///{file}")})["default"]
    assert isinstance(wrapper, DatabaseWrapper)
    with wrapper.cursor() as cursor:
        cursor.execute("CREATE TABLE house (word text)")
        cursor.execute("INSERT INTO house VALUES (%s)", [word])
    return wrapper


@pytest.fixture
def kept(db: None, tmp_path: Path) -> Iterator[DatabaseWrapper]:
    wrapper = house(tmp_path / "house.sqlite3", "today")
    yield wrapper
    wrapper.close()


def word_in(wrapper: DatabaseWrapper) -> str:
    with wrapper.cursor() as cursor:
        return str(cursor.execute("SELECT word FROM house").fetchone()[0])


def put_back(kept: DatabaseWrapper, tmp_path: Path) -> None:
    """As a backup takes the place of the house, with the journal of the other one gone."""
    house(tmp_path / "backup.sqlite3", "yesterday").close()
    (tmp_path / "house.sqlite3-wal").unlink()
    (tmp_path / "house.sqlite3-shm").unlink()
    (tmp_path / "backup.sqlite3").replace(tmp_path / "house.sqlite3")


def test_it_is_kept_from_request_to_request(kept: DatabaseWrapper) -> None:
    before = kept.connection
    kept.close_if_unusable_or_obsolete()
    assert kept.connection is before


def test_a_backup_put_in_its_place_is_read_at_the_next_request(kept: DatabaseWrapper, tmp_path: Path) -> None:
    put_back(kept, tmp_path)
    kept.close_if_unusable_or_obsolete()
    assert word_in(kept) == "yesterday"


def test_what_breaks_off_leaves_a_connection_that_works(kept: DatabaseWrapper) -> None:
    with pytest.raises(kept.Database.Error), kept.connection:
        kept.connection.execute("SELECT nothing")
    kept.errors_occurred = True
    kept.close_if_unusable_or_obsolete()
    assert word_in(kept) == "today"


def test_a_house_may_have_it_closed() -> None:
    assert [database(f"sqlite:////srv/house.sqlite3{said}")["CONN_MAX_AGE"] for said in ("", "?conn_max_age=0")] == [
        None,
        0,
    ]


def test_a_test_keeps_none() -> None:
    assert database("sqlite:////srv/house.sqlite3", testing=True)["CONN_MAX_AGE"] == 0


def words_in(wrapper: DatabaseWrapper) -> list[str]:
    with wrapper.cursor() as cursor:
        return [word for (word,) in cursor.execute("SELECT word FROM house").fetchall()]


def write(wrapper: DatabaseWrapper, word: str, *, many: bool = False) -> None:
    with wrapper.cursor() as cursor:
        ask = "INSERT INTO house VALUES (%s)"
        cursor.executemany(ask, [[word]]) if many else cursor.execute(ask, [word])


@pytest.mark.parametrize("many", [False, True])
def test_a_writer_waits_until_another_is_done(kept: DatabaseWrapper, tmp_path: Path, *, many: bool) -> None:
    asked = Event()

    def wait_and_write() -> None:
        asked.set()
        write(kept, "tomorrow", many=many)

    kept.inc_thread_sharing()
    with closing(sqlite3.connect(tmp_path / "house.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = Thread(target=wait_and_write)
        waiting.start()
        asked.wait()
        # Longer than SQLite itself waits.
        waiting.join(timeout=2 * STEP / 1000)
        before = waiting.is_alive()
        other.execute("COMMIT")
        waiting.join()
    assert (before, words_in(kept)) == (True, ["today", "tomorrow"])


@pytest.mark.parametrize("many", [False, True])
def test_it_is_told_when_the_other_takes_too_long(kept: DatabaseWrapper, tmp_path: Path, *, many: bool) -> None:
    kept.settings_dict["OPTIONS"]["timeout"] = 0.02
    with closing(sqlite3.connect(tmp_path / "house.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            write(kept, "tomorrow", many=many)
    assert words_in(kept) == ["today"]
