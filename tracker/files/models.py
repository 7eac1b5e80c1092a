"""Files: what is attached to a thing, and is seen by whom the thing is."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache, reduce
from operator import or_
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import Closed
from tracker.accounts.models import User
from tracker.files import storage
from tracker.files.content_types import PICTURES, SHOWN
from tracker.history.models import Entry
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked
from tracker.search.searchable_model import Indexed, IndexedQuerySet
from tracker.search.word_index import SearchWords

LONGEST_NAME = 200
# In the place of a digest, before the key: the content was erased for good, and the row says that it was there.
ERASED = "erased-"


@cache
def nouns_with_files() -> dict[str, type[models.Model]]:
    """By their name in addresses: the models with a relation that is called `files`."""
    every = (model for model in apps.get_models() if hasattr(model, "files"))
    return {model.__name__.lower(): model for model in every}


class AttachedFileQuerySet(RemovableQuerySet["AttachedFile"], IndexedQuerySet["AttachedFile"]):  # type: ignore[override]
    def of(self, thing: models.Model) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def visible_to(self, user: User) -> Self:
        return self.present().known_to(user)

    def removed_for(self, user: User) -> Self:
        return self.removed().known_to(user)

    def known_to(self, user: User) -> Self:
        """Removed or not, of a thing that this person sees."""
        return self.filter(_any_of(model.objects.visible_to(user) for model in _models()))

    def hidden_from(self, user: User) -> Self:
        hidden = [model.objects.hidden_from(user) for model in _models() if hasattr(model.objects, "hidden_from")]
        return self.none() if user.sees_restricted else self.filter(_any_of(hidden))


def files_relation() -> GenericRelation:
    """For a noun to which files are attached, under the name `files`."""
    return GenericRelation(AttachedFile)


def _models() -> Iterator[Any]:
    yield from nouns_with_files().values()


def _any_of(rows: Any) -> Q:
    """Asked of each file, what it is attached to: all that somebody sees of a noun is many times as much."""
    kinds = [
        Q(Exists(each.filter(pk=OuterRef("object_id"))), content_type=ContentType.objects.get_for_model(each.model))
        for each in rows
    ]
    return reduce(or_, kinds)


class AttachedFile(Tracked, Indexed, Removable):
    """`item` is the thing it is attached to; `digest` names its content, which `storage` has.

    `text` is what was read in it, in the background, by `read_at`: it is found by that.
    """

    content_in: ClassVar = storage.FOLDER
    GATES: ClassVar[Mapping[str, permissions.Gate]] = {
        "": lambda user, file: permissions.may_write(user, file.item, ["files"])
    }

    content_type = models.ForeignKey(ContentType, models.PROTECT, db_index=False, verbose_name=_("kind of thing"))
    object_id = models.PositiveBigIntegerField()
    item: Any = GenericForeignKey()
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    kind = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    digest = models.CharField(max_length=64, editable=False)
    text = models.TextField(_("text"), blank=True, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, editable=False)
    attached_at = models.DateTimeField(_("attached on"))
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name=_("attached by"),
        related_name="attached_files",
    )
    # Of whoever has no account, as they were called then.
    by_name = models.CharField(_("attached by, without an account"), max_length=150, blank=True, editable=False)

    objects: ClassVar[Any] = AttachedFileQuerySet.as_manager()
    words = SearchWords(title=["name"], detail=["text"], long=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "digest"], name="file_attached_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:file", args=[self.pk])

    @property
    def closed_by(self) -> Closed:
        closed: Closed = self.item.closed_by
        return closed

    @property
    def giver(self) -> str:
        """Whoever attached it, with an account or without."""
        return str(self.attached_by) if self.attached_by else self.by_name

    @property
    def is_shown(self) -> bool:
        """Whether a browser may show it; it is downloaded else."""
        return self.kind in SHOWN

    @property
    def is_erased(self) -> bool:
        return self.digest.startswith(ERASED)

    @property
    def digest_erased(self) -> str:
        """What stands for the digest from then on: two on one thing differ."""
        return f"{ERASED}{self.pk}"

    @property
    def has_thumbnail(self) -> bool:
        return self.kind in PICTURES and storage.FOLDER.has(storage.thumbnail_of(self.digest))

    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> Entry | None:
        return self.change("detached" if at else "attached", by=by, removed_at=at)
