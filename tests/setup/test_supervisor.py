"""What a supervisor such as systemd hears, by its own kind of socket."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.setup.serving.supervisor import (
    READY,
    STOPPING,
    loading_anew,
    seconds_between_signs,
    show_life,
    stand_apart_from_supervisor,
    tell_supervisor,
)


@pytest.fixture(params=["in a folder", "in none"])
def supervisor(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[socket.socket]:
    name = f"@suivi-{os.getpid()}" if request.param == "in none" else str(tmp_path / "notify")
    monkeypatch.setenv("NOTIFY_SOCKET", name)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(name.replace("@", "\0"))
        heard.settimeout(10)
        yield heard


def test_it_hears_what_it_is_told(supervisor: socket.socket) -> None:
    tell_supervisor(READY)
    tell_supervisor(*loading_anew())
    tell_supervisor(STOPPING)
    first, second, third = (supervisor.recv(200).decode() for _ in range(3))
    name, _, moment = second.partition("\n")
    assert (first, name, moment.split("=")[0], third) == ("READY=1", "RELOADING=1", "MONOTONIC_USEC", "STOPPING=1")


def test_a_process_beside_does_not_speak_for_it(supervisor: socket.socket) -> None:
    stand_apart_from_supervisor()
    tell_supervisor(READY)
    supervisor.setblocking(False)
    with pytest.raises(BlockingIOError):
        supervisor.recv(200)


def test_nobody_is_told_where_nobody_listens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    tell_supervisor(READY)


@pytest.mark.parametrize(
    ("asked", "whose", "seconds"),
    [("", "", None), ("30000000", "", 15.0), ("30000000", "ours", 15.0), ("30000000", "1", None)],
)
def test_a_sign_of_life_comes_twice_as_often_as_asked(
    asked: str, whose: str, seconds: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", asked)
    if whose:
        monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()) if whose == "ours" else whose)
    assert seconds_between_signs() == seconds


@pytest.mark.parametrize(("asked", "heard"), [("30000000", ["WATCHDOG=1", "STOPPING=1"]), ("", ["STOPPING=1"])])
def test_life_is_shown_to_whoever_asks(
    asked: str, heard: list[str], supervisor: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", asked)
    show_life()
    tell_supervisor(STOPPING)
    assert [supervisor.recv(200).decode() for _ in heard] == heard
