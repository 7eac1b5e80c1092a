"""A meeting: who met whom, when, where, and who may know."""

from collections.abc import Iterable, Iterator, Set
from datetime import date
from itertools import chain
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import GENERAL, RESTRICTED, Closed, classification_field
from tracker.accounts.models import User
from tracker.directory.access import named_in
from tracker.directory.models import Organisation, Person
from tracker.directory.restricted_names import Name, names_in_columns, open_names
from tracker.files.models import files_relation
from tracker.history.related_rows_as_value import InRows
from tracker.history.removable import Removable
from tracker.history.tracked_model import Tracked
from tracker.kit.date_formats import format_date
from tracker.meetings import access
from tracker.meetings.models.kinds import MeetingKind
from tracker.meetings.models.of_series import OfSeries
from tracker.meetings.models.participation import Participation
from tracker.meetings.models.queries import MeetingQuerySet
from tracker.meetings.models.series import Series
from tracker.meetings.participant_values import Participant, read_back, seat
from tracker.meetings.series.follow import follow
from tracker.search.searchable_model import Indexed
from tracker.search.word_index import SearchWords

named_in(
    access.open_to,
    person=("participations__meeting", "readable_meetings"),
    organisation=("participations__meeting",),
)


def _participants(meeting: "Meeting") -> list[Participant]:
    rows = meeting.participations.select_related("person", "organisation")
    return [row.participant for row in rows]


def _seat(meeting: "Meeting", participants: Iterable[Participant]) -> None:
    by_person = {participant.person.pk: participant for participant in participants}
    meeting.participations.exclude(person__in=by_person).delete()
    for key, participant in by_person.items():
        said = {name: getattr(participant, name) for name in ("organisation", "title", "role", "attendance")}
        meeting.participations.update_or_create(person_id=key, defaults=said)


class Meeting(OfSeries, Tracked, Indexed, Removable):
    """Removed, it takes its records, follow-ups, pledges and activities out of sight with it."""

    OPENING = ("classification",)
    IN_ROWS = {"participants": InRows(_participants, _seat, read_back)}

    Kind = MeetingKind

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
    # By which calendars know it, however often it is moved.
    uid = models.UUIDField(default=uuid4, editable=False)
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, verbose_name=_("series"), related_name="meetings", db_index=False
    )
    # The day that the rule of its series gave it: it keeps that when it is moved.
    slot_on = models.DateField(_("day by the rule"), null=True, editable=False)
    called_off_at = models.DateTimeField(_("called off"), null=True, editable=False)
    called_off_because = models.CharField(_("why it is called off"), max_length=500, blank=True, editable=False)

    named_in_history: ClassVar[Any] = {"participants": {Person: seat(0), Organisation: seat(1)}}
    objects: ClassVar[Any] = MeetingQuerySet.as_manager()
    words = SearchWords(title=["title"], detail=["place"])
    files: ClassVar[Any] = files_relation()

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
        constraints = [
            models.UniqueConstraint(fields=["recorder", "key"], name="meeting_logged_once"),
            models.UniqueConstraint(fields=["series", "slot_on"], name="slot_of_series_filled_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def label(self) -> str:
        """What a person picks from a list: the day tells meetings of one title apart."""
        return f"{self.title} ({self.held_on:%Y-%m-%d})"

    @property
    def with_day(self) -> str:
        """As a sentence names it."""
        return f"{self.title}, {format_date(self.held_on)}"

    @property
    def last_day(self) -> date:
        return self.ends_on or self.held_on

    @property
    def closed_by(self) -> Closed:
        return access.closing(GENERAL, self)

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
    def attended(self) -> list[Participation]:
        return [each for each in self.participations.all() if not each.is_absent]

    @property
    def only_partner(self) -> Organisation | None:
        """The one partner that took part; None when there are none or several."""
        there = list(Organisation.objects.partners().filter(participations__meeting=self).distinct()[:2])
        return there[0] if len(there) == 1 else None

    @classmethod
    @transaction.atomic
    def log(cls, *, by: User | None, participants: Iterable[Participant] = (), **values: Any) -> Self:
        """A new meeting, recorded by `by` unless another recorder is named, with its participants."""
        return cls.add(by=by, participants=participants, **{"recorder": by, **values})

    def hanging(self) -> Iterator[Tracked]:
        appearances = self.appearances.with_what_closes()
        yield from chain(self.records.all(), *self._naming(), appearances, self.files.all())

    def _naming(self) -> tuple[Any, ...]:
        named = self.follow_ups.with_names(), self.pledges.with_names(), self.activities.with_names()
        return *named, self.points.with_names()

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        """A meeting that became general lets its follow-ups, pledges and activities become so."""
        open_names(self, changed, by=by)
        if "called_off_at" in changed and self.is_called_off and self.series:
            follow(self.series, by=by)
        if "classification" in changed and not self.is_restricted:
            for naming in chain(*self._naming()):
                naming.follow_through({"classification"}, by=by)

    def restricted_names(self) -> Iterator[Name]:
        yield from names_in_columns(self)
        yield from Organisation.objects.filter(classification=RESTRICTED, participations__meeting=self).distinct()
