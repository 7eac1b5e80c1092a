"""Two rows of the directory that are one in the world, with what it takes to tell them apart; and two that are not."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.history.models import Entry


class Merge(models.Model):
    """`moved` lists, by model and column, the keys of the rows that named `merged` and name `kept` since.

    `dropped` are rows as Django writes them out: they would have said the same of `kept` as another row does. `entry`
    tells what `kept` took over in its own columns. Both are named by key, so that no merge takes them for rows to move.
    """

    kind = models.ForeignKey(ContentType, models.PROTECT, verbose_name=_("kind of thing"))
    kept_id = models.PositiveBigIntegerField()
    kept: Any = GenericForeignKey("kind", "kept_id")
    merged_id = models.PositiveBigIntegerField()
    merged: Any = GenericForeignKey("kind", "merged_id")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="merges")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    moved = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="merge")
    undone_at = models.DateTimeField(_("taken apart"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("by"), related_name="merges_taken_apart"
    )

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "merged_id"], name="merge_of_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "merged_id"], condition=models.Q(undone_at=None), name="merged_into_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class KeptApart(models.Model):
    """Two names that look like one and are not, as somebody said; `first_id` is the lower of their keys."""

    kind = models.ForeignKey(ContentType, models.PROTECT, verbose_name=_("kind of thing"))
    first_id = models.PositiveBigIntegerField()
    first: Any = GenericForeignKey("kind", "first_id")
    second_id = models.PositiveBigIntegerField()
    second: Any = GenericForeignKey("kind", "second_id")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="kept_apart")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("names kept apart")
        verbose_name_plural = _("names kept apart")
        constraints = [models.UniqueConstraint(fields=["kind", "first_id", "second_id"], name="kept_apart_once")]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"

    @classmethod
    def say(cls, one: models.Model, other: models.Model, *, by: User) -> "KeptApart":
        """Said twice, it is kept once."""
        first, second = sorted((one.pk, other.pk))
        keys = {"kind": ContentType.objects.get_for_model(one), "first_id": first, "second_id": second}
        said: KeptApart = cls.objects.get_or_create(**keys, defaults={"by": by})[0]
        return said
