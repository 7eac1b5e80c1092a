"""What ends a command and is no fault of ours is one sentence; what is a fault keeps its trace."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import DatabaseError, OperationalError, ProgrammingError

from tracker.setup.service_urls.database_url import database
from tracker.setup.watch import said_of_errors

pytestmark = pytest.mark.one_database

SAID: list[tuple[Exception, str]] = [
    (ImproperlyConfigured("WEB_WORKERS=two is no whole number."), "WEB_WORKERS=two is no whole number."),
    (
        OperationalError("no such table: backups_backup"),
        "There is no house where this looked (house), or one of an old",
    ),
    (
        ProgrammingError('relation "x" does not exist\nLINE 1: SELECT'),
        "There is no house where this looked (house), or one of an old",
    ),
    (DatabaseError("file is not a database"), "The file of the database is damaged (file is not a database): restore"),
    (
        DatabaseError("database disk image is malformed"),
        "The file of the database is damaged (database disk image is m",
    ),
    (OperationalError("unable to open database file"), "The database cannot be used: check DATABASE_URL (unable to op"),
    (OperationalError("connection failed: refused"), "The database cannot be used: check DATABASE_URL (connection fai"),
    (OperationalError("database is locked"), ""),
    (ProgrammingError("syntax error"), ""),
    (CommandError("said by itself"), ""),
    (ValueError("does not exist"), ""),
]


def look_in(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(said_of_errors, "settings", SimpleNamespace(DATABASES={"default": database(url)}))


def test_what_ends_a_command_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    look_in("sqlite:///house", monkeypatch)
    told = [said_of_errors.said_of(error) for error, _begins in SAID]
    assert [said[: len(begins) or None] for said, (_error, begins) in zip(told, SAID, strict=True)] == [
        begins for _error, begins in SAID
    ]


def test_where_it_looked_is_said_without_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    look_in("postgres://suivi:secret@db.example/house", monkeypatch)
    said = said_of_errors.said_of(ProgrammingError('relation "x" does not exist'))
    assert said.startswith(
        'There is no house where this looked (db.example/house), or one of an older Suivi: relation "'
    )
