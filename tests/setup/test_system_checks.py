"""The check that SQLite's pragmas took effect."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import ConnectionHandler
from django.db.backends.base.base import BaseDatabaseWrapper

from tracker.setup.system_checks import (
    check_addresses,
    check_country,
    check_model,
    check_replica,
    check_scanner,
    complaints,
)

GOOD = {
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
}
Open = Callable[..., BaseDatabaseWrapper]


@pytest.fixture
def opened(db: None, tmp_path: Path) -> Iterator[Open]:
    connections = []

    def open_with(name: str = "", **options: str) -> BaseDatabaseWrapper:
        settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": name or tmp_path / "house.sqlite3"}
        connection = ConnectionHandler({"default": settings | {"OPTIONS": options}})["default"]
        connections.append(connection)
        return connection

    yield open_with
    for each in connections:
        # Django's own close() leaves a database in memory open.
        each.connection.close()


def test_a_safe_database_gives_no_complaint(opened: Open) -> None:
    assert list(complaints(opened(**GOOD))) == []


@pytest.mark.parametrize(
    ("init", "sentence"),
    [
        ("PRAGMA synchronous=FULL; PRAGMA secure_delete=ON", "SQLite runs with journal_mode=delete instead of wal."),
        (f"{GOOD['init_command']} PRAGMA synchronous=NORMAL", "SQLite runs with synchronous=1 instead of 2."),
        (f"{GOOD['init_command']} PRAGMA foreign_keys=OFF", "SQLite runs with foreign_keys=0 instead of 1."),
        (f"{GOOD['init_command']} PRAGMA secure_delete=OFF", "SQLite runs with secure_delete=0 instead of 1."),
    ],
)
def test_an_unsafe_pragma_is_named(opened: Open, init: str, sentence: str) -> None:
    assert [each.msg for each in complaints(opened(**GOOD | {"init_command": init}))] == [sentence]


@pytest.mark.parametrize("mode", [{}, {"transaction_mode": "DEFERRED"}, {"transaction_mode": "EXCLUSIVE"}])
def test_transactions_that_let_writers_fail_each_other_are_named(mode: dict[str, str], opened: Open) -> None:
    connection = opened(init_command=GOOD["init_command"], **mode)
    assert [each.id for each in complaints(connection)] == ["setup.E002"]


def test_a_database_in_memory_needs_no_journal(opened: Open) -> None:
    assert list(complaints(opened(":memory:", **GOOD))) == []


def test_the_settings_pass_it(tmp_path: Path) -> None:
    checked = run(tmp_path, "check", "--database", "default")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_migration_does_not_start_on_an_unsafe_database(tmp_path: Path) -> None:
    spoilt = "from tracker.settings import *; DATABASES['default']['OPTIONS']['init_command'] = ''"
    (tmp_path / "spoilt.py").write_text(spoilt)
    refused = run(tmp_path, "migrate", settings="spoilt")
    assert refused.returncode == 1
    assert "SQLite runs with journal_mode=delete instead of wal." in refused.stderr


def run(folder: Path, *command: str, settings: str = "tracker.settings") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "SUIVI_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": os.pathsep.join([str(folder), "."]),
    }
    root = Path(__file__).parents[2]
    arguments = [sys.executable, "-W", "error", "-m", "django", *command]
    return subprocess.run(arguments, check=False, cwd=root, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(("country", "found"), [("", []), ("BE", []), ("XX", ["setup.E003"])])
def test_the_country_of_the_house_is_one_whose_calendar_is_known(country: str, found: list[str], settings: Any) -> None:
    settings.COUNTRY = country
    assert [complaint.id for complaint in check_country()] == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", []),
        ("https://models.example.org/v1", []),
        ("http://127.0.0.1:8080/v1", []),
        ("http://models.example.org/v1", ["setup.E004"]),
        ("models.example.org", ["setup.E004"]),
    ],
)
def test_a_model_elsewhere_is_spoken_to_in_secret(settings: Any, address: str, found: list[str]) -> None:
    settings.MODEL_ADDRESS = address
    assert [complaint.id for complaint in check_model()] == found


@pytest.mark.parametrize(
    ("primary", "replica", "found"),
    [
        ("django.db.backends.sqlite3", {"replica": {}}, ["setup.W001"]),
        ("django.db.backends.sqlite3", {}, []),
        ("tracker.setup.postgresql", {"replica": {}}, []),
    ],
)
def test_a_replica_beside_sqlite_is_said_to_be_of_no_use(
    primary: str, replica: dict[str, Any], found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.DATABASES", {"default": {"ENGINE": primary}, **replica})
    assert [complaint.id for complaint in check_replica()] == found


@pytest.mark.parametrize(
    ("hosts", "address", "found"),
    [
        (["suivi.example.org", ".example.org", "*"], "https://suivi.example.org", []),
        (["https://suivi.example.org"], "https://suivi.example.org", ["setup.W002"]),
        (["suivi.example.org"], "suivi.example.org", ["setup.W003"]),
        (["*"], "http://*", ["setup.W003"]),
        ([".example.org"], "https://.example.org", ["setup.W003"]),
    ],
)
def test_links_in_mails_lead_somewhere(settings: Any, hosts: list[str], address: str, found: list[str]) -> None:
    settings.ALLOWED_HOSTS, settings.SITE_ADDRESS = hosts, address
    assert [each.id for each in check_addresses()] == found


def test_a_virus_scanner_is_a_host_and_a_port(settings: Any) -> None:
    found = {}
    for address in ("", "127.0.0.1:3310", "scanner", "scanner:clamd", ":3310"):
        settings.VIRUS_SCANNER = address
        found[address] = [each.id for each in check_scanner()]
    refused = ["setup.E005"]
    assert found == {"": [], "127.0.0.1:3310": [], "scanner": refused, "scanner:clamd": refused, ":3310": refused}
