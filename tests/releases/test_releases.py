"""A house of each release, brought up to today, is made as a new one is: `docs/upgrading.md` says how one is added."""

import lzma
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.releases.schema import Schema, of_postgresql, of_sqlite

FOLDER = Path(__file__).parent
RELEASES = sorted(path.name.partition(".")[0] for path in FOLDER.glob("*.sqlite3.xz"))


def migrate(address: str, data: Path) -> None:
    subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "migrate", "-v0"],
        cwd=settings.ROOT, env=os.environ | {"SUIVI_DATA": str(data), "DATABASE_URL": address}, check=True,
        capture_output=True,
    )  # fmt: skip


@contextmanager
def restored(release: str) -> Iterator[str]:
    """A database of PostgreSQL with what stood in it then: its address."""
    given, name = connection.settings_dict, f"{connection.settings_dict['NAME']}_release"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        address = f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{name}"
        with opened(address) as cursor:
            cursor.execute(lzma.decompress((FOLDER / f"{release}.sql.xz").read_bytes()))
        yield address
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def opened(address: str) -> Iterator[Any]:
    from psycopg import connect

    with connect(address.replace("postgres:", "postgresql:"), autocommit=True) as database:
        yield database.cursor()


def on_sqlite(release: str, folder: Path) -> tuple[Schema, Schema]:
    path = folder / "db.sqlite3"
    path.write_bytes(lzma.decompress((FOLDER / f"{release}.sqlite3.xz").read_bytes()))
    migrate(f"sqlite:///{path}", folder)
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as database:
        return of_sqlite(database), of_sqlite(connection.connection)


def on_postgresql(release: str, folder: Path) -> tuple[Schema, Schema]:
    with restored(release) as address:
        migrate(address, folder)
        with opened(address) as old, connection.cursor() as new:
            return of_postgresql(old), of_postgresql(new)


@pytest.mark.django_db
@pytest.mark.parametrize("release", RELEASES)
def test_a_house_of_a_release_is_made_as_a_new_one_is(release: str, tmp_path: Path) -> None:
    upgraded, new = (on_sqlite if connection.vendor == "sqlite" else on_postgresql)(release, tmp_path)
    lacks, has_too_much = sorted(new - upgraded), sorted(upgraded - new)
    assert (lacks, has_too_much) == ([], [])


def test_each_release_stands_there_for_both_databases() -> None:
    assert [name for name in RELEASES if not (FOLDER / f"{name}.sql.xz").exists()] == []
