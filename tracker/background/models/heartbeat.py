"""The heartbeats of the workers: who is at work in the background."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.background.models.database_clock import when_asked

# A worker says so often that it is there, and counts as dead once it was silent for so long.
BEAT, LEASE = timedelta(seconds=3), timedelta(seconds=15)


class BeatQuerySet(models.QuerySet["Beat"]):
    def alive(self) -> Self:
        return self.filter(at__gt=when_asked() - LEASE)


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

    @classmethod
    def keep(cls, worker: str) -> None:
        """This worker is there, by the clock of the database."""
        cls.objects.update_or_create(worker=worker, defaults={"at": when_asked()})


def is_somebody_at_work() -> bool:
    return bool(Beat.objects.alive().exists())
