"""A worker as it begins, beats and ends; what it says of work that fails; when that is tried again."""

import signal
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import Error
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tracker.accounts.models import User
from tracker.background import retries, worker
from tracker.background.management.commands import worker as command
from tracker.background.models import BEAT, LEASE, Beat, Slot, Work, is_somebody_at_work, slot_of
from tracker.background.periodic_work import Periodic, enqueue_periodic
from tracker.background.retries import MOST_ATTEMPTS, requeue_abandoned, try_later
from tracker.background.worker import Worker

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
NOW = datetime(2018, 5, 25, 12, 34, 56, tzinfo=UTC)


@task()
def stumble() -> None:
    raise RuntimeError("The sea was rough.")


@task()
def walk() -> None:
    pass


def given(**values: Any) -> DBTaskResult[..., Any]:
    pk = stumble.enqueue().id
    DBTaskResult.objects.filter(pk=pk).update(**values)
    return DBTaskResult.objects.get(pk=pk)


def test_what_failed_waits_twice_as_long_each_time_and_is_given_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "database_now", lambda: NOW)
    found = []
    for attempts in range(1, MOST_ATTEMPTS + 1):
        row = given(worker_ids=["a"] * attempts, status="FAILED", finished_at=None)
        try_later(row)
        row.refresh_from_db()
        wait = (row.run_after - NOW).total_seconds() if row.status == "READY" else None
        found.append((row.status, wait, row.finished_at))
    assert found == [*(("READY", wait, None) for wait in (10, 20, 40, 80)), ("FAILED", None, NOW)]


def test_what_somebody_else_took_or_finished_meanwhile_is_left_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "database_now", lambda: NOW)
    Beat.objects.create(worker="there", at=timezone.now())
    rows = [
        given(status="RUNNING", started_at=NOW, worker_ids=ids)
        for ids in (["gone"], ["gone", "there"], ["there", "gone"])
    ]
    # One is begun by another, between the question and the deed.
    seen = DBTaskResult.objects.running

    class Running:
        def running(self) -> Any:
            found = list(seen())
            DBTaskResult.objects.filter(pk=rows[0].pk).update(started_at=NOW + timedelta(seconds=1))
            return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(retries, "DBTaskResult", SimpleNamespace(
            objects=SimpleNamespace(running=Running().running, filter=DBTaskResult.objects.filter)))  # fmt: skip
        assert requeue_abandoned() == 1
    states = {row.pk: (row.status, row.run_after) for row in DBTaskResult.objects.all()}
    assert [states[row.pk][0] for row in rows] == ["RUNNING", "RUNNING", "READY"]
    assert states[rows[2].pk][1] == NOW


def test_it_says_which_work_failed_and_which_was_ended(
    monkeypatch: pytest.MonkeyPatch, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TASK_SECONDS, later = 9, list[Any]()
    monkeypatch.setattr(worker, "try_later", later.append)
    asked: list[Any] = []

    def run_within(in_time: bool) -> Any:
        def run(seconds: float, row: Any, _run: Any) -> bool:
            asked.append((seconds, row.status))
            return in_time

        return run

    rows = [SimpleNamespace(pk=1, task_path="tracker.x", status=status, traceback="Broken")
            for status in ("SUCCESSFUL", "FAILED", "FAILED")]  # fmt: skip
    found = []
    for row, in_time in zip(rows, (True, True, False), strict=True):
        monkeypatch.setattr(worker, "run_within", run_within(in_time))
        Worker().run_task(row)
        found.append((caplog.messages, len(later)))
        caplog.clear()
    limit = "It took longer than the 9 seconds that a piece of work may take (TASK_SECONDS), and was ended."
    assert found == [([], 0), (["tracker.x failed:\nBroken"], 1), ([f"tracker.x was ended: {limit}"], 1)]
    assert (later, asked) == ([rows[1]], [(9, "SUCCESSFUL"), (9, "FAILED"), (9, "FAILED")])


def test_told_to_stop_it_tells_its_supervisor_and_ends_what_it_does_first(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(worker, "tell_supervisor", told.append)
    monkeypatch.setattr(worker.signal, "signal", lambda *how: told.append(how))
    busy, idle = Worker(), Worker()
    busy.running_task = True
    busy.shutdown(signal.SIGTERM, None)
    with pytest.raises(SystemExit) as ended:
        idle.shutdown(signal.SIGTERM, None)
    assert told == ["STOPPING=1", (signal.SIGTERM, signal.SIG_DFL), "STOPPING=1"]
    assert [(each.running, each.stopped.is_set()) for each in (busy, idle)] == [(False, True)] * 2
    assert (ended.value.code, busy.interval, busy.batch, busy.queue_names) == (0, 1, False, ["*"])


def test_it_beats_until_it_is_stopped_whatever_befalls_the_database(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[Any] = []
    monkeypatch.setattr(worker, "show_life", lambda: done.append("life"))
    monkeypatch.setattr(worker, "close_old_connections", lambda: done.append("old ones closed"))
    monkeypatch.setattr(worker.connections, "close_all", lambda: done.append("all closed"), raising=False)
    beats, waits = iter([None, Error("away"), None]), iter([False, False, False, True])
    one = Worker()

    def beat() -> None:
        if error := next(beats):
            raise error
        done.append("beat")

    monkeypatch.setattr(one, "beat", beat)
    monkeypatch.setattr(one.stopped, "wait", lambda seconds: done.append(seconds) or next(waits))
    for name in (one.worker_id, "other"):
        Beat.objects.create(worker=name, at=NOW)
    one.keep_beating()
    seconds = BEAT.total_seconds()
    assert done == [
        seconds, "old ones closed", "beat", seconds, "old ones closed", "life", seconds, "old ones closed", "beat",
        seconds, "all closed",
    ]  # fmt: skip
    assert caplog.messages == ["A worker could not say that it is there."]
    assert [beat.worker for beat in Beat.objects.all()] == ["other"]


def test_a_beat_says_that_it_is_there_takes_over_and_gives_out(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []
    for name in ("requeue_abandoned", "enqueue_periodic", "show_life"):
        monkeypatch.setattr(worker, name, lambda *given, name=name: done.append((name, *given)))
    monkeypatch.setattr(worker, "database_now", lambda: NOW)
    one = Worker()
    one.beat()
    one.beat()
    assert done == [("requeue_abandoned",), ("enqueue_periodic", one.periodic, NOW), ("show_life",)] * 2
    assert ([beat.worker for beat in Beat.objects.all()], is_somebody_at_work()) == ([one.worker_id], True)


def test_it_works_between_saying_that_it_is_ready_and_stopping_to_beat(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []
    one = Worker(batch=True)
    monkeypatch.setattr(worker, "tell_supervisor", done.append)
    for name in ("beat", "run"):
        monkeypatch.setattr(one, name, lambda name=name: done.append((name, one.stopped.is_set())))
    monkeypatch.setattr(one, "keep_beating", lambda: done.append(("kept", one.stopped.wait(9))))
    one.work()
    assert done == [("beat", False), "READY=1", ("run", False), ("kept", True)]


def test_the_command_looks_first_whether_the_database_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []
    for name in ("refuse_without_key", "refuse_newer", "refuse_older"):
        monkeypatch.setattr(command, name, lambda name=name: done.append(name))
    monkeypatch.setattr(command.signal, "signal", lambda number, handler: done.append((number, handler)))

    class Made:
        def __init__(self, *, batch: bool) -> None:
            done.append(batch)

        def __getattr__(self, name: str) -> Any:
            return lambda: done.append(name)

        shutdown = "shutdown"

    monkeypatch.setattr(command, "Worker", Made)
    for batch in (True, False):
        call_command("worker", batch=batch)
    looked = ["refuse_without_key", "refuse_newer", "refuse_older"]
    told = ["configure_signals", (signal.SIGHUP, "shutdown"), "work"]
    assert done == [*looked, True, *told, *looked, False, *told]


# A moment, how often, and when its stretch began.
STRETCHES = [
    (NOW, timedelta(minutes=5), (12, 30, 0)),
    (NOW, timedelta(hours=1), (12, 0, 0)),
    (NOW, timedelta(days=1), (0, 0, 0)),
    (NOW.replace(minute=35, second=0), timedelta(minutes=5), (12, 35, 0)),
    (NOW.replace(microsecond=999_999), timedelta(seconds=1), (12, 34, 56)),
]


def test_each_stretch_begins_at_a_multiple_of_how_long_it_is() -> None:
    found = [slot_of(moment, every) for moment, every, _begins in STRETCHES]
    assert found == [datetime(2018, 5, 25, *begins, tzinfo=UTC) for *_, begins in STRETCHES]
    assert str(Slot(name="nightly", starts=NOW)) == "nightly 2018-05-25 12:34"


def test_each_piece_of_periodic_work_is_given_out_by_its_name_and_stretch() -> None:
    work = {"walk": Periodic(walk, timedelta(minutes=5)), "stumble": Periodic(stumble, timedelta(hours=1))}
    found = [enqueue_periodic(work, NOW + timedelta(minutes=minutes)) for minutes in (0, 0, 1, 26, 86)]
    assert found == [["walk", "stumble"], [], ["walk"], ["walk", "stumble"], ["walk", "stumble"]]
    assert (
        sorted(row.task_path.rpartition(".")[2] for row in DBTaskResult.objects.all()) == ["stumble"] * 3 + ["walk"] * 4
    )


def test_whoever_beat_within_the_lease_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.background.models.heartbeat.when_asked", lambda: NOW)
    for name, age in (("a", LEASE), ("b", LEASE - timedelta(microseconds=1)), ("c", timedelta())):
        Beat.objects.create(worker=name, at=NOW - age)
    assert [str(beat) for beat in Beat.objects.alive().order_by("pk")] == ["b", "c"]
    Beat.keep("a")
    Beat.keep("a")
    assert [str(beat) for beat in Beat.objects.alive().order_by("pk")] == ["a", "b", "c"]


def test_only_what_was_given_up_is_begun_again_and_called_as_its_package_calls_it(jonas: User) -> None:
    found = []
    for status in ("READY", "RUNNING", "SUCCESSFUL", "FAILED"):
        row = given(status=status, worker_ids=["a", "b"], finished_at=NOW)
        work = Work.objects.get(pk=row.pk)
        found.append((work.attempts, work.begin_again(by=jonas)))
        work.refresh_from_db()
        found.append((work.status, work.attempts, work.finished_at))
    left = [each for status in ("READY", "RUNNING", "SUCCESSFUL") for each in ((2, False), (status, 2, NOW))]
    assert found == [*left, (2, True), ("READY", 0, None)]
    assert str(Work(task_path="tracker.background.periodic_work.forget")) == "Let go of what is over"
    assert str(Work(task_path="of.others")) == "of.others"
