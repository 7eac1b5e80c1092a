"""Pledges: what organisations offer, and how firm it is."""

from collections.abc import Iterator, Set
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts import permissions
from tracker.accounts.classification_field import GENERAL, Closed, classification_field
from tracker.accounts.models import User
from tracker.accounts.request import once_a_page
from tracker.directory.access import named_in
from tracker.directory.models import Organisation
from tracker.directory.restricted_names import Name, names_in_columns, open_names
from tracker.files.models import files_relation
from tracker.history.models import Entry
from tracker.history.once import once
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked
from tracker.kit.exact_decimal_field import ExactField
from tracker.meetings import access
from tracker.meetings.models import Meeting
from tracker.pledges import stages
from tracker.pledges.resource_measure import Resource, measured
from tracker.pledges.stages import FIRM, PATIENCE, SOFT, Stage
from tracker.search.searchable_model import Indexed, IndexedQuerySet
from tracker.search.word_index import SearchWords


class PledgeQuerySet(RemovableQuerySet["Pledge"], IndexedQuerySet["Pledge"]):  # type: ignore[override]
    def present(self) -> Self:
        return super().present().exclude(meeting__in=Meeting.objects.removed().values("pk"))

    def hidden_from(self, user: User) -> Self:
        """What this person must find no trace of, removed or not."""
        return permissions.hidden(self, _visible(user), user)

    def visible_to(self, user: User) -> Self:
        return self.present().filter(_visible(user))

    def removed_for(self, user: User) -> Self:
        return self.removed().filter(_visible(user))

    def by_donor(self, organisation: Organisation) -> Self:
        """What the organisation or one of its parts pledged."""
        return self.filter(donor__in=organisation.keys_of_parts)

    def firm(self) -> Self:
        return self.filter(stage__in=FIRM)

    def standing(self) -> Self:
        return self.exclude(stage=Stage.WITHDRAWN)

    def with_free(self) -> Self:
        """Those of which something is not allocated yet."""
        return self.filter(allocated__lt=F("quantity"))

    def ageing(self, today: date) -> Self:
        """Words that were never firmed up. `Pledge.is_ageing` says the same."""
        return self.filter(stage__in=SOFT, made_on__lte=today - PATIENCE)

    def with_names(self) -> Self:
        return self.select_related("donor", "meeting", "recorder")


def _visible(user: User) -> Q:
    """Pledges that are general or recorded by `user`, without a hidden meeting; and all of an opened one."""
    if user.sees_restricted:
        return Q()
    opened = Q(meeting__in=once_a_page(user, access.opened()))
    in_the_open = Q(meeting=None) | Q(meeting__classification=GENERAL)
    return opened | (in_the_open & (Q(classification=GENERAL) | Q(recorder=user)))


def _open_to(path: str, user: User) -> list[Q]:
    in_the_open = Q(**{f"{path}__meeting": None}) | Q(**{f"{path}__meeting__classification": GENERAL})
    return [Q(**{f"{path}__recorder": user}) & in_the_open, *access.open_to(f"{path}__meeting", user)]


access.RESTRICTED_PARTS.append("pledges")
named_in(_open_to, organisation=("pledges",))


class Pledge(Tracked, Resource, Indexed, Removable):
    OPENING = ("classification", "meeting")

    donor = models.ForeignKey(Organisation, models.PROTECT, verbose_name=gettext_lazy("donor"), related_name="pledges")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, verbose_name=gettext_lazy("meeting"), related_name="pledges"
    )
    made_on = models.DateField(gettext_lazy("made on"))
    stage = models.CharField(gettext_lazy("stage"), max_length=10, choices=Stage, default=Stage.INDICATED)
    stage_since = models.DateField(gettext_lazy("in this stage since"))
    detail = models.TextField(gettext_lazy("detail"), blank=True)
    # A running total of its allocations, which one function writes: the constraint refuses to spend it twice.
    allocated = ExactField(gettext_lazy("allocated"), default=0, editable=False)
    classification = classification_field()
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=gettext_lazy("recorded by"),
        related_name="recorded_pledges",
    )
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = PledgeQuerySet.as_manager()
    words = SearchWords(title=["what"], detail=["detail"])
    files: ClassVar[Any] = files_relation()

    class Meta:
        verbose_name = gettext_lazy("pledge")
        verbose_name_plural = gettext_lazy("pledges")
        ordering = ["-made_on", "-id"]
        indexes = [
            models.Index(fields=["-made_on", "-id"], name="pledge_newest_first"),
            models.Index(fields=["donor", "-made_on"], name="pledge_of_donor"),
            models.Index(fields=["stage", "made_on"], name="pledge_of_stage"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recorder", "key"], name="pledge_made_once"),
            models.CheckConstraint(
                condition=Q(allocated__gte=0, allocated__lte=F("quantity")), name="pledge_is_not_spent_twice"
            ),
            *measured("pledge"),
        ]

    def __str__(self) -> str:
        return _("%(measure)s from %(donor)s") % {"measure": self.measure, "donor": self.donor}

    def get_absolute_url(self) -> str:
        return reverse("pledges:pledge", args=[self.pk])

    @property
    def closed_by(self) -> Closed:
        """Whoever sees a restricted meeting sees all its pledges."""
        if self.meeting:
            return access.closing(GENERAL, self.meeting, self.classification)
        return access.closing(self.classification, None)

    def hanging(self) -> Iterator[Tracked]:
        yield from self.files.all()

    def restricted_names(self) -> Iterator[Name]:
        return names_in_columns(self)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        open_names(self, changed, by=by)

    @property
    def share(self) -> str:
        """Which part of a need its allocations make up: "covered", "promised", or none."""
        return "" if self.is_removed else stages.share_of(self.stage)

    def is_ageing(self, today: date) -> bool:
        return self.stage in SOFT and self.made_on <= today - PATIENCE

    @classmethod
    @transaction.atomic
    def make(cls, *, by: User, **values: Any) -> Self:
        """A new pledge. A `key` used before gives the one it made then: a double submit is one row."""
        return once(cls, lambda: cls._make(by=by, **values), key=values.get("key"), maker=by, recorder=by)

    @classmethod
    def _make(cls, *, by: User, **values: Any) -> Self:
        meeting = values.get("meeting")
        made_on = values.pop("made_on", None) or (meeting.held_on if meeting else timezone.localdate())
        since = values.pop("stage_since", None) or made_on
        return cls.add(by=by, recorder=by, made_on=made_on, stage_since=since, **values)

    # What follows for the needs that a pledge is allocated to stands above this floor: pages and programs change a
    # pledge through `needs.pledge_changes`, which calls these verbs.

    @transaction.atomic
    def edit(self, *, by: User, **values: Any) -> Entry | None:
        """Change what a form may change. ValidationError when less would be left than is allocated."""
        now = Pledge._base_manager.select_for_update().get(pk=self.pk)
        if problems := now.problems_with_allocated(now.allocated, values):
            raise ValidationError(problems)
        return self.change("edited", by=by, **values)

    def take(self, quantity: Decimal) -> bool:
        """Spend a part of it, or give back what is negative; False, and nothing done, when not so much is free.

        The update itself asks, so that of many at once no two spend the same.
        """
        part = Value(quantity, output_field=ExactField())
        rows = Pledge._base_manager.filter(pk=self.pk, allocated__lte=F("quantity") - part, allocated__gte=-quantity)
        return bool(rows.update(allocated=F("allocated") + part))

    def move_to(self, stage: str, *, by: User, reason: str = "", on: date | None = None) -> Entry | None:
        """Move it to another stage. ValidationError names the fields that the stage still needs."""
        if stage == self.stage:
            return None
        if problems := stages.problems(self.stage, stage, {"reason": reason}):
            raise ValidationError(problems)
        return self.change("moved", by=by, note=reason, stage=stage, stage_since=on or timezone.localdate())
