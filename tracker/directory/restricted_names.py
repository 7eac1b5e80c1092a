"""What people and organisations share as names, and what holds for all that names them.

A name made in place for a restricted matter is restricted: it is known to who may see a matter that names it. What is
general names only what is general, so whoever writes such a name into a general matter opens it for everybody.
"""

from collections.abc import Iterator, Set
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import GENERAL, ITSELF, RESTRICTED, Closed, classification_field
from tracker.accounts.models import User
from tracker.directory.access import visible_names
from tracker.history.models import Entry
from tracker.history.tracked_model import Tracked
from tracker.kit.text import fold
from tracker.search.searchable_model import Indexed, IndexedQuerySet


class NameQuerySet(IndexedQuerySet[Any]):
    def general(self) -> Self:
        return self.filter(classification=GENERAL)

    def of_everybody(self) -> Self:
        """Those whom everybody may name: of two that were merged the one that stayed."""
        return self.general().filter(merged_into=None)

    def hidden_from(self, user: User) -> Self:
        return permissions.hidden(self, visible_names(self.model, user), user)

    def visible_to(self, user: User) -> Self:
        """Those whom this person may name: of two that were merged the one that stayed."""
        return self.known_to(user).filter(merged_into=None)

    def known_to(self, user: User) -> Self:
        """All that this person may know of, merged into others or not."""
        return self.filter(visible_names(self.model, user)) if user.is_active else self.none()

    def listed_for(self, user: User) -> Self:
        """The same as `visible_to`, for many look-ups: who of the few is known to `user` is asked once, and now."""
        if user.sees_restricted or not user.is_active:
            return self.visible_to(user)
        known = list(self.filter(classification=RESTRICTED).visible_to(user).values_list("pk", flat=True))
        return self.filter(Q(classification=GENERAL) | Q(pk__in=known), merged_into=None)

    def find(self, words: str) -> Self:
        """Rows in which every word of `words` begins a word; with the mark only restricted ones."""
        folded, restricted = fold(words), fold(mark())
        if folded.endswith(restricted):
            return self.filter(classification=RESTRICTED).search(folded.removesuffix(restricted))
        return self.search(folded)

    def by_key(self, key: int) -> Any:
        """The row of this key; if that was merged, the one that stands for it, as far as it is among these."""
        return self.filter(pk=key).first() or self.filter(merged__in=self._merged().filter(pk=key)).first()

    def formerly(self, words: str) -> Any:
        """The one among these into which somebody was merged who is called so in whole; None if it is not just one."""
        wanted = fold(words)
        found = self._merged().filter(merged_into__in=self).find(words)[:20]
        same = {each.merged_into_id for each in found if wanted in map(fold, (each.label, str(each), each.name))}
        return self.filter(pk__in=same).first() if len(same) == 1 else None

    def _merged(self) -> Any:
        """Those of whom it may be told: a restricted one is not named by a general one that stands for it."""
        return self.model._default_manager.filter(classification=F("merged_into__classification"))


class Name(Tracked, Indexed):
    OPENING = ("classification",)
    HAS_READ_PAST = False
    # Nothing closes it but its own classification.
    IS_CLOSED_ALONE = True
    GATES = permissions.IN_DIRECTORY
    # What is known stays known; merges are taken apart; who signs in as whom is set where accounts are.
    OTHER_WAY_BACK = frozenset({"opened", "merged", "took over", "unmerged", "account", "erased"})
    # What one that stays has from one that is merged into it, where it has nothing itself.
    TAKEN_OVER: ClassVar[tuple[str, ...]] = ("about",)

    folded: Any
    appointments: Any
    classification = classification_field()
    # Written by `merging` alone: a row that is merged is named by no other, and found nowhere.
    merged_into_id: int | None
    merged_into: Any = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, verbose_name=_("merged into"), related_name="merged"
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = self.folded_words()
        super().save(*args, **kwargs)

    def folded_words(self) -> str:
        raise NotImplementedError

    @property
    def closed_by(self) -> Closed:
        return Closed({ITSELF}) if self.classification == RESTRICTED else Closed()

    @property
    def survivor(self) -> Any:
        """Who stands for it: itself, unless it was merged into another."""
        return self.merged_into or self

    @property
    def full_name(self) -> str:
        raise NotImplementedError

    @property
    def label(self) -> str:
        """What a person picks from a list: long enough to tell namesakes apart, and what few know from what all do."""
        return f"{self.full_name}{mark()}" if self.is_restricted else self.full_name

    def told_once_open(self) -> list[str]:
        """What stands of it beside its name, which all read once it is general; no posts with whom few know."""
        own = [getattr(self, name, "") for name in ("telephone", "email", "website", "about")]
        return [*filter(None, own), *(f"{post.person}: {post}" for post in self.posts_once_open())]

    def posts_once_open(self) -> list[Any]:
        posts: Any = self.appointments.select_related("person", "organisation")
        return [post for post in posts if not any(each.is_restricted and each != self for each in post.both)]

    def restricted_names(self) -> Iterator["Name"]:
        return names_in_columns(self)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        open_names(self, changed, by=by)

    @transaction.atomic
    def open(self, *, by: User | None) -> Entry | None:
        """Let everybody know of it, once: nothing hides it again."""
        locked = type(self)._default_manager.select_for_update()
        self.refresh_from_db(fields=["version", "classification"], from_queryset=locked)
        return self.change("opened", by=by, classification=GENERAL)


def open_names(item: Any, changed: Set[str], *, by: User | None) -> None:
    """Let everybody know of those whom `item` names, once it is general; `changed` are the columns just written.

    Its class has `OPENING`, the columns that decide beside the names themselves whether it is general; its
    `restricted_names` are those that only some know of.
    """
    columns = {*item.OPENING, *(column.name for column in naming_columns(type(item)))}
    if changed & columns and not item.is_restricted:
        for name in item.restricted_names():
            name.open(by=by)


def names_in_columns(item: models.Model) -> Iterator[Name]:
    """The restricted ones among those whom its columns name."""
    for column in naming_columns(type(item)):
        if column.many_to_many:
            yield from getattr(item, column.name).filter(classification=RESTRICTED)
        elif (name := getattr(item, column.name)) and name.is_restricted:
            yield name


def mark() -> str:
    return f" ({gettext('restricted')})"


def naming_columns(model: type[models.Model]) -> list[Any]:
    columns = (*model._meta.fields, *model._meta.many_to_many)
    return [each for each in columns if isinstance(each.related_model, type) and issubclass(each.related_model, Name)]
