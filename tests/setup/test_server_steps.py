"""What a server does when it hears a signal, step by step: nothing is served and nobody is really told."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from tracker.setup.management.commands import test as testing
from tracker.setup.serving import alone, processes, web
from tracker.setup.serving.processes import LOAD_FAILED, LOADING, PATIENCE, Server
from tracker.setup.serving.web import Size
from tracker.setup.testing.checks import PYTEST

pytestmark = pytest.mark.one_database
Steps = list[Any]
HUP, TERM, CHLD = signal.SIGHUP, signal.SIGTERM, signal.SIGCHLD


class Process:
    """One beside ours, and what was done to it."""

    def __init__(self, name: str, steps: Steps, exitcode: int | None = None) -> None:
        self.name, self.steps, self.exitcode, self.ident = name, steps, exitcode, 7

    def terminate(self) -> None:
        self.steps.append(f"{self.name} terminated")

    def join(self, timeout: float | None = None) -> None:
        self.steps.append((f"{self.name} joined", timeout))

    def start(self) -> None:
        self.steps.append(f"{self.name} started")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    found: Steps = []
    for name in ("WATCHDOG_USEC", "WATCHDOG_PID", "NOTIFY_SOCKET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(processes, "tell_supervisor", lambda *words: found.append(words[0]))
    monkeypatch.setattr(processes, "end", lambda process: found.append(f"{process.name} ended"))
    monkeypatch.setattr(processes, "show_life", lambda: found.append("alive"))
    monkeypatch.setattr(processes, "start_worker", lambda: Process("new worker", found))
    return found


@pytest.fixture
def server(steps: Steps) -> Iterator[Server]:
    """One that serves and works, and hears what is written to `tell`."""
    made: Any = object.__new__(Server)
    made.news, made.tell = os.pipe()
    made.process, made.worker, made.works = Process("server", steps), Process("worker", steps), True
    made.over, made.reloads, made.ready = False, True, SimpleNamespace(poll=lambda *_seconds: False)
    yield made
    os.close(made.news)
    os.close(made.tell)


def hear(server: Any, *numbers: int) -> None:
    os.write(server.tell, bytes(numbers))


# What is heard, whether SIGHUP loads anew, whether all is over, and how the server and its worker ended, if they did;
# whether it is told to stop, whether it was loaded anew, and whether the worker was replaced.
HEARD: list[tuple[tuple[int, ...], bool, bool, Any, Any, tuple[bool, bool, bool]]] = [
    ((TERM,), True, False, None, None, (True, False, False)),
    ((signal.SIGINT,), True, False, None, None, (True, False, False)),
    ((HUP,), True, False, None, None, (False, True, False)),
    ((HUP,), False, False, None, None, (True, False, False)),
    ((HUP,), True, True, None, None, (True, False, False)),
    ((HUP, TERM), True, False, None, None, (True, True, False)),
    ((CHLD,), True, False, None, None, (False, False, False)),
    ((CHLD,), True, False, 3, None, (True, False, False)),
    ((CHLD,), True, False, None, 1, (False, False, True)),
    ((CHLD,), True, True, None, 1, (False, False, False)),
    ((HUP,), True, False, None, 1, (False, True, True)),
    ((CHLD, TERM), True, False, None, 1, (True, False, False)),
    ((), True, False, None, None, (False, False, False)),
]


@pytest.mark.parametrize(("numbers", "reloads", "over", "code", "worker", "expected"), HEARD)
def test_what_a_signal_means(
    numbers: tuple[int, ...], reloads: bool, over: bool, code: Any, worker: Any, expected: tuple[bool, bool, bool],
    server: Any, steps: Steps, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    server.reloads, server.over, server.process.exitcode, server.worker.exitcode = reloads, over, code, worker
    monkeypatch.setattr(Server, "load_anew", lambda _server: steps.append("loaded anew"))
    hear(server, *numbers)
    found = server.hears(within=0.01)
    assert (found, "loaded anew" in steps, server.worker.name == "new worker") == expected


def test_it_shows_that_it_lives_as_often_as_it_is_asked_to(
    server: Any, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[Any] = []

    def wait(_sources: Any, timeout: float | None = None) -> list[Any]:
        waited.append(timeout)
        if len(waited) == 3:
            hear(server, TERM)
            return [1]
        return []

    monkeypatch.setattr(processes, "wait", wait)
    monkeypatch.setattr(processes, "seconds_between_signs", lambda: 15.0)
    assert (server.hears(), waited, steps) == (True, [15.0] * 3, ["alive", "alive"])
    waited.clear()
    moments = iter([100.0, 100.0, 108.0, 120.0, 130.0])
    monkeypatch.setattr(processes, "monotonic", lambda: next(moments))
    assert (server.hears(within=20), waited) == (False, [15.0, 12.0])
    monkeypatch.setattr(processes, "seconds_between_signs", lambda: None)
    assert (server.hears(), waited[2:]) == (True, [None])


def test_it_answers_once_it_is_ready_and_not_where_it_ended_first(server: Any, steps: Steps) -> None:
    asked = iter([False, True])
    server.ready = SimpleNamespace(poll=lambda: next(asked))
    assert (server.answers(), steps) == (True, ["alive", "alive", "READY=1"])
    server.process.exitcode = 1
    hear(server, CHLD)
    assert (server.answers(), server.over) == (False, True)
    assert server.ends() is True


# How the server ended by itself, if it did, whether it has a worker; what is done, and the code.
ENDS: list[tuple[int | None, bool, Steps, int]] = [
    (None, True, ["worker terminated", "server terminated", ("hears", PATIENCE), "server ended"], 0),
    (None, False, ["server terminated", ("hears", PATIENCE), "server ended"], 0),
    (3, True, ["worker terminated", "server ended"], 3),
    (0, False, ["server ended"], 0),
]


@pytest.mark.parametrize(("code", "works", "done", "expected"), ENDS)
def test_it_ends_what_it_started_in_this_order(
    code: int | None,
    works: bool,
    done: Steps,
    expected: int,
    server: Any,
    steps: Steps,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.process.exitcode = code
    server.worker = server.worker if works else None
    monkeypatch.setattr(Server, "ends", lambda _server: steps.append("told"))
    monkeypatch.setattr(Server, "hears", lambda _server, within: steps.append(("hears", within)))
    last = [("worker joined", 1), "worker ended"] if works else []
    assert (server.run(), steps) == (expected, ["told", "STOPPING=1", *done, *last])


# Whether the fresh one says that it is ready, ended, or is told to stop meanwhile; and whether it takes over.
LOADS = [
    ([False, True, True], None, [], True),
    ([True, True], 1, [], False),
    ([False, False], 1, [], False),
    ([False, False], None, [TERM], False),
    ([False] * 9, None, [], False),
]


@pytest.mark.parametrize(("ready", "code", "told", "takes_over"), LOADS)
def test_a_fresh_server_takes_over_once_it_has_loaded(
    ready: list[bool], code: int | None, told: list[int], takes_over: bool, server: Any, steps: Steps,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    polls, clock = iter(ready), iter([0.0, 1.0, LOADING + 0.5, LOADING + 1.5])
    fresh = Process("fresh", steps, code)

    def start(_server: Any, *, is_fresh: bool) -> Process:
        server.ready = SimpleNamespace(poll=lambda *_seconds: next(polls))
        assert is_fresh
        return fresh

    monkeypatch.setattr(Server, "start", start)
    monkeypatch.setattr(processes, "monotonic", lambda: next(clock))
    hear(server, *told)
    old = server.process
    server.load_anew()
    assert (server.process is (fresh if takes_over else old), capsys.readouterr().err) == (
        True, "" if takes_over else LOAD_FAILED,
    )  # fmt: skip
    ended = ["server terminated", ("server joined", PATIENCE), "server ended"] if takes_over else ["fresh ended"]
    assert [step for step in steps if step != "alive"] == ["RELOADING=1", *ended, "READY=1"]


def test_a_server_is_started_as_it_was_asked_for(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    handled: dict[int, Any] = {}
    asked: list[Any] = []

    class Context:
        def __init__(self, method: str) -> None:
            asked.append(method)

        def Pipe(self, duplex: bool) -> Any:  # noqa: N802
            return (f"ready, duplex {duplex}", "says ready")

        def Process(self, **how: Any) -> Process:  # noqa: N802
            asked.append(how)
            return Process("server", steps)

    monkeypatch.setattr(processes.signal, "signal", handled.__setitem__)
    monkeypatch.setattr(multiprocessing, "set_start_method", lambda method, force: asked.append((method, force)))
    monkeypatch.setattr(multiprocessing, "get_context", Context)
    monkeypatch.setattr(processes, "load_what_pages_need", lambda: asked.append("loaded"))
    monkeypatch.setattr(processes, "METHOD", "fork")
    made = [Server("listener", Size(2), works=works, reloads=not works) for works in (True, False)]  # type: ignore[arg-type]
    how = {"target": web.serve, "args": ("listener", Size(2), "says ready"), "kwargs": {"is_fresh": False}}
    assert asked == [("fork", True), "loaded", "fork", how] * 2
    assert [(each.worker is not None, each.reloads, each.ready) for each in made] == [
        (True, False, "ready, duplex False"), (False, True, "ready, duplex False"),
    ]  # fmt: skip
    made[0].start(is_fresh=True)
    assert (asked[-2], asked[-1]["kwargs"]) == ("spawn", {"is_fresh": True})
    assert {*handled} == {signal.SIGINT, TERM, HUP, CHLD}
    handled[TERM](TERM, None)
    assert os.read(made[1].news, 9) == bytes([TERM])


def test_a_process_beside_stands_alone_and_ends_with_whoever_started_it(monkeypatch: pytest.MonkeyPatch) -> None:
    done: Steps = []
    monkeypatch.setattr(alone.os, "setpgid", lambda *given: done.append(("group", *given)))
    monkeypatch.setattr(alone.os, "kill", lambda *given: done.append(("killed", *given)))
    monkeypatch.setattr(alone.signal, "signal", lambda *given: done.append(given))
    monkeypatch.setattr(alone, "stand_apart_from_supervisor", lambda: done.append("apart"))
    monkeypatch.setattr(
        alone, "Thread", lambda target, daemon: SimpleNamespace(start=lambda: done.append((target, daemon)))
    )
    alone.stand_alone()
    usual = [(number, signal.SIG_DFL) for number in (signal.SIGINT, TERM, HUP, CHLD)]
    assert done == [("group", 0, 0), *usual, "apart", (alone.end_with_parent, True)]
    done.clear()
    for parent in (None, Process("parent", done)):
        monkeypatch.setattr(multiprocessing, "parent_process", lambda parent=parent: parent)
        alone.end_with_parent()
    assert done == [("parent joined", None), ("killed", os.getpid(), TERM)]
    monkeypatch.setattr(processes, "stand_alone", lambda: done.append("alone"))
    monkeypatch.setattr(processes.django, "setup", lambda: done.append("set up"))
    monkeypatch.setattr(processes, "call_command", done.append)
    processes.work()
    assert done[2:] == ["alone", "set up", "worker"]


class Served:
    """Granian, as it was asked for."""

    def __init__(self, target: str, **how: Any) -> None:
        self.target, self.how, self.listener = target, how, None
        self.started: Any = None
        Served.last = self  # type: ignore[attr-defined]

    def on_startup(self, started: Any) -> None:
        self.started = started

    def serve(self) -> None:
        self.started()


@pytest.mark.parametrize(("is_fresh", "threads"), [(False, 0), (True, 5)])
def test_a_web_server_is_what_was_asked_for(is_fresh: bool, threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    done: Steps = []
    for name in ("stand_alone", "collect_static_files", "load_what_pages_need"):
        monkeypatch.setattr(web, name, lambda name=name: done.append(name))
    monkeypatch.setattr(web.django, "setup", lambda: done.append("set up"))
    monkeypatch.setattr(multiprocessing, "set_start_method", lambda method, force: done.append((method, force)))
    monkeypatch.setattr(web, "give_each_a_connection", lambda number: done.append(("connections", number)))
    monkeypatch.setattr(web, "import_module", done.append)
    monkeypatch.setattr(web, "threads_for", lambda _vendor: 3)
    monkeypatch.setattr(web, "OnListener", Served)
    monkeypatch.setattr(web, "METHOD", "fork")
    says: Any = SimpleNamespace(send_bytes=done.append)
    web.serve("listener", Size(2, threads), says, is_fresh=is_fresh)  # type: ignore[arg-type]
    anew = [("fork", True), "collect_static_files", "load_what_pages_need"] if is_fresh else []
    assert done == ["stand_alone", "set up", *anew, ("connections", threads or 3), "tracker.wsgi", b"ready"]
    served = Served.last  # type: ignore[attr-defined]
    assert (served.target, served.listener, served.how) == (
        "tracker.wsgi:application", "listener",
        {"interface": web.Interfaces.WSGI, "workers": 2, "blocking_threads": threads or 3, "workers_kill_timeout": 10,
         "respawn_failed_workers": True, "log_level": web.LogLevels.warning},
    )  # fmt: skip


def test_arguments_of_the_tests_go_to_pytest_from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    done: Steps = []
    monkeypatch.setattr(testing.os, "chdir", done.append)
    monkeypatch.setattr(testing.os, "execv", lambda *given: done.append(given))
    monkeypatch.setattr(testing, "run_all", lambda *given: done.append(given) or [])
    testing.Command().run_from_argv(["manage.py", "test", "-k", "x"])
    assert done[:2] == [testing.ROOT, (sys.executable, [*PYTEST, "-k", "x"])]
    monkeypatch.setattr(testing, "checks", lambda postgres: {"lint": [postgres]})
    for address in ("", "postgres://there"):
        monkeypatch.setenv("ALSO_TESTED_ON", address)
        testing.Command().run_from_argv(["manage.py", "test"])
        assert done[-1] == ({"lint": [address]}, testing.BESIDE)
