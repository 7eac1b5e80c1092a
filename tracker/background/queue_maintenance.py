"""What the queue needs beside somebody who works it off: work of the dead again, failed work later, periodic work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.tasks import Task, TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tracker.background.models import Beat, Slot, slot_of

# A piece of work is tried so often, each time after a longer while.
MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(seconds=10)
# What is done and over is forgotten after a while, and so are workers that are gone.
RETENTION = timedelta(days=30)
GONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Periodic:
    task: Task[[], Any]
    every: timedelta


def requeue_abandoned() -> int:
    """Put back what a worker began that is no longer there; how many. What killed so many workers is given up."""
    alive, count = set(Beat.objects.alive().values_list("pk", flat=True)), 0
    for row in DBTaskResult.objects.running():
        if alive.isdisjoint(row.worker_ids[-1:]):
            count += _put_back(row, timezone.now())
    return count


def try_later(row: DBTaskResult[..., Any]) -> None:
    """Put back what failed, for a while that doubles with each attempt; the last failure stands."""
    wait: timedelta = FIRST_WAIT * 2 ** (len(row.worker_ids) - 1)
    _put_back(row, timezone.now() + wait)


def _put_back(row: DBTaskResult[..., Any], run_after: datetime) -> int:
    if len(row.worker_ids) >= MOST_ATTEMPTS:
        status, moment = TaskResultStatus.FAILED, {"finished_at": timezone.now()}
    else:
        status, moment = TaskResultStatus.READY, {"run_after": run_after}
    # Nobody else may have taken or finished it meanwhile.
    same = DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)
    return same.update(status=status, **moment)


def enqueue_periodic(periodic: Mapping[str, Periodic], now: datetime) -> list[str]:
    """Enqueue each periodic piece of work whose stretch of time has begun, once: the names of those given out."""
    given = []
    for name, each in periodic.items():
        slot: dict[str, Any] = {"name": name, "starts": slot_of(now, each.every)}
        if Slot.objects.filter(**slot).exists():
            continue
        with transaction.atomic():
            if Slot.objects.get_or_create(**slot)[1]:
                each.task.enqueue()
                given.append(name)
    return given


@task()
def forget() -> None:
    """Let go of what is long done and over."""
    now = timezone.now()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - RETENTION).delete()
    Slot.objects.filter(starts__lt=now - RETENTION).delete()
    Beat.objects.filter(at__lt=now - GONE).delete()


FORGET = Periodic(forget, timedelta(days=1))
