"""A file that the database tells of is on the disk by then, and so is its name."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tracker.accounts.models import User
from tracker.exports.models import Export
from tracker.exports.tasks import begin
from tracker.exports.write_export import write_export
from tracker.imports.models import FOLDER
from tracker.imports.tasks import bring


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was written to the disk: the suffixes of files and the names of folders, and the writes of the database."""
    found: list[str] = []
    fsync = os.fsync

    def sync(number: int) -> None:
        path = Path(f"/proc/self/fd/{number}").readlink()
        found.append(path.name if path.is_dir() else path.suffix)
        fsync(number)

    monkeypatch.setattr(os, "fsync", sync)
    return found


def told(found: list[str]) -> Callable[..., Any]:
    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith('UPDATE "exports_export"'):
            found.append("told")
        return execute(sql, params, many, context)

    return note


@pytest.mark.django_db
def test_a_table_that_was_brought_is_there_when_its_import_is(jonas: User, synced: list[str]) -> None:
    source = bring("actions.csv", BytesIO(b"Title\nWrite"), by=jonas)
    assert (synced[:2], FOLDER.read(source.kept_as)) == ([".part", "imports"], b"Title\nWrite")


@pytest.mark.django_db
def test_an_export_is_there_before_it_is_said_to_be(jonas: User, synced: list[str]) -> None:
    asked = {"make": "tracker.meetings.export.sheet_for", "query": "", "page": "meetings:list", "language": "en"}
    export: Export = begin(by=jonas, form="csv", title="Meetings", rows=1, **asked)
    with connection.execute_wrapper(told(synced)):
        write_export(export)
    assert synced[-3:] == [".part", "exports", "told"]
