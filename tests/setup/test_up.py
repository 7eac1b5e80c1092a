import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import OperationalError, connection

from tests.migrated_database import migrated_sqlite
from tests.setup.conftest import children, own_children, runs, until
from tracker.setup.database_ready import plain_words
from tracker.setup.management.commands.up import Command, say_address_in_mails
from tracker.setup.serving.listening import address_of, refuse_unless_free
from tracker.setup.static_files import collect_static_files
from tracker.setup.virtual_environment import DISK_FULL

Up = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where one house keeps its data. Its database lacks one step, which the first start here takes for the others."""
    folder = tmp_path_factory.mktemp("house")
    copy(migrated_sqlite(), folder / "db.sqlite3")
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database, database:
        database.execute("DROP TABLE django_session")
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    return folder


def is_migrated(house: Path) -> bool:
    with closing(sqlite3.connect(house / "db.sqlite3")) as database:
        return bool(database.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_session'").fetchall())


@pytest.fixture
def up(house: Path, port: int, start: Up) -> Up:
    """Starts `up --no-demo` in the house, and waits for its last word before it serves."""

    def up(*, answering: bool = True, **environ: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "django", "up", "--no-demo", "--port", str(port)]
        program = start(*command, DJANGO_SETTINGS_MODULE="tracker.settings", SUIVI_DATA=str(house), **environ)
        if answering:
            assert program.stdout
            assert f"Suivi is at http://127.0.0.1:{port}/ (Ctrl-C stops it)\n" in program.stdout
            assert "createsuperuser" in program.stdout.readline()
            assert "up --demo" in program.stdout.readline()
            assert is_migrated(house)
            # The server with its two, and the worker.
            until(lambda: len(children(program.pid)) == 4)
        return program

    return up


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whoever_stops_it_stops_everything_it_started(sent: signal.Signals, up: Up, port: int) -> None:
    program = up()
    server = children(program.pid)
    program.send_signal(sent)
    assert (program.wait(), [pid for pid in server if runs(pid)]) == (0, [])
    refuse_unless_free("127.0.0.1", port)


def test_killed_outright_it_leaves_no_server_on_the_port(up: Up, port: int) -> None:
    program = up()
    server = children(program.pid)
    program.kill()
    until(lambda: not any(map(runs, server)))
    refuse_unless_free("127.0.0.1", port)


def test_a_worker_that_dies_is_replaced(up: Up) -> None:
    program = up()
    server, worker = own_children(program.pid)
    os.kill(worker, signal.SIGKILL)
    until(lambda: worker not in (there := own_children(program.pid)) and len(there) == 2)
    assert server in own_children(program.pid)
    program.send_signal(signal.SIGTERM)
    assert program.wait() == 0


def test_a_server_that_ends_by_itself_is_an_error(up: Up) -> None:
    program = up()
    server = children(program.pid)
    os.kill(server[0], signal.SIGKILL)
    said, _ = program.communicate()
    assert "The server ended by itself: its last words stand above." in said
    assert (program.returncode, [pid for pid in server if runs(pid)]) == (1, [])


def test_a_taken_port_is_one_sentence_and_another_port(up: Up, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        program = up(answering=False)
        said, _ = program.communicate()
    sentence = f"Port {port} is taken: stop what uses it, or take another: --port {port + 1}"
    assert (program.returncode, said) == (1, f"CommandError: {sentence}\n")


def test_an_address_of_another_machine_is_one_sentence() -> None:
    with pytest.raises(CommandError, match=r"Nothing can listen at 192\.0\.2\.1:8000 \(.+\): choose another"):
        refuse_unless_free("192.0.2.1", 8000)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "²"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(CommandError, match=r"a port is a number from 1 to 65535"):
        Command().create_parser("manage.py", "up").parse_args([f"--port={port}"])


@pytest.mark.django_db
@pytest.mark.parametrize("said", [(), ("--demo",), ("--no-demo",)])
def test_the_demo_is_for_sqlite_unless_somebody_says_otherwise(said: tuple[str, ...]) -> None:
    on_its_own = connection.vendor == "sqlite"
    asked = vars(Command().create_parser("manage.py", "up").parse_args(said))["demo"]
    assert asked == {(): on_its_own, ("--demo",): True, ("--no-demo",): False}[said]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("database or disk is full", DISK_FULL),
        (
            "unable to open database file",
            "The database cannot be used: check DATABASE_URL (unable to open database file).",
        ),
        ("connection failed\nIs it running?", "The database cannot be used: check DATABASE_URL (connection failed)."),
    ],
)
def test_a_database_that_cannot_be_used_is_one_sentence(error: str, sentence: str) -> None:
    with pytest.raises(CommandError) as refused, plain_words():
        raise OperationalError(error)
    assert str(refused.value) == sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8000/"), ("::1", "http://[::1]:8000/"), ("localhost", "http://localhost:8000/")],
)
def test_the_greeting_gives_the_address(host: str, address: str) -> None:
    assert list(Command().greeting(host, address_of(host, 8000))) == [
        f"Suivi is at {address} (Ctrl-C stops it)",
        "Nobody can sign in yet. Make the first administrator with: python3 manage.py createsuperuser",
        "To look around first, stop and start again with: python3 manage.py up --demo",
    ]


@pytest.mark.parametrize(("said", "is_used"), [({}, True), ({"ALLOWED_HOSTS": "suivi.example.org"}, False)])
def test_where_nothing_is_set_mails_lead_to_where_it_is_served(
    said: dict[str, str], is_used: bool, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SITE_ADDRESS = "https://suivi.example.org"
    monkeypatch.setattr(os, "environ", dict(said))
    say_address_in_mails("http://127.0.0.1:8001")
    assert (settings.SITE_ADDRESS == "http://127.0.0.1:8001") == is_used
    assert ("SITE_ADDRESS" in os.environ) == is_used


@pytest.mark.django_db
def test_the_greeting_says_when_others_may_look_into_the_data(tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path
    tmp_path.chmod(0o755)
    told = f"Others on this machine may look into {tmp_path}: let whoever runs Suivi own it (chown)."
    assert list(Command().greeting("127.0.0.1", "http://127.0.0.1:8000"))[1] == told


@pytest.mark.django_db
def test_the_greeting_says_how_other_machines_reach_it() -> None:
    assert "ALLOWED_HOSTS=suivi.example.org" in list(Command().greeting("0.0.0.0", "http://0.0.0.0:8000"))[1]


@pytest.fixture
def static_files(tmp_path: Path, settings: Any) -> Path:
    """A folder with one file to collect; what is collected lands in the folder `collected`."""
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    (tmp_path / "static").mkdir()
    (tmp_path / "static/page.css").write_text("old")
    collect_static_files()
    return tmp_path


def test_static_files_are_collected_when_one_has_changed(static_files: Path) -> None:
    (static_files / "static/page.css").write_text("new")
    os.utime(static_files / "static/page.css", (2_000_000_000, 2_000_000_000))
    collect_static_files()
    assert (static_files / "collected/page.css").read_text() == "new"


def test_static_files_are_left_alone_when_none_has_changed(static_files: Path) -> None:
    (static_files / "collected/page.css").write_text("untouched")
    collect_static_files()
    assert (static_files / "collected/page.css").read_text() == "untouched"


def test_static_files_are_collected_again_after_an_interruption(static_files: Path) -> None:
    (static_files / "collected/collected").unlink()
    (static_files / "collected/page.css").unlink()
    collect_static_files()
    assert (static_files / "collected/page.css").read_text() == "old"
