"""Tags: the few words of the house under which follow-ups are found together, and which follow-up has which."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import batched
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.get_or_add import one_at_a_time
from tracker.history.models import Entry
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked
from tracker.kit.text import fold, sought

LONGEST = 40
AT_ONCE = 5_000


class TagQuerySet(RemovableQuerySet["Tag"]):
    def visible_to(self, user: User) -> Self:
        """The list of tags is for everybody who is signed in."""
        return self.standing() if user.is_active else self.none()

    def standing(self) -> Self:
        """Those that can be given: neither removed nor merged into another."""
        return self.present().filter(merged_into=None)

    def merged(self) -> Self:
        return self.present().filter(merged_into__isnull=False)

    def find(self, words: str) -> Self:
        """Those in which every word of `words` stands."""
        rows = self
        for word in sought(words):
            rows = rows.filter(folded__contains=word)
        return rows

    def by_key(self, key: int) -> "Tag | None":
        """The tag of this key; if that was merged, the one that stands for it."""
        return self.filter(pk=shown_as().get(key) or 0).first()

    def formerly(self, words: str) -> "Tag | None":
        """The one that stands for a tag of that name, which was merged into it."""
        gone = Tag.objects.merged().filter(folded=fold(words)).first()
        return self.by_key(gone.pk) if gone else None


class Tag(Tracked, Removable):
    """Merged into another it is shown as that one, wherever it was given; taken apart it is itself again."""

    GATES = permissions.IN_DIRECTORY
    COPIES = ("folded",)
    # It is taken apart on the page of tags, whatever was done to it since.
    OTHER_WAY_BACK = frozenset({"merged_into"})
    is_restricted = False

    name = models.CharField(_("name"), max_length=LONGEST)
    folded = models.CharField(max_length=LONGEST, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, verbose_name=_("merged into"), related_name="merged"
    )

    objects: ClassVar[Any] = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["folded", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["folded"], condition=Q(removed_at=None, merged_into=None), name="tag_called_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The follow-ups that have it."""
        return f"{reverse('follow_ups:list')}?status=&tags={self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)
        super().save(*args, **kwargs)

    @classmethod
    @transaction.atomic
    def write(cls, name: str, *, by: User | None) -> Self:
        """A new tag. ValidationError when there is one of that name."""
        one_at_a_time(cls)
        cls(name=name).refuse_twin()
        return cls.add(by=by, name=name)

    @transaction.atomic
    def change(self, verb: str, **values: Any) -> Entry | None:
        """ValidationError when another tag of that name stands there by then."""
        one_at_a_time(Tag)
        names = ("name", "removed_at", "merged_into")
        changed = Tag(pk=self.pk, **{name: values.get(name, getattr(self, name)) for name in names})
        if not changed.removed_at and not changed.merged_into:
            changed.refuse_twin()
        family = _family(self.pk)
        entry = super().change(verb, **values)
        if entry and {"removed_at", "merged_into"} & entry.changes.keys():
            _hold(keys := family | _family(self.pk))
            show(keys)
        return entry

    @transaction.atomic
    def merge_into(self, stays: "Tag", *, by: User) -> Entry | None:
        """Let `stays` be shown wherever this was given. ValidationError when one of them is not there any more.

        None where somebody did just that at the same moment.
        """
        one_at_a_time(Tag)
        if Tag._base_manager.filter(pk=self.pk, merged_into=stays).exists():
            return None
        if Tag.objects.standing().filter(pk__in={self.pk, stays.pk}).count() < 2:
            raise ValidationError(gettext("Choose another tag, one that is in the list."))
        return self.change("merged", by=by, merged_into=stays)

    def take_apart(self, *, by: User) -> Entry | None:
        return self.change("unmerged", by=by, merged_into=None) if self.merged_into_id else None

    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> Entry | None:
        return self.change(verb, by=by, removed_at=at)

    def refuse_twin(self) -> None:
        if Tag.objects.standing().filter(folded=fold(self.name)).exclude(pk=self.pk).exists():
            raise ValidationError({"name": gettext("There is a tag of that name already.")})


class Tagging(models.Model):
    """Somebody gave a follow-up a tag. What is shown of it, `FollowUp.tags`, is a copy: `show` and `give` write it."""

    follow_up = models.ForeignKey(
        "follow_ups.FollowUp", models.CASCADE, verbose_name=_("follow-up"), related_name="taggings", db_index=False
    )
    tag = models.ForeignKey(Tag, models.PROTECT, verbose_name=_("tag"), related_name="taggings")

    class Meta:
        verbose_name = _("tag of a follow-up")
        verbose_name_plural = _("tags of follow-ups")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["follow_up", "tag"], name="tag_given_once")]

    def __str__(self) -> str:
        return f"{self.follow_up} - {self.tag}"


def shown_as() -> dict[int, int | None]:
    """By the key of every tag the key of that which stands for it; none where that is removed. Tags are few."""
    standing = set(Tag.objects.standing().values_list("pk", flat=True))
    return {pk: top if top in standing else None for pk, top in _tops().items()}


def show(keys: Collection[int]) -> None:
    """Let follow-ups show what stands for the tags of these keys, and for nothing else that does."""
    copies: Any = Tag.follow_ups.through.objects
    stands = shown_as()
    given = Tagging.objects.filter(tag__in=keys).order_by().values_list("follow_up", "tag")
    shown = {(follow_up, stands[tag]) for follow_up, tag in given.iterator() if stands[tag]}
    copies.filter(tag__in=keys).delete()
    for some in batched(sorted(shown), AT_ONCE):
        copies.bulk_create([copies.model(followup_id=follow_up, tag_id=tag) for follow_up, tag in some])


def give(row: Any, tags: Iterable[Tag]) -> None:
    """Let the follow-up `row` show exactly these; what was given and shows nothing today is let be."""
    wanted, taggings = {tag.pk for tag in tags}, Tagging.objects.filter(follow_up=row)
    _hold({*wanted, *taggings.values_list("tag", flat=True)})
    stands = shown_as()
    taggings.filter(tag__in=[pk for pk, shown in stands.items() if shown and shown not in wanted]).delete()
    there = {stands[pk] for pk in taggings.values_list("tag", flat=True)}
    for pk in sorted(wanted - there):
        Tagging.objects.create(follow_up=row, tag_id=pk)
    row.tags.set({shown for pk in taggings.values_list("tag", flat=True) if (shown := stands[pk])})


def _hold(keys: Collection[int]) -> None:
    """Of those who give a tag, merge it or remove it, one goes on after the other: the copy is right in the end."""
    list(Tag._base_manager.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def _tops() -> dict[int, int]:
    """By the key of every tag that into which it was merged in the end, or itself."""
    above = dict(Tag._base_manager.values_list("pk", "merged_into"))

    def top(pk: int) -> int:
        return top(parent) if (parent := above[pk]) else pk

    return {pk: top(pk) for pk in above}


def _family(key: int) -> set[int]:
    """The keys of all that come to the same tag as this."""
    tops = _tops()
    return {pk for pk, top in tops.items() if top == tops[key]}
