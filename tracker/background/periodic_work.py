"""What the queue needs beside somebody who works it off: work of the dead again, failed work later, periodic work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.tasks import Task, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tracker.background.models import Beat, Slot, slot_of

# What is done and over is forgotten after a while, and so are workers that are gone.
RETENTION = timedelta(days=30)
GONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Periodic:
    task: Task[[], Any]
    every: timedelta


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
    SessionStore.clear_expired()


FORGET = Periodic(forget, timedelta(days=1))
