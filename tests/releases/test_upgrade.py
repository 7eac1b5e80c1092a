"""A database that Suivi of November 2026 wrote is read by today's: every row and every value is still there."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

# The demo, with an import and exports under way, a bulk change and something removed.
OLD = "november_2026"
# What keeps account of the database itself, or is made anew from the other tables.
NOT_COMPARED = ("django_migrations", "sqlite_", "django_content_type", "auth_permission")
RENAMED_TABLES = {"capture_line": "capture_importrow"}
# Names of modules stand in these: they say where the same things are now.
NAMES_OF_MODULES = {
    ("exports_export", "make"), ("exports_export", "page"), ("background_slot", "name"),
    ("django_tasks_database_dbtaskresult", "task_path"),
}  # fmt: skip
# Compared anew, where it was by numbers that were known in the whole house.
ANEW = {("capture_import", "previewed_at")}

Rows = list[tuple[Any, ...]]
Databases = tuple[sqlite3.Connection, sqlite3.Connection]


def tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in found if "_words" not in name and not name.startswith(NOT_COMPARED)]


def columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


def read(database: sqlite3.Connection, table: str, names: list[str]) -> Rows:
    return sorted(database.execute(f"SELECT {', '.join(f'"{name}"' for name in names)} FROM {table}"), key=repr)


def said(database: sqlite3.Connection, table: str, column: str) -> set[str]:
    return {value for (value,) in database.execute(f"SELECT {column} FROM {table}")}


@pytest.fixture(scope="module")
def upgraded(on_sqlite: Callable[[str], Path]) -> Iterator[Databases]:
    """The database as it was, and as it is after every migration."""
    folder = on_sqlite(OLD)
    before, after = sqlite3.connect(folder / "before.sqlite3"), sqlite3.connect(folder / "db.sqlite3")
    with closing(before), closing(after):
        yield before, after


def test_every_row_and_every_value_is_still_there(upgraded: Databases) -> None:
    before, after = upgraded
    lost = {}
    for table in tables(before):
        now = RENAMED_TABLES.get(table, table)
        names = [name for name in columns(before, table) if (table, name) not in NAMES_OF_MODULES | ANEW]
        if read(before, table, names) != read(after, now, names):
            lost[table] = names
    assert lost == {}


def test_the_old_database_holds_something_to_lose(upgraded: Databases) -> None:
    before, _after = upgraded
    counts = [before.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in RENAMED_TABLES]
    assert [counts, before.execute("SELECT count(*) FROM follow_ups_followup").fetchone()[0] > 100] == [[2], True]


def test_what_waits_in_the_queue_finds_its_module(upgraded: Databases) -> None:
    _before, after = upgraded
    assert said(after, "django_tasks_database_dbtaskresult", "task_path") == {
        "tracker.background.periodic_work.forget", "tracker.exports.tasks.write_file",
        "tracker.imports.tasks.forget_imports", "tracker.imports.tasks.write_import",
    }  # fmt: skip
    assert said(after, "background_slot", "name") == {
        "tracker.background.periodic_work.FORGET", "tracker.imports.tasks.FORGET"
    }  # fmt: skip


def test_what_is_being_exported_is_still_found(upgraded: Databases) -> None:
    _before, after = upgraded
    assert said(after, "exports_export", "make") == {
        "tracker.activities.export.sheet_for", "tracker.follow_ups.list.changes_since_form.sheet_for",
        "tracker.follow_ups.list.export.sheet_for", "tracker.meetings.export.sheet_for",
        "tracker.pages.partners.sheet_for",
    }  # fmt: skip
    assert said(after, "exports_export", "page") == {
        "activities:list", "directory:partners", "follow_ups:list", "follow_ups:since", "meetings:list"
    }  # fmt: skip


def test_each_name_that_is_kept_leads_to_something(upgraded: Databases) -> None:
    _before, after = upgraded
    names = {
        name for table, column in NAMES_OF_MODULES - {("exports_export", "page")} for name in said(after, table, column)
    }
    assert len(names) == 11
    assert [name for name in names if not import_string(name)] == []


BEGINS = """
SELECT row.id, min(at) FROM follow_ups_followup AS row JOIN history_entry ON object_id = row.id AND verb = 'added'
JOIN django_content_type AS kind ON kind.id = content_type_id AND app_label = 'follow_ups' AND model = 'followup'
GROUP BY row.id
"""


def test_each_follow_up_was_entered_on_the_day_on_which_its_history_begins(upgraded: Databases) -> None:
    _before, after = upgraded
    begins = {key: localdate(datetime.fromisoformat(at).replace(tzinfo=UTC)) for key, at in after.execute(BEGINS)}
    entered = after.execute("SELECT id, entered_on FROM follow_ups_followup")
    told = {key: date.fromisoformat(day) for key, day in entered}
    assert [told == begins, len(told) > 100] == [True, True]
