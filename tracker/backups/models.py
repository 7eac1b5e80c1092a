"""The backups that were made or failed, and what was said of making them every day."""

from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_ERROR = 1_000


class BackupQuerySet(models.QuerySet["Backup"]):
    def good(self) -> Self:
        """Read back whole after they were written."""
        return self.exclude(verified_at=None)

    def kept_in(self, folder: str) -> Self:
        return self.good().filter(folder=folder, thrown_away_at=None)


class Backup(models.Model):
    """One that was begun at `at`. Without `verified_at` it failed, and `error` says why. `size` is in bytes."""

    at = models.DateTimeField(_("begun"), default=timezone.now, db_index=True)
    folder = models.CharField(_("folder"), max_length=500)
    name = models.CharField(_("file"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    verified_at = models.DateTimeField(_("read back"), null=True)
    error = models.TextField(_("why it failed"), blank=True)
    thrown_away_at = models.DateTimeField(_("thrown away"), null=True)

    objects: ClassVar[Any] = BackupQuerySet.as_manager()

    class Meta:
        verbose_name = _("backup")
        verbose_name_plural = _("backups")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name or f"{timezone.localtime(self.at):%Y-%m-%d %H:%M}"

    @property
    def path(self) -> Path:
        return Path(self.folder, self.name)

    def throw_away(self) -> None:
        """Whoever moved the file elsewhere keeps it."""
        self.path.unlink(missing_ok=True)
        self.thrown_away_at = timezone.now()
        self.save(update_fields=["thrown_away_at"])


class DailyBackups(models.Model):
    """That a backup is made every day, as `backup --every day` said: one row, or none. `keep` of them stay."""

    folder = models.CharField(_("folder"), max_length=500)
    keep = models.PositiveIntegerField(_("how many are kept"))
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("daily backups")
        verbose_name_plural = _("daily backups")

    def __str__(self) -> str:
        return self.folder

    @classmethod
    def begin(cls, folder: Path, keep: int) -> None:
        cls.objects.update_or_create(pk=1, defaults={"folder": str(folder), "keep": keep})

    @classmethod
    def stop(cls) -> None:
        cls.objects.all().delete()


def last_backup() -> Backup | None:
    """The last that was read back whole, wherever it is."""
    backup: Backup | None = Backup.objects.good().first()
    return backup


def last_attempt() -> Backup | None:
    backup: Backup | None = Backup.objects.first()
    return backup


def is_older(backup: Backup | None, moment: datetime) -> bool:
    return backup is None or backup.at < moment
