"""An export: a file too long to wait for, who asked for what, and what became of it."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.background.task_under_way import is_under_way
from tracker.exports.archive import FORM as ARCHIVE
from tracker.exports.sheets.response import Format
from tracker.kept_files.folder import Folder

# A file is there for so long.
RETENTION = timedelta(days=1)
# The task that writes it.
WRITER = "tracker.exports.tasks.write_file"


# An archive is asked for on a page of its own, and is no form of a list.
FORMS = (*(form.value for form in Format), ARCHIVE)


class ExportFailure(models.TextChoices):
    """Why there is no file."""

    BROKEN = "broken", _("Writing it broke off. Ask for it again from the list.")
    NOT_YOURS = "not_yours", _("You may no longer see this list.")
    LOST = "lost", _("You may no longer see all that this file holds, so it is gone. Ask for it again from the list.")
    GAVE_WAY = "gave_way", _("Newer files of yours took its room. Ask for it again from the list.")
    NOT_UNDERSTOOD = "not_understood", _("The filter of the list names what is no longer there. Set it anew.")


FOLDER = Folder("exports")


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: User) -> Self:
        """A file is cut to what one person may see: it is shown to nobody else."""
        return self.filter(by=user)

    def overseen_by(self, user: User) -> Self:
        """That somebody asked for a file and when, not what it holds: of everybody for who sees all. With `is_own`."""
        rows = self if user.sees_restricted else self.visible_to(user)
        return rows.annotate(is_own=models.ExpressionWrapper(models.Q(by=user), models.BooleanField()))

    def written(self) -> Self:
        return self.exclude(name="")

    def unfinished(self, user: User) -> Self:
        return self.filter(by=user, ended_at=None)

    def past(self, now: datetime) -> Self:
        return self.filter(at__lt=now - RETENTION)


class Export(models.Model):
    """`make` is the dotted name of what makes the sheet from the `query` of the page's address; `key` tells them apart.

    `rows` is how many there were when it was asked for; of an archive that is not known before.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("by"), related_name="exports")
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    title = models.CharField(_("title"), max_length=250)
    make = models.CharField(max_length=200)
    query = models.TextField(blank=True)
    form = models.CharField(_("kind of file"), max_length=4, choices=[(form, form) for form in FORMS])
    page = models.CharField(max_length=100)
    language = models.CharField(_("language"), max_length=10)
    key = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    name = models.CharField(_("file"), max_length=200, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    why = models.CharField(_("why there is no file"), max_length=15, choices=ExportFailure, blank=True)

    objects: ClassVar[Any] = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "key"], condition=models.Q(ended_at=None), name="export_written_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.name or f"{self.title} ({self.form})"

    def get_absolute_url(self) -> str:
        return reverse("exports:export", args=[self.pk])

    @classmethod
    @transaction.atomic
    def ask(cls, *, by: User, make: str, query: str, form: str, language: str, **values: Any) -> "Export":
        """The one that has not ended, or a new one."""
        key = sha256("\n".join((make, form, language, query)).encode()).hexdigest()
        values |= {"make": make, "query": query, "form": form, "language": language}
        export: Export = cls.objects.get_or_create(by=by, key=key, ended_at=None, defaults=values)[0]
        return export

    def end(self, *, name: str = "", why: str = "") -> bool:
        """False when it had ended before."""
        how = {"ended_at": timezone.now(), "name": name, "why": why}
        return bool(Export.objects.filter(pk=self.pk, ended_at=None).update(**how))

    @property
    def address(self) -> str:
        """Where the same stands as a page."""
        return f"{reverse(self.page)}?{self.query}"

    @property
    def kept_as(self) -> str:
        """What it is called where it is kept; `name` is what its reader is told."""
        return f"{self.pk}.{self.form}"

    @property
    def count_kept_as(self) -> str:
        """Where the worker notes how many rows it has written: a database that is being read long is no place."""
        return f"{self.pk}.count"

    @property
    def sight_kept_as(self) -> str:
        """Where it is noted what was hidden from its maker when it was written."""
        return f"{self.pk}.sight"

    @property
    def is_ready(self) -> bool:
        return bool(self.name) and FOLDER.has(self.kept_as)

    @property
    def is_being_written(self) -> bool:
        return self.ended_at is None and is_under_way(WRITER, self.pk)

    @property
    def problem(self) -> str:
        return str(ExportFailure(self.why or ExportFailure.BROKEN).label)

    @property
    def available_until(self) -> datetime:
        return self.at + RETENTION

    @property
    def size(self) -> int:
        """In bytes."""
        return FOLDER.size(self.kept_as)

    def withdraw(self, why: ExportFailure) -> None:
        """Take back the file of one that has ended; it still says what became of it."""
        self.name, self.why = "", why
        Export.objects.filter(pk=self.pk).update(name="", why=why)
        self._forget()

    def throw_away(self) -> None:
        key = self.pk
        self.delete()
        self.pk = key
        self._forget()

    def _forget(self) -> None:
        for name in (self.kept_as, self.count_kept_as, self.sight_kept_as):
            FOLDER.remove(name)
