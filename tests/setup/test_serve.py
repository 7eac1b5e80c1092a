"""`serve`: the web server alone, in the hands of a supervisor."""

import http.client
import signal
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection

from tests.setup.conftest import children, runs, until
from tracker.setup.database_ready import OLDER
from tracker.setup.serving.listening import refuse_unless_free

Start = Callable[..., subprocess.Popen[str]]
PEOPLE = 2


@pytest.fixture
def told(tmp_path: Path) -> Iterator[socket.socket]:
    """What the supervisor hears."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(300)
        yield heard


@pytest.fixture
def serve(start: Start, port: int, tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    def serve(folder: Path, *more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "django", "serve", "--port", str(port), *more]
        return start(
            *command, DJANGO_SETTINGS_MODULE="tracker.settings", SUIVI_DATA=str(folder),
            NOTIFY_SOCKET=str(tmp_path / "notify"),
        )  # fmt: skip

    return serve


@pytest.fixture
def migrated_house(transactional_db: None, tmp_path: Path, start: Start) -> Path:
    """The folder of a house whose database is ready."""
    folder = tmp_path / "house"
    folder.mkdir()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / "db.sqlite3")) as file:
            connection.connection.backup(file)
        return folder
    command = [sys.executable, "-m", "django", "migrate", "-v0"]
    assert start(*command, DJANGO_SETTINGS_MODULE="tracker.settings", SUIVI_DATA=str(folder)).wait() == 0
    return folder


def ask(port: int) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/static/css/nothing.css", headers={"Host": "localhost"})
        return connection.getresponse().status


def keep_asking(port: int, enough: Event, became: Counter[object]) -> None:
    while not enough.is_set():
        try:
            became[ask(port)] += 1
        except OSError as error:
            became[type(error).__name__] += 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody waits in the queue until they speak")
def test_loaded_anew_it_answers_whoever_had_come_and_not_spoken_yet(
    serve: Callable[..., subprocess.Popen[str]], told: socket.socket, port: int, migrated_house: Path
) -> None:
    program = serve(migrated_house, "--workers", "1")
    said = [told.recv(200).decode()]
    came = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    came.connect()
    # Whoever comes after is answered: what the server takes at all, it has taken by now.
    ask(port)
    program.send_signal(signal.SIGHUP)
    said += [told.recv(200).decode().partition("\n")[0], told.recv(200).decode()]
    came.request("GET", "/static/css/nothing.css", headers={"Host": "localhost"})
    assert (said, came.getresponse().status) == (["READY=1", "RELOADING=1", "READY=1"], 404)
    came.close()


def test_loaded_anew_under_load_it_loses_no_request(
    serve: Callable[..., subprocess.Popen[str]], told: socket.socket, port: int, migrated_house: Path
) -> None:
    program = serve(migrated_house, "--workers", "3", "--threads", "2")
    said = [told.recv(200).decode()]
    # The server and its three.
    until(lambda: len(children(program.pid)) == 4)
    before, enough, became = children(program.pid), Event(), Counter[object]()
    people = [Thread(target=keep_asking, args=(port, enough, became)) for _ in range(PEOPLE)]
    for person in people:
        person.start()
    program.send_signal(signal.SIGHUP)
    said += [told.recv(200).decode().partition("\n")[0], told.recv(200).decode()]
    after = children(program.pid)
    enough.set()
    for person in people:
        person.join()
    program.send_signal(signal.SIGTERM)
    said += [told.recv(200).decode()]
    assert said == ["READY=1", "RELOADING=1", "READY=1", "STOPPING=1"]
    assert (program.wait(), {*became}) == (0, {404})
    assert [pid for pid in before if pid in after or runs(pid)] == []
    refuse_unless_free("127.0.0.1", port)


def test_a_database_that_is_to_be_migrated_first_is_one_sentence(
    serve: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    program = serve(tmp_path)
    said, _ = program.communicate()
    assert (program.returncode, said) == (1, f"CommandError: {OLDER}\n")
