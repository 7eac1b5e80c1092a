"""Several processes may migrate one database at once, as a house starts on several machines."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import ConnectionHandler, connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import DjangoDbBlocker

from tests.setup.clusters import Cluster
from tracker.setup.database_ready import (
    AT_WORK,
    OLDER,
    migrating_alone,
    refuse_newer,
    refuse_older,
    refuse_without_key,
)
from tracker.setup.service_urls.database_url import database

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/house.sqlite3"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_database("migrated")


def test_three_at_once_wait_for_one_another(url: str, start: Start, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--wait", "-v0"]
    own = {"DJANGO_SETTINGS_MODULE": "tests.setup.small_house", "DATABASE_URL": url, "SUIVI_DATA": str(tmp_path)}
    programs = [start(*command, **own) for _ in range(3)]
    assert [(program.communicate()[0], program.returncode) for program in programs] == [("", 0)] * 3
    told = start(sys.executable, "-m", "django", "showmigrations", "auth", **own).communicate()[0]
    assert (told.count("[X]"), told.count("[ ]")) == (12, 0)


def test_whoever_does_not_wait_is_told(url: str, django_db_blocker: DjangoDbBlocker) -> None:
    given = {"default": {**database(url, testing=True), "TIME_ZONE": None}}
    with django_db_blocker.unblock():
        found = ConnectionHandler(given)["default"]
        with (
            migrating_alone(found, wait=False),
            pytest.raises(CommandError) as refused,
            migrating_alone(found, wait=False),
        ):
            pass
        with migrating_alone(found, wait=False):
            pass
    assert str(refused.value) == AT_WORK


@pytest.mark.django_db
def test_a_database_of_a_newer_suivi_is_refused() -> None:
    refuse_newer()
    MigrationRecorder(connection).record_applied("follow_ups", "9999_of_tomorrow")
    with pytest.raises(CommandError, match=r"a newer Suivi than this one, which does not know follow_ups\.9999_of_t"):
        refuse_newer()


@pytest.mark.django_db
def test_a_package_of_others_that_is_not_used_any_more_is_no_newer_suivi() -> None:
    MigrationRecorder(connection).record_applied("of_others", "0001_initial")
    refuse_newer()


@pytest.mark.django_db
def test_a_database_that_is_to_be_migrated_first_is_not_served() -> None:
    refuse_older()
    MigrationRecorder(connection).record_unapplied("background", "0003_bounces")
    with pytest.raises(CommandError) as refused:
        refuse_older()
    assert str(refused.value) == OLDER


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "of the house"])
def test_on_postgresql_the_key_of_the_house_is_to_be_set(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", key)
    if connection.vendor == "sqlite" or key:
        refuse_without_key()
        return
    with pytest.raises(CommandError, match="SECRET_KEY is to be set, to the same for every process"):
        refuse_without_key()
