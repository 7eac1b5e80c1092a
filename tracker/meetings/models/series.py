"""A series: meetings that repeat by a rule. The next one is there before anybody makes it."""

from collections.abc import Iterator, Set
from datetime import date
from itertools import takewhile
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import ITSELF, RESTRICTED, Closed, classification_field
from tracker.accounts.models import User
from tracker.directory.access import named_in
from tracker.directory.left import has_left_expression
from tracker.directory.models import Organisation, Person
from tracker.directory.restricted_names import Name, names_in_columns, open_names
from tracker.history.models import Entry
from tracker.history.once import once
from tracker.history.related_rows_as_value import InRows
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked
from tracker.meetings.models.kinds import MeetingKind
from tracker.meetings.models.usual_participant import UsualParticipant, read_usual, write_usual
from tracker.meetings.participant_values import seat
from tracker.meetings.series import access
from tracker.meetings.series.follow import follow
from tracker.meetings.series.rule import days_of, last_day_of
from tracker.meetings.series.rule_in_words import said_rule
from tracker.meetings.series.usual_participant_values import Usual, invited_on, read_back
from tracker.search.searchable_model import Indexed, IndexedQuerySet
from tracker.search.word_index import SearchWords

FIRST_IS_GENERAL = _("Everybody sees the meeting that becomes its first one: restrict that first.")


class SeriesQuerySet(RemovableQuerySet["Series"], IndexedQuerySet["Series"]):  # type: ignore[override]
    def hidden_from(self, user: User) -> Self:
        """What this person must find no trace of, removed or not."""
        return permissions.hidden(self, access.visible(user), user)

    def visible_to(self, user: User) -> Self:
        return self.present().filter(access.visible(user))

    def removed_for(self, user: User) -> Self:
        return self.removed().filter(access.visible(user))

    def with_usual(self) -> Self:
        left = has_left_expression("person_id", timezone.localdate())
        rows = UsualParticipant.objects.select_related("person", "organisation").annotate(person_left=left)
        return self.prefetch_related(Prefetch("usual_participants", rows))

    def ended(self, today: date) -> Self:
        """Those that somebody has ended."""
        return self.filter(ended_on__lte=today)

    def find(self, words: str) -> Self:
        """Series in whose name or place a word begins with each that was typed."""
        return self.search(words, names=True)

    def going_on(self, today: date) -> Self:
        """Those that nobody has ended."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=today))


named_in(
    access.open_to,
    person=("usual_participations__series", "readable_series"),
    organisation=("usual_participations__series",),
)


class Series(Tracked, Indexed, Removable):
    """Its meetings follow it as long as nobody moved or prepared them, and they are to come: see `follow`."""

    OPENING = ("classification",)
    IN_ROWS = {"usual": InRows(read_usual, write_usual, read_back)}

    name = models.CharField(_("name"), max_length=250)
    rule = models.CharField(_("rule"), max_length=300)
    begins_on = models.DateField(_("first day"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=50, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=MeetingKind, default=MeetingKind.BILATERAL)
    readers = models.ManyToManyField(
        Person,
        blank=True,
        verbose_name=_("readers"),
        related_name="readable_series",
        help_text=_("Who else may see it when it is restricted."),
    )
    classification = classification_field()
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("recorded by"), related_name="recorded_series"
    )
    key = models.UUIDField(null=True, editable=False)

    named_in_history: ClassVar[Any] = {"usual": {Person: seat(0), Organisation: seat(1)}}
    objects: ClassVar[Any] = SeriesQuerySet.as_manager()
    words = SearchWords(title=["name"], detail=["place"])

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series of meetings")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["name", "id"], name="series_by_name")]
        constraints = [models.UniqueConstraint(fields=["recorder", "key"], name="series_made_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:series", args=[self.pk])

    @property
    def closed_by(self) -> Closed:
        return Closed({ITSELF}) if self.classification == RESTRICTED else Closed()

    @property
    def has_ended(self) -> bool:
        """Somebody ended it, or no day is to come by its rule."""
        today = timezone.localdate()
        until = self.ended_on or last_day_of(self.rule)
        return until is not None and until <= today

    @property
    def rule_in_words(self) -> str:
        return said_rule(self.rule, self.begins_on)

    @property
    def usual(self) -> list[Usual]:
        return read_usual(self)

    def days(self, since: date) -> Iterator[date]:
        """The days on which it meets by its rule, as long as it goes on."""
        days = days_of(self.rule, self.begins_on, since=since)
        return takewhile(lambda day: self.ended_on is None or day <= self.ended_on, days)

    def plan(self, day: date) -> dict[str, Any]:
        """What a meeting on that day is like, as long as nobody says otherwise."""
        same = {name: getattr(self, name) for name in ("starts_at", "zone", "place", "kind", "classification")}
        people = {"readers": list(self.readers.all()), "participants": invited_on(day, self.usual)}
        return {"title": self.name, "held_on": day, "slot_on": day, **same, **people}

    @classmethod
    @transaction.atomic
    def make(cls, *, by: User, first: Any = None, **values: Any) -> Self:
        """A new series with its next meeting; the meeting `first`, which is there, becomes one of it.

        A `key` used before gives the one it made then: a double submit is one series.
        """
        return once(cls, lambda: cls._make(by, first, values), key=values.get("key"), maker=by, recorder=by)

    @classmethod
    def _make(cls, by: User, first: Any, values: dict[str, Any]) -> Self:
        series = cls.add(by=by, recorder=by, **values)
        if first and series.is_restricted and not first.is_restricted:
            raise ValidationError({"classification": FIRST_IS_GENERAL})
        if first:
            first.join(series, by=by)
        follow(series, by=by)
        return series

    def end(self, *, by: User, on: date, why: str = "") -> Entry | None:
        """After that day it meets no more: what was made for later is taken out, unless somebody prepared it."""
        if self.ended_on == on:
            return None
        return self.change("ended", by=by, note=why, ended_on=on)

    def restricted_names(self) -> Iterator[Name]:
        yield from names_in_columns(self)
        yield from Organisation.objects.filter(classification=RESTRICTED, usual_participations__series=self).distinct()
        yield from Person.objects.filter(classification=RESTRICTED, usual_participations__series=self).distinct()

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        """Its meetings to come follow it; those of a new one once its first meeting is among them."""
        open_names(self, changed | ({"classification"} if "usual" in changed else set()), by=by)
        if self.version > 1:
            follow(self, by=by)
