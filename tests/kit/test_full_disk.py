"""A disk without room: people go on reading, and what they typed is sent once there is room again."""

import errno
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from psycopg.errors import DiskFull

from tests.conftest import Deeds
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.kit.full_disk import is_full

pytestmark = [pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
LONG = "A long story of the exchange. " * 600
LEAST = {"title": "Speak", "kind": "invitation", "strength": "agreed", "owed_by": "us", "classification": "general"}
READ = ("/", "/follow-ups/", "/meetings/", "/find/?q=workshop")


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MB, where this machine lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk], check=False, capture_output=True
    )
    yield disk
    if mounted.returncode == 0:
        subprocess.run(["umount", "--lazy", disk], check=True)


def fill(disk: Path) -> None:
    """To the last byte; where it is the disk of the machine, SQLite is told to take no more."""
    if not disk.is_mount():
        connection.cursor().execute("PRAGMA max_page_count = 1")
        return
    with suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
        for size in (65536, 4096, 512, 1):
            with suppress(OSError):
                while ballast.write(b"." * size):
                    pass


def free(disk: Path) -> None:
    (disk / "ballast").unlink(missing_ok=True)
    connection.cursor().execute("PRAGMA max_page_count = 4294967294")


def test_reading_goes_on_and_what_was_typed_is_sent_again(
    at_once: Callable[[Deeds], list[Any]], tmp_path: Path, sign_in: Callable[[User], Client], invitation: FollowUp,
    claire: User,
) -> None:  # fmt: skip
    def on_the_disk() -> Any:
        # As another thread of the server has it open all the time.
        with closing(sqlite3.connect(tmp_path / "race.sqlite3")) as held:
            held.execute("SELECT count(*) FROM accounts_user").fetchall()
            client = sign_in(claire)
            client.raise_request_exception = False
            if tmp_path.is_mount():
                connection.close()
            fill(tmp_path)
            read = {path: client.get(path).status_code for path in READ}
            typed = LEAST | {"title": "Exchange", "detail": LONG}
            refused = client.post("/follow-ups/new/", typed)
            free(tmp_path)
            sent = client.post("/follow-ups/new/", typed)
            return read, refused, sent.status_code, FollowUp.objects.filter(title="Exchange").count()

    read, refused, sent, number = at_once([on_the_disk])[0]
    assert read == dict.fromkeys(READ, 200)
    assert (refused.status_code, sent, number) == (507, 302, 1)
    assert ("The disk of Suivi has no room left, so nothing was saved." in refused.text, LONG[:99] in refused.text) == (
        True,
        True,
    )
    assert 'name="title" value="Exchange"' in refused.text


def test_it_is_known_by_what_each_says() -> None:
    other, on_postgresql = OperationalError("away"), OperationalError("no space")
    on_postgresql.__cause__ = DiskFull("could not extend file")
    found = [OSError(errno.ENOSPC, "No space left on device"), OSError(errno.EACCES, "no"), on_postgresql, other, None]
    assert [is_full(each) for each in found] == [True, False, True, False, False]
