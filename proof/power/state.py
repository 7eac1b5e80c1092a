"""What a database says, table by table, so that two can be told apart."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from hashlib import sha256
from pathlib import Path

State = dict[str, str]
Column = tuple[str, str]


class Corrupt(Exception):  # noqa: N818
    """SQLite says so itself."""


def read_state(path: Path, without: Collection[Column] = ()) -> State:
    """A digest of the rows of each table, but for the columns named. Corrupt when the file is."""
    try:
        with closing(sqlite3.connect(path)) as database:
            found = database.execute("PRAGMA integrity_check").fetchall()
            if found != [("ok",)]:
                raise Corrupt(str(found[:3]))
            return {table: _digest(database, table, columns) for table, columns in _tables(database, without).items()}
    except sqlite3.DatabaseError as error:
        raise Corrupt(str(error)) from error


def never_alike(one: Path, other: Path) -> set[Column]:
    """The columns in which the same, done twice, says something else: moments, and what is drawn by lot."""
    with closing(sqlite3.connect(one)) as first, closing(sqlite3.connect(other)) as second:
        return {
            (table, column)
            for table, columns in _tables(first).items()
            for column in columns
            if _digest(first, table, [column]) != _digest(second, table, [column])
        }


def _tables(database: sqlite3.Connection, without: Collection[Column] = ()) -> dict[str, list[str]]:
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    return {
        name: [row[1] for row in database.execute(f'PRAGMA table_info("{name}")') if (name, row[1]) not in without]
        for name in names
    }


def _digest(database: sqlite3.Connection, table: str, columns: list[str]) -> str:
    named = ", ".join(f'"{column}"' for column in columns) or "count(*)"
    rows = sorted(map(repr, database.execute(f'SELECT {named} FROM "{table}"')))
    return sha256("\n".join(rows).encode()).hexdigest()
