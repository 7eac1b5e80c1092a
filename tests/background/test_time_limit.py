"""A piece of work that takes too long is ended, whatever it is at, and counts as failed."""

import gc
import os
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, transaction
from django.tasks import task
from django_tasks_db.models import DBTaskResult

from tracker.accounts.models import User
from tracker.background import time_limit
from tracker.background.time_limit import WORKER_ENDED, TookTooLong, too_long
from tracker.background.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)

LONG = 60
# Far more than a minute on any machine.
COUNTS_LONG = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000000) SELECT count(*) FROM n"
)


@task()
def sleep_long() -> None:
    time.sleep(LONG)


@task()
def sleep_and_go_on() -> None:
    try:
        time.sleep(LONG)
    except Exception:
        time.sleep(LONG)


@task()
def ask_long() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        User.objects.update(name="Half")
        cursor.execute(COUNTS_LONG if connection.vendor == "sqlite" else f"SELECT pg_sleep({LONG})")


@task()
def ask_quickly() -> int:
    return User.objects.count()


@task()
def listen_to_nobody() -> None:
    for _ in range(2):
        with suppress(TookTooLong):
            time.sleep(0.5)


@pytest.fixture
def work(settings: Any) -> Callable[..., DBTaskResult[..., Any]]:
    def work(given: Any, seconds: float = 0.2) -> DBTaskResult[..., Any]:
        settings.TASK_SECONDS = seconds
        row = DBTaskResult.objects.get(pk=given.enqueue().id)
        Worker(batch=True, interval=0).run()
        row.refresh_from_db()
        return row

    return work


@pytest.mark.parametrize("given", [sleep_long, sleep_and_go_on, ask_long])
def test_what_takes_too_long_is_ended_and_says_so(given: Any, work: Any, claire: User) -> None:
    row = work(given)
    claire.refresh_from_db()
    assert (row.status, row.traceback.splitlines()[0], claire.name) == ("FAILED", too_long(0.2), "Claire Dubois")
    assert len(row.worker_ids) == 1


@pytest.mark.parametrize("seconds", [0, 60])
def test_what_is_done_in_time_is_done(seconds: float, work: Any, claire: User) -> None:
    row = work(ask_quickly, seconds)
    assert (row.status, row.return_value) == ("SUCCESSFUL", 1)


# A database in memory is not closed by the thread that ends the worker, which is said where it is cleared away: here.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_listens_to_nobody_ends_with_its_worker(work: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []
    monkeypatch.setattr(time_limit, "GRACE", 0.2)
    monkeypatch.setattr(os, "_exit", lambda code: ended.append((code, DBTaskResult.objects.get().status)))
    work(listen_to_nobody)
    gc.collect()
    assert ended == [(WORKER_ENDED, "FAILED")]


def test_another_worker_that_took_it_over_keeps_it(work: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    row = work(sleep_long)
    late = time_limit._Limit(0.2, row)
    DBTaskResult.objects.update(status="RUNNING", started_at=row.enqueued_at)
    late.say_so()
    row.refresh_from_db()
    assert row.status == "RUNNING"
