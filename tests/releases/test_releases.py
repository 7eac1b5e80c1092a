"""A house of each release, brought up to today, is made as a new one is: `docs/upgrading.md` says how one is added."""

import lzma
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.releases.conftest import FOLDER, migrate
from tests.releases.schema import Schema, of_postgresql, of_sqlite

RELEASES = sorted(path.name.removesuffix(".sqlite3.xz") for path in FOLDER.glob("*.sqlite3.xz"))


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


def of_upgraded(release: str, folder: Path) -> tuple[Schema, Schema]:
    with restored(release) as address:
        migrate(address, folder)
        with opened(address) as old, connection.cursor() as new:
            return of_postgresql(old), of_postgresql(new)


@pytest.fixture
def schemas(release: str, on_sqlite: Callable[[str], Path], tmp_path: Path, db: None) -> tuple[Schema, Schema]:
    """Of a house of that release after every migration, and of a new one."""
    if connection.vendor == "postgresql":
        return of_upgraded(release, tmp_path)
    with closing(sqlite3.connect(on_sqlite(release) / "db.sqlite3")) as database:
        connection.ensure_connection()
        return of_sqlite(database), of_sqlite(connection.connection)


@pytest.mark.parametrize("release", RELEASES)
def test_a_house_of_a_release_is_made_as_a_new_one_is(schemas: tuple[Schema, Schema]) -> None:
    upgraded, new = schemas
    lacks, has_too_much = sorted(new - upgraded), sorted(upgraded - new)
    assert (lacks, has_too_much) == ([], [])


def test_each_release_stands_there_for_both_databases() -> None:
    assert [name for name in RELEASES if not (FOLDER / f"{name}.sql.xz").exists()] == []
