"""An activity: work done, the mandates it implements, and the meeting and the words that tell of it."""

from collections.abc import Callable, Iterator, Set
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import Closed, classification_field
from tracker.accounts.models import User
from tracker.directory.access import named_in
from tracker.directory.left import has_left_expression
from tracker.directory.models import Organisation, Person
from tracker.directory.restricted_names import Name, names_in_columns, open_names
from tracker.files.models import files_relation
from tracker.history.models import Entry
from tracker.history.once import once
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked, Values
from tracker.kit.periods import Period
from tracker.mandates.implementing import MANDATES, ImplementingQuerySet, targets_named
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.meetings.access import closing
from tracker.meetings.models import Meeting
from tracker.records import access
from tracker.records.models import Passage
from tracker.search.searchable_model import Indexed
from tracker.search.word_index import SearchWords


class ActivityQuerySet(RemovableQuerySet["Activity"], ImplementingQuerySet["Activity"]):  # type: ignore[override]
    link = "activity"

    def present(self) -> Self:
        return self.filter(*access.present())

    def visible_to(self, user: User) -> Self:
        return self.present()._not_hidden_from(user)

    def removed_for(self, user: User) -> Self:
        return self.removed()._not_hidden_from(user)

    def hidden_from(self, user: User) -> Self:
        """What this person must find no trace of, removed or not."""
        return self.exclude(pk__in=self.model.objects.all()._not_hidden_from(user).values("pk"))

    def _not_hidden_from(self, user: User) -> Self:
        if user.sees_restricted:
            return self
        return self.filter(permissions.own_or_general(user, whose="done_by"), *access.open_to(user))

    def within(self, period: Period) -> Self:
        """Activities of which at least a day falls into the period."""
        return self.filter(starts_on__lte=period.last, ends_on__gte=period.first)

    def of_unit(self, unit: Organisation) -> Self:
        """Activities of the unit or of one of its own."""
        return self.filter(unit__in=unit.keys_of_parts)

    def with_partner(self, organisation: Organisation) -> Self:
        """Activities with the organisation or one of its parts."""
        return self.filter(partner__in=organisation.keys_of_parts)

    def newest_first(self) -> Self:
        return self.order_by("-starts_on", "-id")

    def with_names(self) -> Self:
        """With the rows that a line about an activity shows, in the same query."""
        named = self.select_related("done_by", "unit", "partner", "meeting", "passage__record")
        return named.annotate(done_by_left=has_left_expression("done_by_id", timezone.localdate()))


def _recorded(path: str, user: User) -> list[Q]:
    return access.granted(path, user, Q(**{f"{path}__recorder": user}))


def _recorded_or_done(path: str, user: User) -> list[Q]:
    return access.granted(path, user, Q(**{f"{path}__recorder": user}) | Q(**{f"{path}__done_by__account": user}))


# By what a person did themselves nobody else comes to know them.
named_in(_recorded, person=("activities",))
named_in(_recorded_or_done, organisation=("activities", "unit_activities"))


class Activity(Tracked, Indexed, Removable):
    OPENING = ("classification", "meeting", "passage")
    IN_ROWS = {"mandates": MANDATES}

    title = models.CharField(_("what was done"), max_length=250)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    mandates = models.ManyToManyField(
        Mandate, through="Implementation", verbose_name=_("mandates"), related_name="activities"
    )
    done_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name=_("done by"), related_name="activities"
    )
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("unit"), related_name="unit_activities"
    )
    partner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("partner"), related_name="activities"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, verbose_name=_("meeting"), related_name="activities"
    )
    passage = models.OneToOneField(
        Passage, models.PROTECT, null=True, blank=True, verbose_name=_("passage"), related_name="activity"
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    reached = models.PositiveIntegerField(_("people reached"), null=True, blank=True)
    detail = models.TextField(_("detail"), blank=True)
    classification = classification_field()
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("recorded by"), related_name="recorded_activities"
    )
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = ActivityQuerySet.as_manager()
    words = SearchWords(title=["title"], detail=["place", "detail"])
    files: ClassVar[Any] = files_relation()

    class Meta:
        # Its table was made when this package was a part of that one.
        app_label = "follow_ups"
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-starts_on", "-id"]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="activity_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["recorder", "key"], name="activity_logged_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="activity_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:activity", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def targets(self) -> list[Target]:
        return targets_named(self)

    @property
    def closed_by(self) -> Closed:
        quoted = [self.passage.record.classification] if self.passage else []
        return closing(self.classification, self.meeting, *quoted)

    def hanging(self) -> Iterator[Tracked]:
        yield from self.files.all()

    def restricted_names(self) -> Iterator[Name]:
        return names_in_columns(self)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        open_names(self, changed, by=by)

    @classmethod
    @transaction.atomic
    def log(cls, *, by: User, prepare: Callable[[], Values] = dict, **values: Any) -> Self:
        """A new activity. A `key` used before gives the one it made then: a double submit is one row.

        `prepare` makes what comes with it, such as a passage, and gives further values. One that quotes a record is of
        that record's meeting.
        """
        return once(cls, lambda: cls._log(by, {**values, **prepare()}), key=values.get("key"), maker=by, recorder=by)

    @classmethod
    def _log(cls, by: User, values: dict[str, Any]) -> Self:
        if passage := values.get("passage"):
            values["meeting"] = passage.record.meeting
        return cls.add(by=by, recorder=by, **values)

    def edit(self, *, by: User, **values: Any) -> Entry | None:
        """ValueError when it quotes a record and is to leave the record's meeting: what is restricted hangs on it."""
        if self.passage_id and values.get("meeting", self.meeting) != self.meeting:
            raise ValueError("An activity that quotes a record stays with its meeting.")
        return self.change("edited", by=by, **values)
