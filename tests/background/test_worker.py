"""The worker: it works the queue off, takes over from the dead, tries again what failed, and keeps to its hours."""

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import OperationalError, connection
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tracker.accounts.models import User
from tracker.background.models import BEAT, LEASE, Beat, Slot, database_now, is_somebody_at_work, slot_of
from tracker.background.periodic_work import RETENTION, Periodic, enqueue_periodic, forget
from tracker.background.retries import MOST_ATTEMPTS, requeue_abandoned
from tracker.background.task_under_way import is_under_way
from tracker.background.worker import Worker

# A worker lets go of its connections between two pieces of work, which no test inside a transaction survives.
pytestmark = pytest.mark.django_db(transaction=True)


@task()
def rename(pk: int, name: str) -> None:
    User.objects.filter(pk=pk).update(name=name)


@task()
def fail() -> None:
    raise RuntimeError("The sea was rough.")


@pytest.fixture
def worker(db: None) -> Worker:
    return Worker(batch=True, interval=0)


@contextmanager
def full_disk() -> Iterator[None]:
    """Nothing can be written."""

    def refuse(execute: Any, sql: str, *given: Any) -> Any:
        if sql.startswith("SELECT"):
            return execute(sql, *given)
        raise OperationalError("database or disk is full")

    with connection.execute_wrapper(refuse):
        yield


def queue() -> list[tuple[str, int]]:
    return [(row.status, len(row.worker_ids)) for row in DBTaskResult.objects.order_by("enqueued_at")]


def begun(by: str, attempts: int = 1) -> DBTaskResult[..., Any]:
    row = DBTaskResult.objects.get(pk=fail.enqueue().id)
    row.worker_ids = ["earlier"] * (attempts - 1)
    row.claim(by)
    return row


def test_what_goes_well_is_not_said_on_the_screen_and_what_fails_is(
    worker: Worker, claire: User, caplog: pytest.LogCaptureFixture
) -> None:
    rename.enqueue(claire.pk, "Claire D.")
    fail.enqueue()
    worker.run()
    assert {record.levelname for record in caplog.records if record.name == "django.tasks"} == {"ERROR"}


def test_it_works_the_queue_off(worker: Worker, claire: User) -> None:
    rename.enqueue(claire.pk, "Claire Martin")
    worker.run()
    claire.refresh_from_db()
    assert (claire.name, queue()) == ("Claire Martin", [("SUCCESSFUL", 1)])


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 10), (2, 20), (4, 80)])
def test_what_failed_is_tried_again_after_a_longer_while(attempts: int, seconds: int, worker: Worker) -> None:
    row = DBTaskResult.objects.get(pk=fail.enqueue().id)
    DBTaskResult.objects.update(worker_ids=["earlier"] * (attempts - 1))
    before = timezone.now()
    worker.run()
    row.refresh_from_db()
    wait = (row.run_after - before).total_seconds()
    assert (row.status, len(row.worker_ids), seconds <= wait < seconds + 30) == ("READY", attempts, True)


def test_the_last_failure_stands(worker: Worker) -> None:
    fail.enqueue()
    DBTaskResult.objects.update(worker_ids=["earlier"] * (MOST_ATTEMPTS - 1))
    worker.run()
    row = DBTaskResult.objects.get()
    assert (row.status, "The sea was rough." in row.traceback) == ("FAILED", True)


def test_work_of_the_dead_is_put_back_and_that_of_the_living_is_not(worker: Worker) -> None:
    Beat.objects.create(worker="alive", at=timezone.now())
    Beat.objects.create(worker="silent", at=timezone.now() - LEASE)
    for name in ("alive", "silent", "gone"):
        begun(name)
    assert (requeue_abandoned(), [status for status, _attempts in queue()]) == (2, ["RUNNING", "READY", "READY"])


def test_clocks_that_differ_make_no_worker_rob_another(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite has the clock of the machine, of which all that share it are."""
    begun(worker.worker_id)
    if connection.vendor == "postgresql":
        behind = timezone.now() - 2 * LEASE
        monkeypatch.setattr(timezone, "now", lambda: behind)
    worker.beat()
    monkeypatch.undo()
    assert (requeue_abandoned(), is_somebody_at_work()) == (0, True)
    assert abs(database_now() - timezone.now()) < LEASE


def test_work_that_killed_every_worker_is_given_up(db: None) -> None:
    begun("gone", attempts=MOST_ATTEMPTS)
    requeue_abandoned()
    assert queue() == [("FAILED", MOST_ATTEMPTS)]


def test_a_worker_is_seen_while_it_beats(worker: Worker) -> None:
    before = is_somebody_at_work()
    worker.beat()
    assert (before, is_somebody_at_work()) == (False, True)
    Beat.objects.update(at=timezone.now() - LEASE)
    assert not is_somebody_at_work()


def test_periodic_work_is_given_out_once_a_stretch(db: None) -> None:
    nightly, noon = {"nightly": Periodic(fail, timedelta(days=1))}, datetime(2026, 3, 12, 12, tzinfo=UTC)
    moments = [noon, noon, noon + timedelta(hours=11), noon + timedelta(hours=13)]
    assert [enqueue_periodic(nightly, moment) for moment in moments] == [["nightly"], [], [], ["nightly"]]
    assert (Slot.objects.count(), len(queue())) == (2, 2)


def test_a_stretch_begins_with_its_multiple() -> None:
    moment = datetime(2026, 3, 12, 12, 34, 56, tzinfo=UTC)
    assert slot_of(moment, timedelta(hours=1)) == datetime(2026, 3, 12, 12, tzinfo=UTC)


def test_what_is_long_over_is_forgotten(db: None) -> None:
    old = timezone.now() - RETENTION - timedelta(days=1)
    rows = [begun("gone"), begun("gone")]
    for row in rows:
        row.set_successful(None)
    DBTaskResult.objects.filter(pk=rows[0].pk).update(finished_at=old)
    Slot.objects.create(name="nightly", starts=old)
    Beat.objects.create(worker="gone", at=old)
    forget.call()
    assert (len(queue()), Slot.objects.count(), Beat.objects.count()) == (1, 0, 0)


def test_one_that_cannot_say_that_it_is_there_ends_no_sooner_than_at_its_next_beat(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(worker.stopped, "wait", waited.append)
    with full_disk(), pytest.raises(OperationalError):
        worker.work()
    assert waited == [BEAT.total_seconds()]


def test_the_packages_say_what_is_done_again_and_again() -> None:
    assert {name: type(each) for name, each in Worker().periodic.items()} == {
        "tracker.background.periodic_work.FORGET": Periodic,
        "tracker.directory.merging.tasks.LATE": Periodic,
        "tracker.history.tasks.SEAL": Periodic,
        "tracker.privacy.tasks.FORGET": Periodic,
        "tracker.imports.tasks.FORGET": Periodic,
        "tracker.exports.tasks.FORGET": Periodic,
        "tracker.files.tasks.READ": Periodic,
        "tracker.meetings.series.tasks.NEXT": Periodic,
        "tracker.suggestions.learning.tasks.LEARN": Periodic,
        "tracker.follow_ups.bulk.tasks.FORGET": Periodic,
        "tracker.notifications.tasks.TELL": Periodic,
        "tracker.reports.tasks.MAIL": Periodic,
        "tracker.calendar_mails.tasks.LEFT_OVER": Periodic,
        "tracker.circulation.tasks.LEFT_OVER": Periodic,
        "tracker.incoming_mail.tasks.FORGET": Periodic,
        "tracker.incoming_mail.tasks.READ": Periodic,
        "tracker.mail_answers.tasks.FORGET": Periodic,
        "tracker.notifications.tasks.LOOK": Periodic,
        "tracker.owner_mails.tasks.TELL": Periodic,
        "tracker.backups.tasks.DAILY": Periodic,
        "tracker.files.tasks.FORGET": Periodic,
        "tracker.health.tasks.FORGET": Periodic,
        "tracker.health.tasks.LEFT_OVER": Periodic,
        "tracker.health.tasks.GIVEN_UP": Periodic,
    }


def test_the_queue_is_not_on_the_admin_site() -> None:
    assert not admin.site.is_registered(DBTaskResult)


@pytest.mark.parametrize(("silent", "is_seen"), [(BEAT + timedelta(seconds=1), True), (LEASE, False)])
def test_a_worker_that_misses_a_beat_is_not_yet_dead(silent: timedelta, is_seen: bool, db: None) -> None:
    Beat.objects.create(worker="slow", at=timezone.now() - silent)
    begun("slow")
    assert (is_somebody_at_work(), requeue_abandoned()) == (is_seen, 0 if is_seen else 1)


@pytest.mark.parametrize(("last", "put_back"), [("alive", 0), ("gone", 1)])
def test_of_several_workers_the_last_has_the_work(last: str, put_back: int, db: None) -> None:
    Beat.objects.create(worker="alive", at=timezone.now())
    row = DBTaskResult.objects.get(pk=fail.enqueue().id)
    row.worker_ids = ["gone" if last == "alive" else "alive"]
    row.claim(last)
    assert requeue_abandoned() == put_back


# For how many days.
KEPT = {"work": 30, "slots": 30, "workers": 1}


@pytest.mark.parametrize("what", KEPT)
def test_what_is_over_is_kept_for_its_time_and_no_longer(what: str, db: None) -> None:
    over = timezone.now() - timedelta(days=KEPT[what])
    for number, at in enumerate((over, over + timedelta(hours=1))):
        if what == "work":
            row = begun("gone")
            row.set_successful(None)
            DBTaskResult.objects.filter(pk=row.pk).update(finished_at=at)
        elif what == "slots":
            Slot.objects.create(name="nightly", starts=at)
        else:
            Beat.objects.create(worker=f"worker {number}", at=at)
    forget.call()
    assert len(queue()) + Slot.objects.count() + Beat.objects.count() == 1


def test_a_beat_takes_over_from_the_dead_and_gives_out_periodic_work(worker: Worker) -> None:
    worker.periodic = {"hourly": Periodic(fail, timedelta(hours=1))}
    begun("gone")
    worker.beat()
    assert (queue(), Slot.objects.count()) == ([("READY", 1), ("READY", 0)], 1)


@pytest.mark.parametrize(
    ("status", "is_there"), [("READY", True), ("RUNNING", True), ("SUCCESSFUL", False), ("FAILED", False)]
)
def test_a_task_is_under_way_while_it_waits_or_is_worked_on(status: str, is_there: bool, db: None) -> None:
    rename.enqueue(7, "Claire Martin")
    DBTaskResult.objects.update(status=status)
    asked = [(rename, 7, "Claire Martin"), (rename, 8, "Claire Martin"), (fail, 7, "Claire Martin")]
    assert [is_under_way(each.module_path, *given) for each, *given in asked] == [is_there, False, False]


# A database in memory is not closed by the thread that beats, which is said wherever it is cleared away: here.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("db")
def test_told_to_stop_the_command_lets_its_worker_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "of the house")
    told = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        call_command("worker", batch=True)
        listens = [getattr(signal.getsignal(each), "__func__", None) for each in told]
    finally:
        for each, handler in told.items():
            signal.signal(each, handler)
        gc.collect()
    assert listens == [Worker.shutdown] * 3
