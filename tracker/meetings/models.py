"""Meetings: who met whom, when, where, and who may know."""

import re
from collections.abc import Iterable, Iterator, Set
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import ExpressionWrapper, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import RESTRICTED, classification_field
from tracker.accounts.models import User
from tracker.directory.access import named_in
from tracker.directory.models import Appointment, Organisation, Person
from tracker.directory.restricted_names import Name, names_in_columns, open_names
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import InRows, Tracked
from tracker.meetings import access
from tracker.meetings.participant_values import Attendance, Participant, ParticipantRole, seat
from tracker.search.searchable_model import Indexed, IndexedQuerySet
from tracker.search.word_index import SearchWords

named_in(
    access.open_to,
    person=("participations__meeting", "readable_meetings"),
    organisation=("participations__meeting",),
)
# "Visit of the Coordinator (2018-05-25)"
LABEL = re.compile(r"(.*?)(?: \((\d{4}-\d\d-\d\d)\))?", re.DOTALL)


class MeetingQuerySet(RemovableQuerySet["Meeting"], IndexedQuerySet["Meeting"]):  # type: ignore[override]
    def hidden_from(self, user: User) -> Self:
        return permissions.hidden(self, access.visible(user), user)

    def visible_to(self, user: User) -> Self:
        """The meetings this person may know of; removed ones are found through `removed_for`."""
        return self.present().filter(access.visible(user))

    def removed_for(self, user: User) -> Self:
        return self.removed().filter(access.visible(user))

    def find(self, words: str) -> Self:
        """Meetings that hold a word for each that was begun; the day of a label, when it is there, must fit too."""
        title, day = LABEL.fullmatch(words.strip()).groups()  # type: ignore[union-attr]
        rows = self.filter(held_on=_day(day)) if day else self
        return rows.search(title, names=True)

    def upcoming(self, today: date) -> Self:
        return self.filter(held_on__gte=today).order_by("held_on", "starts_at", "id")

    def with_partner(self, organisation: Organisation) -> Self:
        """Meetings in which somebody spoke for the organisation or for a part of it."""
        parts = organisation.keys_of_parts
        return self.filter(pk__in=Participation.objects.filter(organisation__in=parts).values("meeting"))

    def held_in(self, year: int) -> Self:
        return self.filter(held_on__year=year)

    def with_people(self) -> Self:
        """Who took part, in two queries however many meetings there are."""
        people = Participation.objects.select_related("person", "organisation")
        return self.prefetch_related(Prefetch("participations", people))

    def of_account(self, user: User) -> Self:
        """Meetings in which this person took part, or which they recorded."""
        seats = Participation.objects.filter(person__account=user).values("meeting")
        return self.filter(Q(recorder=user) | Q(pk__in=seats))

    def mine_first(self, user: User, today: date) -> Self:
        """With `is_mine`: they take part, recorded it, or somebody takes part for a unit in which they hold a post."""
        posts = Appointment.objects.held_on(today).filter(person__account=user, organisation__is_ours=True)
        units = posts.filter(organisation__parent__isnull=False).values("organisation")
        seats = Participation.objects.filter(Q(person__account=user) | Q(organisation__in=units)).values("meeting")
        mine = ExpressionWrapper(Q(recorder=user) | Q(pk__in=seats), output_field=models.BooleanField())
        return self.annotate(is_mine=mine).order_by("-is_mine", *self.query.order_by)

    def with_person(self, person: Person) -> Self:
        """Meetings in which the person took part."""
        return self.filter(pk__in=Participation.objects.filter(person=person).values("meeting"))


def _day(words: str) -> date | None:
    """The day of a label; None, which no meeting has, when there is no such day."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _participants(meeting: "Meeting") -> list[Participant]:
    rows = meeting.participations.select_related("person", "organisation")
    return [row.participant for row in rows]


def _seat(meeting: "Meeting", participants: Iterable[Participant]) -> None:
    by_person = {participant.person.pk: participant for participant in participants}
    meeting.participations.exclude(person__in=by_person).delete()
    for key, participant in by_person.items():
        said = {name: getattr(participant, name) for name in ("organisation", "title", "role", "attendance")}
        meeting.participations.update_or_create(person_id=key, defaults=said)


class Meeting(Tracked, Indexed, Removable):
    """Removed, it takes its records, follow-ups, pledges and activities out of sight with it."""

    OPENING = ("classification",)
    IN_ROWS = {"participants": InRows(_participants, _seat)}

    class Kind(models.TextChoices):
        VISIT = "visit", _("Bilateral visit")
        BILATERAL = "bilateral", _("Bilateral meeting")
        COMMITTEE = "committee", _("Committee or board")
        COUNCIL = "council", _("Council or assembly")
        WORKSHOP = "workshop", _("Workshop or conference")
        CALL = "call", _("Call")
        INTERNAL = "internal", _("Internal meeting")
        OTHER = "other", _("Other")

    title = models.CharField(_("title"), max_length=250)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.BILATERAL)
    held_on = models.DateField(_("date"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=50, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    participants = models.ManyToManyField(
        Person, through="Participation", verbose_name=_("participants"), related_name="meetings"
    )
    readers = models.ManyToManyField(
        Person,
        blank=True,
        verbose_name=_("readers"),
        related_name="readable_meetings",
        help_text=_("Who else may see it when it is restricted."),
    )
    classification = classification_field()
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("recorded by"), related_name="recorded_meetings"
    )
    key = models.UUIDField(null=True, editable=False)

    named_in_history: ClassVar[Any] = {"participants": {Person: seat(0), Organisation: seat(1)}}
    objects: ClassVar[Any] = MeetingQuerySet.as_manager()
    words = SearchWords(title=["title"], detail=["place"])

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on", "-id"]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="meeting_newest_first"),
            models.Index(fields=["title", "id"], name="meeting_by_title"),
            models.Index(fields=["removed_at"], name="meeting_removed", condition=models.Q(removed_at__isnull=False)),
            models.Index(fields=["classification"], name="meeting_of_classification"),
        ]
        constraints = [models.UniqueConstraint(fields=["recorder", "key"], name="meeting_logged_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def label(self) -> str:
        """What a person picks from a list: the day tells meetings of one title apart."""
        return f"{self.title} ({self.held_on:%Y-%m-%d})"

    @property
    def last_day(self) -> date:
        return self.ends_on or self.held_on

    @property
    def is_restricted(self) -> bool:
        return bool(self.classification == RESTRICTED)

    @property
    def is_upcoming(self) -> bool:
        """`MeetingQuerySet.upcoming` says the same in SQL."""
        return self.held_on >= timezone.localdate()

    @property
    def partners(self) -> list[Organisation]:
        """Whom the participants spoke for, us aside, each once."""
        named = (participation.organisation for participation in self.participations.all())
        return list({each.pk: each for each in named if each and not each.is_ours}.values())

    @property
    def attended(self) -> "list[Participation]":
        return [each for each in self.participations.all() if not each.is_absent]

    @property
    def only_partner(self) -> Organisation | None:
        """The one partner that took part; None when there are none or several."""
        there = list(Organisation.objects.partners().filter(participations__meeting=self).distinct()[:2])
        return there[0] if len(there) == 1 else None

    @classmethod
    @transaction.atomic
    def log(cls, *, by: User, participants: Iterable[Participant] = (), **values: Any) -> Self:
        """A new meeting, recorded by `by`, with its participants."""
        return cls.add(by=by, recorder=by, participants=participants, **values)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        """A meeting that became general lets its follow-ups, pledges and activities become so."""
        open_names(self, changed, by=by)
        if "classification" in changed and not self.is_restricted:
            for naming in (*self.follow_ups.with_names(), *self.pledges.with_names(), *self.activities.with_names()):
                naming.follow_through({"classification"}, by=by)

    def restricted_names(self) -> Iterator[Name]:
        yield from names_in_columns(self)
        yield from Organisation.objects.filter(classification=RESTRICTED, participations__meeting=self).distinct()


class Participation(models.Model):
    """A person took part *for* an organisation, with the title held that day."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name=_("meeting"), related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="participations")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("for"),
        related_name="participations",
    )
    title = models.CharField(_("title that day"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=ParticipantRole, default=ParticipantRole.NONE, blank=True)
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance, default=Attendance.ATTENDED)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="person_once_a_meeting")]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"

    @property
    def participant(self) -> Participant:
        return Participant(self.person, self.organisation, self.title, self.role, self.attendance)

    @property
    def is_absent(self) -> bool:
        return bool(self.attendance == Attendance.INVITED)
