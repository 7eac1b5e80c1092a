"""A list that people keep outside Suivi and import again: the numbers in it are its own, and what its words mean."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import GENERAL, Classification
from tracker.accounts.models import User
from tracker.imports.reading.head_row import bare

# So many heads of a table are those of its list.
SHARE = 0.75


class ImportedListQuerySet(models.QuerySet["ImportedList"]):
    def visible_to(self, user: User) -> Self:
        """What holds restricted matters may tell of them by its name: only whoever named it chooses it again."""
        own = models.Q(by=user) | models.Q(classification=GENERAL)
        return self if user.sees_restricted else self.filter(own)

    def named_by(self, user: User) -> Self:
        return self.filter(by=user)


class ImportedList(models.Model):
    """`heads` are those of its last import, folded; `meanings` are by field and folded word, as in a `Reading`."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("by"), related_name="named_lists")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    classification = models.CharField(_("classification"), max_length=12, choices=Classification, default=GENERAL)
    heads = models.JSONField(_("heads"), default=list, editable=False)
    meanings = models.JSONField(_("meanings of words"), default=dict, editable=False)

    objects: ClassVar[Any] = ImportedListQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported list")
        verbose_name_plural = _("imported lists")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("imports:list", args=[self.pk])

    def rename(self, name: str, *, by: User) -> None:
        """Raises PermissionDenied: only whoever named it may."""
        if by.pk != self.by_id:
            raise PermissionDenied
        self.name = name
        self.save(update_fields=["name"])

    def remember(self, heads: Iterable[str], meanings: Mapping[str, Mapping[str, str]]) -> None:
        """What its newest import said of it; words of which that says nothing mean what they did."""
        self.heads = folded(heads)
        said = {name: {**self.meanings.get(name, {}), **words} for name, words in meanings.items()}
        self.meanings = {**self.meanings, **said}
        self.save(update_fields=["heads", "meanings"])


def folded(heads: Iterable[str]) -> list[str]:
    return [bare(head) for head in heads]


def heads_in_common(heads: Sequence[str], others: Sequence[str]) -> int:
    """How many folded heads two tables have in common; 0 where they are too few for a head more or less."""
    one, other = {*heads} - {""}, {*others} - {""}
    count = len(one & other)
    return count if count >= SHARE * max(len(one), len(other), 2) else 0
