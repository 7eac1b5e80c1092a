"""What Prometheus is told, to a library that stands in for its own: of requests, and of the house at this moment."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.models import Work
from tracker.background.periodic_work import forget
from tracker.databases.replica import Lag
from tracker.health import metrics as of_house
from tracker.health.models import GIVEN_UP, Fault
from tracker.health.state import State
from tracker.setup.version import VERSION
from tracker.setup.watch import metrics, request_lines

pytestmark = pytest.mark.one_database
NOW = datetime(2018, 5, 25, 12, tzinfo=UTC)


class Counted:
    """A counter or histogram: how it was made, and what was counted."""

    def __init__(self, *made: Any, **how: Any) -> None:
        self.made, self.how, self.told = made, how, list[Any]()

    def labels(self, *labels: Any) -> Any:
        return SimpleNamespace(
            inc=lambda: self.told.append(labels), observe=lambda seconds: self.told.append((*labels, seconds))
        )


class Registry:
    def __init__(self) -> None:
        self.told: list[Any] = []

    def register(self, collector: Any) -> None:
        self.told.append(collector)


@pytest.fixture
def var(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of this machine's figures."""
    library = ModuleType("prometheus_client")
    multiprocess = SimpleNamespace(MultiProcessCollector=lambda registry, path: registry.told.append(path))
    library.__dict__.update(
        CollectorRegistry=Registry, Counter=Counted, Histogram=Counted, multiprocess=multiprocess,
        CONTENT_TYPE_LATEST="text/plain; version=1", generate_latest=lambda registry: repr(registry.told),
    )  # fmt: skip
    core = ModuleType("prometheus_client.core")
    core.__dict__.update(
        InfoMetricFamily=lambda name, about, value: (name, about, value),
        GaugeMetricFamily=lambda name, about, value: (name, about, value),
    )
    monkeypatch.setitem(sys.modules, "prometheus_client", library)
    monkeypatch.setitem(sys.modules, "prometheus_client.core", core)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    settings.VAR, settings.METRICS_TOKEN = tmp_path, "token"
    metrics._counters.cache_clear()
    yield tmp_path / "metrics" / socket.gethostname()
    metrics._counters.cache_clear()


def test_each_request_is_counted_by_its_method_page_and_status(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([1.0, 1.25, 2.0, 5.0])
    monkeypatch.setattr(request_lines, "perf_counter", lambda: next(moments))
    known, unknown = RequestFactory().get("/answer/a-key/"), RequestFactory().post("/a-key/")
    known.resolver_match = resolve(known.path)
    answer = request_lines.request_lines(lambda request: HttpResponse(status=200 if request is known else 404))
    answer(known)
    answer(unknown)
    requests, took = metrics._counters()
    assert (requests.made[0], requests.made[2], requests.told) == (
        "suivi_requests",
        ["method", "page", "status"],
        [("GET", "mail_answers:matter", 200), ("POST", "none", 404)],
    )
    assert (took.made[0], took.made[2], took.told) == (
        "suivi_request_seconds",
        ["method"],
        [("GET", 0.25), ("POST", 3.0)],
    )
    assert (took.how["buckets"], took.how["registry"] is requests.how["registry"]) == (metrics.BUCKETS, True)
    assert (os.environ["PROMETHEUS_MULTIPROC_DIR"], var.is_dir()) == (str(var), True)


def test_nothing_is_counted_where_nobody_reads_it(var: Path, settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    request_lines.request_lines(lambda _request: HttpResponse())(RequestFactory().get("/"))
    assert not var.exists()


def test_what_processes_left_that_are_gone_is_forgotten(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    var.mkdir(parents=True)
    theirs = os.getppid()
    names = [f"counter_{os.getpid()}.db", f"counter_{gone.pid}.db", f"a_{theirs}.db", "a_x1.db", f"a_{gone.pid}.txt"]
    for name in names:
        (var / name).touch()
    kill = os.kill

    def may_not(pid: int, number: int) -> None:
        if pid == theirs:
            raise PermissionError
        kill(pid, number)

    monkeypatch.setattr(os, "kill", may_not)
    metrics._counters()
    assert sorted(path.name for path in var.iterdir()) == sorted(set(names) - {f"counter_{gone.pid}.db"})


def test_the_page_adds_up_what_all_processes_counted_and_how_the_house_is(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Client().get("/metrics", headers={"Authorization": "Bearer token"})
    assert (page.status_code, page["Content-Type"]) == (200, "text/plain; version=1")
    assert page.text.startswith(f"['{var}', <tracker.health.metrics.Gauges object at ")
    monkeypatch.setattr(of_house, "read_state", lambda: State(NOW, free=12))
    assert [*of_house.Gauges().collect()] == [
        ("suivi", "Which Suivi this is.", {"version": VERSION}),
        ("suivi_ready", "Whether pages can be served.", False),
        ("suivi_disk_free_bytes", "Room on the disk of the data folder.", 12),
    ]


def figures(state: State) -> dict[str, float]:
    return {name: value for name, (_about, value) in of_house.figures(state).items()}


def test_how_the_house_is_in_figures(jonas: User, noor: User, claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    for number in range(3):
        forget.enqueue()
        Fault.objects.create(kind="KeyError", place=f"{number}.py", last_at=NOW - timedelta(minutes=59 + number))
    Fault.objects.create(kind=GIVEN_UP, place="tracker.x", last_at=NOW)
    Work.objects.filter(pk=Work.objects.first().pk).update(status="FAILED")
    for key, user, days in (("a", jonas, 1), ("b", jonas, 1), ("c", noor, 1), ("d", claire, 0)):
        Session.objects.create(session_key=key, expire_date=NOW + timedelta(days=days))
        UserSession.objects.create(session_key=key, user=user, ip="127.0.0.1")
    state = State(NOW, frozenset(), workers=4, waits_since=NOW - timedelta(seconds=90), free=12)
    said = {
        "ready": True, "disk_free_bytes": 12, "workers": 4, "queue_oldest_seconds": 90, "queue_waiting": 2,
        "work_failed": 1, "errors": 2, "people_signed_in": 2,
    }  # fmt: skip
    assert figures(state) == said
    monkeypatch.setattr(of_house, "has_replica", lambda: True)
    monkeypatch.setattr(of_house, "lag", lambda: Lag(2048, 1.5))
    assert figures(state) == said | {"replica_lag_bytes": 2048, "replica_lag_seconds": 1.5}
    monkeypatch.setattr(of_house, "lag", lambda: None)
    assert figures(State(NOW, frozenset())) == said | {
        "disk_free_bytes": 0, "workers": 0, "queue_oldest_seconds": 0,
    }  # fmt: skip
    # A database that is away is not asked.
    monkeypatch.setattr(Work.objects, "ready", lambda: (_ for _ in ()).throw(DatabaseError))
    assert figures(State(NOW, frozenset({"a.b"}), free=1)) == {"ready": False, "disk_free_bytes": 1}
