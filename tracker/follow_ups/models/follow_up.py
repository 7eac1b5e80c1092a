"""A follow-up: what was agreed, tracked until it is done. Its verbs are the only way to move it."""

from collections.abc import Callable, Iterator, Set
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification import RESTRICTED, classification_field
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.directory.names import Name
from tracker.follow_ups import life
from tracker.follow_ups.kinds import Kind, OwedBy, Strength
from tracker.follow_ups.life import ACTIVE, Status
from tracker.follow_ups.models.dates import Dated
from tracker.follow_ups.models.implementing import Implementing
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.models.reference import next_reference
from tracker.follow_ups.telling import tell_ready
from tracker.history.models import Channel, Entry
from tracker.history.once import is_sent_twice, once
from tracker.history.recorded import Values
from tracker.history.removable import Removable
from tracker.kit.search.table import Words
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.records.models import Passage


class FollowUp(Dated, Implementing, Removable):
    OPENING = ("classification", "meeting", "passage")

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=250)
    detail = models.TextField(_("detail"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    strength = models.CharField(_("strength"), max_length=12, choices=Strength, default=Strength.AGREED)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.OPEN, editable=False)
    conditional = models.BooleanField(
        _("conditional on resources"), default=False, help_text=_("It can start once money or people are there.")
    )
    owed_by = models.CharField(_("owed by"), max_length=8, choices=OwedBy, default=OwedBy.US)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name=_("owner"), related_name="follow_ups",
        db_index=False,
    )  # fmt: skip
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("unit"), related_name="unit_follow_ups",
        db_index=False,
    )  # fmt: skip
    partner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("partner"), related_name="follow_ups",
        db_index=False,
    )  # fmt: skip
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, verbose_name=_("meeting"), related_name="follow_ups",
        db_index=False,
    )  # fmt: skip
    passage = models.OneToOneField(
        Passage, models.PROTECT, null=True, blank=True, verbose_name=_("passage"), related_name="follow_up"
    )
    mandates = models.ManyToManyField(
        Mandate, through="Implementation", blank=True, verbose_name=_("mandates"), related_name="follow_ups"
    )
    waiting_on = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("waiting on"), related_name="awaited_in",
        db_index=False,
    )  # fmt: skip
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    classification = classification_field()
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("recorded by"), related_name="recorded_follow_ups",
        db_index=False,
    )  # fmt: skip
    key = models.UUIDField(null=True, editable=False)
    updated_at = models.DateTimeField(_("last update"), auto_now=True)

    objects: ClassVar[Any] = FollowUpQuerySet.as_manager()
    words = Words(title=["reference", "title"], detail=["detail"])

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["-id"]
        # Each column by which the list is sorted has one; what a follow-up names is looked up in the same.
        indexes = [
            models.Index(fields=["due_order", "id"], name="follow_up_active_by_due", condition=Q(ended_on=None)),
            models.Index(fields=["due_order", "id"], name="follow_up_by_due"),
            models.Index(fields=["owner", "due_order", "id"], name="follow_up_of_owner"),
            models.Index(fields=["owner", "due_order", "id"], name="follow_up_active_of", condition=Q(ended_on=None)),
            models.Index(fields=["partner", "due_order", "id"], name="follow_up_of_partner"),
            models.Index(fields=["unit", "due_order", "id"], name="follow_up_of_unit"),
            models.Index(fields=["status", "due_order", "id"], name="follow_up_of_status"),
            models.Index(fields=["kind", "due_order", "id"], name="follow_up_of_kind"),
            models.Index(fields=["strength", "due_order", "id"], name="follow_up_of_strength"),
            models.Index(fields=["owed_by", "due_order", "id"], name="follow_up_owed_by"),
            models.Index(fields=["waiting_on", "due_order", "id"], name="follow_up_waiting_on"),
            models.Index(fields=["meeting", "due_order", "id"], name="follow_up_from_meeting"),
            models.Index(fields=["meeting", "owner"], name="follow_up_of_meeting"),
            models.Index(fields=["title", "id"], name="follow_up_by_title"),
            models.Index(fields=["first_due_on", "id"], name="follow_up_by_first_due"),
            models.Index(fields=["ended_on", "due_order", "id"], name="follow_up_by_end"),
            models.Index(fields=["-updated_at", "-id"], name="follow_up_lately"),
            models.Index(fields=["event_on", "id"], name="follow_up_of_event", condition=Q(event_on__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recorder", "key"], name="follow_up_logged_once"),
            models.CheckConstraint(
                condition=Q(ended_on=None) ^ ~Q(status__in=ACTIVE), name="follow_up_has_an_end_once_it_ended"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("follow_ups:follow_up", args=[self.pk])

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def is_restricted(self) -> bool:
        """The strictest classification of its own, its meeting's and its record's."""
        meeting = self.meeting.classification if self.meeting else None
        return RESTRICTED in (self.classification, meeting, self.record_classification)

    @cached_property
    def record_classification(self) -> str | None:
        """That of the record it quotes; a list brings it along without the record."""
        return self.passage.record.classification if self.passage else None

    @property
    def next_statuses(self) -> tuple[Status, ...]:
        return life.next_of(self.status, self.kind)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        """What its event names, it names itself."""
        on_event = any(name.startswith("invitation") for name in changed)
        super().follow_through({*changed, "classification"} if on_event else changed, by=by)

    def restricted_names(self) -> Iterator[Name]:
        yield from super().restricted_names()
        yield from self.event.restricted_names() if self.event else ()

    @classmethod
    @transaction.atomic
    def log(cls, *, by: User, prepare: Callable[[], Values] = dict, **values: Any) -> Self:
        """A new follow-up. A `key` used before gives the one it made then: a double submit is one row.

        `prepare` makes what comes with it, such as a passage, and gives further values. One that quotes a record is of
        that record's meeting.
        """
        return once(cls, lambda: cls._log(by, {**values, **prepare()}), key=values.get("key"), recorder=by)

    @classmethod
    def _log(cls, by: User, values: dict[str, Any]) -> Self:
        if passage := values.get("passage"):
            values["meeting"] = passage.record.meeting
        meeting, due_on = values.get("meeting"), values.get("due_on")
        return cls.add(
            by=by,
            **values,
            recorder=by,
            first_due_on=due_on,
            status=Status.PENDING if values.get("conditional") else Status.OPEN,
            reference=next_reference((meeting.held_on if meeting else timezone.localdate()).year),
        )

    def edit(self, *, by: User, reason: str = "", channel: str = Channel.WEB, **values: Any) -> Entry | None:
        """Change what a form may change; status follows when the condition on resources does.

        ValueError when it quotes a record and is to leave the record's meeting: what is restricted hangs on it.
        """
        if self.passage_id and values.get("meeting", self.meeting) != self.meeting:
            raise ValueError("A follow-up that quotes a record stays with its meeting.")
        if "due_on" in values:
            values |= self._due(values["due_on"], reason)
        if "conditional" in values:
            values["status"] = life.settled(self.status, lacks=self._lacks(values["conditional"]))
        return self.change("edited", by=by, note=reason, channel=channel, **values)

    def move_to(
        self,
        status: str,
        *,
        by: User,
        reason: str = "",
        waiting_on: Organisation | None = None,
        review_on: date | None = None,
        also: Values | None = None,
        channel: str = Channel.WEB,
        **others: Any,
    ) -> Entry | None:
        """Move it on in its life. ValidationError names the fields that the new status still needs.

        `others` are columns that change along with it.
        """
        if status == self.status:
            return None
        given = {"reason": reason, "waiting_on": waiting_on, "review_on": review_on}
        if problems := life.problems(self.status, status, self.kind, given):
            raise ValidationError(problems)
        status = life.settled(status, lacks=self._lacks(self.conditional))
        ended_on = None if status in ACTIVE else timezone.localdate()
        if status != Status.WAITING:
            waiting_on = review_on = None
        values = {"status": status, "waiting_on": waiting_on, "review_on": review_on, "ended_on": ended_on}
        values |= self.answer_for(status, by=by)
        if "due_on" in others:
            others |= self._due(others["due_on"], reason)
        return self.change("moved", by=by, note=reason, also=also, channel=channel, **values, **others)

    def set_due(self, due_on: date | None, *, by: User, reason: str = "") -> Entry | None:
        return self.change("dated", by=by, note=reason, **self._due(due_on, reason))

    def give_to(self, owner: Person | None, *, by: User, note: str = "", at: datetime | None = None) -> Entry | None:
        return self.change("given", by=by, note=note, at=at, owner=owner)

    @transaction.atomic
    def note(self, words: str, *, by: User, at: datetime | None = None, channel: str = Channel.WEB) -> Entry | None:
        FollowUp.objects.select_for_update().get(pk=self.pk)
        sent_before = is_sent_twice(self.history.first(), "noted", words, by=by, at=at)
        return None if sent_before else self.change("noted", by=by, note=words, at=at, channel=channel)

    def _due(self, due_on: date | None, reason: str) -> dict[str, Any]:
        if problems := life.problems_with_due(self.first_due_on, self.due_on, due_on, reason):
            raise ValidationError(problems)
        return {"due_on": due_on, "first_due_on": self.first_due_on or due_on}

    def settle(self, verb: str, *, by: User, also: Values) -> Entry | None:
        """Let status follow after needs or pledges changed; `also` says what did, and one entry tells both."""
        status = life.settled(self.status, lacks=self._lacks(self.conditional))
        if status != self.status:
            verb = "readied" if status == Status.OPEN else "blocked"
        if verb == "readied":
            tell_ready(self, by=by)
        return self.change(verb, by=by, also=also, status=status)

    def _lacks(self, conditional: bool) -> bool:
        return life.lacks(conditional, (need.is_covered for need in self.needs.kept()))
