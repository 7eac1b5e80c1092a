"""A follow-up: what was agreed, tracked until it is done. Its verbs are the only way to move it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import Closed, classification_field
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.directory.restricted_names import Name, names_in_columns
from tracker.files.models import files_relation
from tracker.follow_ups import statuses
from tracker.follow_ups.choices import Acceptance, FollowUpPriority, Kind, OwedBy, Progress, Strength
from tracker.follow_ups.models.accepting import note_acceptance
from tracker.follow_ups.models.access import is_everybodys
from tracker.follow_ups.models.confirming import confirm_done, is_unconfirmed, reported
from tracker.follow_ups.models.following import follow_changes
from tracker.follow_ups.models.indexes import CONSTRAINTS, INDEXES
from tracker.follow_ups.models.optional_link import optional_link
from tracker.follow_ups.models.promised_to import is_promised_to
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.models.reference import new_reference
from tracker.follow_ups.models.settling import lacks, settle_status
from tracker.follow_ups.models.soonest_of_dates import DUE, first_day, first_of
from tracker.follow_ups.progress.told_progress import told_progress
from tracker.follow_ups.statuses import ACTIVE, Status
from tracker.history.models import Channel, Entry
from tracker.history.once import is_sent_twice, once
from tracker.history.removable import Removable
from tracker.history.tracked_model import Tracked, Values
from tracker.kit.dates.as_said import LONGEST_WORDS, Said, last_day, said_of
from tracker.mandates.implementing import MANDATES, targets_named
from tracker.mandates.models import Mandate
from tracker.meetings.access import closing
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge
from tracker.records.models import Passage
from tracker.search.searchable_model import Indexed
from tracker.search.word_index import SearchWords
from tracker.tags.models import Tag
from tracker.tags.tags_of_a_row import TAGS


class FollowUp(Tracked, Indexed, Removable):
    GATES = permissions.OF_FOLLOW_UP
    OPENING = ("classification", "meeting", "passage")
    FIRST = {"first_due_on": "due_on"}
    IN_ROWS: ClassVar[Any] = {"mandates": MANDATES, "tags": TAGS}  # The steps of its event add themselves.
    COPIES = ("updated_at",)  # Every deed is an update, a note too.
    AS_SAID = {"due_on": ("due_begins", "due_words")}

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=250)
    detail = models.TextField(_("detail"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    strength = models.CharField(_("strength"), max_length=12, choices=Strength, default=Strength.AGREED)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=FollowUpPriority, null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.OPEN, editable=False)
    progress = models.PositiveSmallIntegerField(_("state of progress"), choices=Progress, null=True, editable=False)
    acceptance = models.PositiveSmallIntegerField(_("acceptance"), choices=Acceptance, null=True, editable=False)
    conditional = models.BooleanField(
        _("conditional on resources"), default=False, help_text=_("It can start once money or people are there.")
    )
    owed_by = models.CharField(_("owed by"), max_length=8, choices=OwedBy, default=OwedBy.US)
    owner = optional_link(Person, _("owner"), "follow_ups")
    unit = optional_link(Organisation, _("unit"), "unit_follow_ups")
    partner = optional_link(Organisation, _("partner"), "follow_ups")
    meeting = optional_link(Meeting, _("meeting"), "follow_ups")
    passage = models.OneToOneField(
        Passage, models.PROTECT, null=True, blank=True, verbose_name=_("passage"), related_name="follow_up"
    )
    mandates = models.ManyToManyField(
        Mandate, through="Implementation", blank=True, verbose_name=_("mandates"), related_name="follow_ups"
    )
    tags = models.ManyToManyField(Tag, blank=True, verbose_name=_("tags"), related_name="follow_ups")
    waiting_on = optional_link(Organisation, _("waiting on"), "awaited_in")
    agreed_on = models.DateField(_("agreed on"), null=True, editable=False)
    due_on = models.DateField(_("due date"), null=True, blank=True)
    due_begins = models.DateField(_("due, first day"), null=True, blank=True, editable=False)
    due_words = models.CharField(_("due, as said"), max_length=LONGEST_WORDS, blank=True, editable=False)
    # These two are copies, so that a list of a million knows what is late without a join. The invitation writes them.
    reply_due_on = models.DateField(_("reply due"), null=True, editable=False)
    event_on = models.DateField(_("event to deliver"), null=True, editable=False)
    due_order = models.GeneratedField(expression=first_of(DUE), output_field=models.DateField(), db_persist=True)
    first_due_on = models.DateField(_("first due date"), null=True, editable=False)
    review_on = models.DateField(_("review date"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    # It came in as ended from a list that does not say when: `ended_on` only says that it had by then.
    ended_before = models.DateField(_("ended before"), null=True, editable=False)
    reported_on = models.DateField(_("reported done on"), null=True, editable=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, editable=False)
    confirmed_by = optional_link(Person, _("confirmed by"), "confirmed_follow_ups")
    imported_on = models.DateField(_("imported on"), null=True, editable=False)
    classification = classification_field()
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("recorded by"), related_name="recorded_follow_ups",
        db_index=False,
    )  # fmt: skip
    key = models.UUIDField(null=True, editable=False)
    entered_on = models.DateField(_("entered on"), null=True, editable=False)
    updated_at = models.DateTimeField(_("last update"), auto_now=True)
    named_in_history: ClassVar[Any] = {"pledge": {Pledge: lambda key: [key] if key else []}}  # Of an allocation.
    files: ClassVar[Any] = files_relation()
    objects: ClassVar[Any] = FollowUpQuerySet.as_manager()
    words = SearchWords(title=["reference", "title"], detail=["detail"], initials="title")

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["-id"]
        indexes = INDEXES
        constraints = CONSTRAINTS

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("follow_ups:follow_up", args=[self.pk])

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def closed_by(self) -> Closed:
        return closing(self.classification, self.meeting, self.record_classification)

    @cached_property
    def record_classification(self) -> str | None:
        """That of the record it quotes; a list brings it along without the record."""
        return self.passage.record.classification if self.passage else None

    @property
    def has_event(self) -> bool:
        return self.kind == Kind.INVITATION

    @property
    def event(self) -> Any:
        """The `Invitation` with its event, while the follow-up is of that kind; else None."""
        return getattr(self, "invitation", None) if self.has_event and self.pk else None

    first_of_dates, targets = property(first_day), property(targets_named)
    is_to_confirm = property(is_unconfirmed)
    is_everybodys = property(is_everybodys)
    confirm, is_promised_to, settle = confirm_done, is_promised_to, settle_status
    answer_recommendation, follow_through = note_acceptance, follow_changes

    @property
    def due(self) -> Said | None:
        return said_of(self.due_begins, self.due_on, self.due_words)

    def hanging(self) -> Iterator[Tracked]:
        yield from (*self.links_to.all(), *self.links_from.all(), *self.files.all(), *self.change_requests.all())
        yield from self.appearances.with_what_closes()

    def restricted_names(self) -> Iterator[Name]:
        yield from names_in_columns(self)
        yield from self.event.restricted_names() if self.event else ()
        for request in self.change_requests.all() if self.pk else ():
            yield from request.restricted_names()

    @classmethod
    @transaction.atomic
    def log(cls, *, by: User, prepare: Callable[[], Values] = dict, **values: Any) -> Self:
        """A new follow-up. A `key` used before gives the one it made then: a double submit is one row.

        `prepare` makes what comes with it, such as a passage, and gives further values. One that quotes a record is of
        that record's meeting.
        """
        return once(cls, lambda: cls._log(by, {**values, **prepare()}), key=values.get("key"), maker=by, recorder=by)

    @classmethod
    def _log(cls, by: User, values: dict[str, Any]) -> Self:
        if passage := values.get("passage"):
            values["meeting"] = passage.record.meeting
        day = values["meeting"].held_on if values.get("meeting") else values.get("agreed_on") or timezone.localdate()
        is_restricted = cls(**{name: values[name] for name in cls.OPENING if name in values}).is_restricted
        values |= {
            "status": Status.PENDING if values.get("conditional") else Status.OPEN,
            "first_due_on": values.get("first_due_on") or last_day(values.get("due_on")),
            "reference": new_reference(day.year, is_restricted=is_restricted),
            "entered_on": None if values.get("imported_on") else timezone.localdate(),
        }
        return cls.add(by=by, recorder=by, **values)

    def edit(self, *, by: User, reason: str = "", channel: str = Channel.WEB, **values: Any) -> Entry | None:
        """Change what a form may change; status follows. ValueError when it would leave the record that it quotes."""
        if self.passage_id and values.get("meeting", self.meeting) != self.meeting:
            raise ValueError("A follow-up that quotes a record stays with its meeting.")
        values = self._with_reason(values, reason)
        if "conditional" in values:
            values["status"] = statuses.settled(self.status, lacks=lacks(self, values["conditional"]))
        return self.change("edited", by=by, note=reason, channel=channel, **values)

    def move_to(
        self, status: str, *, by: User | None, reason: str = "", waiting_on: Organisation | None = None,
        review_on: date | None = None, also: Values | None = None, channel: str = Channel.WEB, by_name: str = "",
        **others: Any,
    ) -> Entry | None:  # fmt: skip
        """Move it on in its life. ValidationError names the fields that the new status still needs.

        `others` are columns that change along with it, such as the day on which it ended, where that is not today.
        """
        if status == self.status:
            return None
        given = {"reason": reason, "waiting_on": waiting_on, "review_on": review_on}
        kind = others.get("kind", self.kind)
        if problems := statuses.problems(self.status, status, kind, given):
            raise ValidationError(problems)
        status = statuses.settled(status, lacks=lacks(self, self.conditional))
        values: dict[str, Any] = {"status": status, "waiting_on": None, "review_on": None}
        values |= {"waiting_on": waiting_on, "review_on": review_on} if status == Status.WAITING else {}
        values |= {"ended_on": None if status in ACTIVE else timezone.localdate(), "ended_before": None}
        values |= reported(self, status, kind)
        values |= self.event.answer_for(status, by=by) if self.event and kind == Kind.INVITATION else {}
        values |= self._with_reason(others, reason)
        verb = "reopened" if self.confirmed_on else "moved"
        return self.change(verb, by=by, by_name=by_name, note=reason, also=also, channel=channel, **values)

    def set_due(self, due_on: Said | None, *, by: User, reason: str = "", channel: str = Channel.WEB) -> Entry | None:
        values = self._with_reason({"due_on": due_on}, reason)
        return self.change("dated", by=by, note=reason, channel=channel, **values)

    def give_to(self, owner: Person | None, *, by: User, note: str = "", at: datetime | None = None) -> Entry | None:
        return self.change("given", by=by, note=note, at=at, owner=owner)

    @transaction.atomic
    def note(self, words: str, *, by: User | None, progress: int | None = None, **how: Any) -> Entry | None:
        """Clashes with no change of others. ValidationError when a note of a later day said already how it goes."""
        self.refresh_from_db(from_queryset=FollowUp.objects.select_for_update())
        who = {"by": by, "by_name": how.get("by_name", "")}
        if is_sent_twice(self.history.first(), "noted", words, at=how.get("at"), **who):
            return None
        return self.change("noted", by=by, note=words, **told_progress(self, progress, how.get("at")), **how)

    def _with_reason(self, values: Values, reason: str) -> dict[str, Any]:
        """`values`, and the first due date with them. ValidationError where they need a reason that is not given."""
        if problems := statuses.problems_without_reason(self, values, reason):
            raise ValidationError(problems)
        is_dated = "due_on" in values
        return {**({"first_due_on": self.first_due_on or last_day(values["due_on"])} if is_dated else {}), **values}
