"""Who is at work in the background, and which periodic work was given out."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

# A worker says so often that it is there, and counts as dead once it was silent for so long.
BEAT, LEASE = timedelta(seconds=3), timedelta(seconds=15)


class BeatQuerySet(models.QuerySet["Beat"]):
    def alive(self) -> Self:
        return self.filter(at__gt=timezone.now() - LEASE)


class Beat(models.Model):
    """A worker, and when it last said that it is there."""

    worker = models.CharField(_("worker"), max_length=64, primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)

    objects: ClassVar[Any] = BeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.worker


class Slot(models.Model):
    """A stretch of time for which a periodic piece of work was given out: to one worker, however many there are."""

    name = models.CharField(_("work"), max_length=100)
    starts = models.DateTimeField(_("starts"))

    class Meta:
        verbose_name = _("periodic work")
        verbose_name_plural = _("periodic work")
        constraints = [models.UniqueConstraint(fields=["name", "starts"], name="slot_given_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.starts:%Y-%m-%d %H:%M}"


def is_somebody_at_work() -> bool:
    return bool(Beat.objects.alive().exists())


def is_under_way(path: str, *arguments: Any) -> bool:
    """Whether the task of this dotted name waits in the queue or is worked on: what was given up is not."""
    going_on = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    rows = DBTaskResult.objects.filter(status__in=going_on, task_path=path, args_kwargs__args=list(arguments))
    return bool(rows.exists())


def slot_of(moment: datetime, every: timedelta) -> datetime:
    """The start of the stretch that `moment` is in."""
    seconds = int(every.total_seconds())
    return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, tz=moment.tzinfo)
