"""The database as one file, as it stood at one moment; and a file as the database again."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from tracker.backups import postgresql_tools
from tracker.backups.archive import chunks_of
from tracker.backups.trouble import Trouble

# What an empty house writes by itself: as it is migrated, and as it waits for the first who signs in.
NOBODYS = {
    "auth_permission", "background_beat", "background_slot", "cache", "django_content_type", "django_migrations",
    "django_session", "django_tasks_database_dbtaskresult", "search_foldedtable",
}  # fmt: skip
PARTS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}

Ask = Callable[[str], list[Any]]


@dataclass(frozen=True, slots=True)
class Copied:
    """`chunks` are the file; `is_pressed` says whether it is to be made smaller yet."""

    part: str
    chunks: Iterator[bytes]
    is_pressed: bool
    counts: dict[str, int]
    schema: dict[str, str]


@contextmanager
def copied(beside: Path) -> Iterator[Copied]:
    """All tables at one moment; others go on reading and writing. What is copied first stands `beside`."""
    made = _copied_sqlite(beside) if connection.vendor == "sqlite" else _dumped()
    with made as copy:
        yield copy


@contextmanager
def _copied_sqlite(beside: Path) -> Iterator[Copied]:
    file = beside.with_name(f"{beside.name}.sqlite3")
    file.touch(mode=0o600)
    try:
        with in_words(), closing(sqlite3.connect(file)) as copy:
            copy.execute("PRAGMA synchronous=OFF")
            connection.ensure_connection()
            # In one step: whoever writes meanwhile does not make it begin anew.
            connection.connection.backup(copy)
            # It is one file, without a journal.
            copy.execute("PRAGMA journal_mode=DELETE")
            if (said := copy.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise Trouble(f"The database is damaged: {said}")
            counts, schema = described(lambda sql: copy.execute(sql).fetchall(), "sqlite")
        with file.open("rb") as content:
            yield Copied(PARTS["sqlite"], chunks_of(content), True, counts, schema)
    finally:
        file.unlink(missing_ok=True)


@contextmanager
def _dumped() -> Iterator[Copied]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # It is open for as long as all is written, and waits.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        counts, schema = described_here()
        chunks = postgresql_tools.dumped(connection, snapshot)
        yield Copied(PARTS["postgresql"], chunks, False, counts, schema)


@contextmanager
def in_words() -> Iterator[None]:
    """Django does not see what SQLite says to us, such as that a disk is full."""
    try:
        yield
    except sqlite3.Error as error:
        raise Trouble(f"SQLite: {error}.") from error


TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}


def described(ask: Ask, vendor: str) -> tuple[dict[str, int], dict[str, str]]:
    """How many rows stand in each table, and the last migration of each package."""
    counts = {name: ask(f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in ask(TABLES[vendor])}  # noqa: S608
    there = "django_migrations" in counts
    return counts, dict(ask("SELECT app, name FROM django_migrations ORDER BY id") if there else [])


def described_here(alias: str = DEFAULT_DB_ALIAS) -> tuple[dict[str, int], dict[str, str]]:
    return described(lambda sql: _ask(sql, alias), connections[alias].vendor)


def filled_tables(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Those of a house that hold what somebody wrote."""
    counts, _schema = described_here(alias)
    return sorted(name for name, number in counts.items() if number and name not in NOBODYS and "_words" not in name)


def is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def load(content: IO[bytes], beside: Path) -> None:
    """In place of all tables here, which are empty."""
    file = beside.with_suffix(".sqlite3" if connection.vendor == "sqlite" else ".dump")
    try:
        with file.open("wb") as copy:
            for chunk in chunks_of(content):
                copy.write(chunk)
        if connection.vendor == "sqlite":
            _load_sqlite(file)
        else:
            _load_postgresql(file)
    finally:
        file.unlink(missing_ok=True)


def _load_sqlite(file: Path) -> None:
    connection.ensure_connection()
    with in_words(), closing(sqlite3.connect(file)) as copy:
        copy.backup(connection.connection)
    connection.close()


def _load_postgresql(file: Path) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for (name,) in _ask(TABLES["postgresql"]):
            cursor.execute(f'DROP TABLE "{name}" CASCADE')
    postgresql_tools.restore(connection, file)
    connection.close()


def _ask(sql: str, alias: str = DEFAULT_DB_ALIAS) -> list[Any]:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql)
        found: list[Any] = cursor.fetchall()
        return found
