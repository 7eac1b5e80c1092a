"""The points of an agenda: what is to be spoken of at a meeting, who presents it, and what was said of it there."""

from collections.abc import Iterator, Mapping, Set
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Closed
from tracker.accounts.models import User
from tracker.directory.access import named_in
from tracker.directory.left import has_left_expression
from tracker.directory.models import Person
from tracker.directory.restricted_names import Name, names_in_columns, open_names
from tracker.files.models import files_relation
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.once import once
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked
from tracker.meetings import access
from tracker.meetings.models import Meeting
from tracker.records.models import Record


class PointQuerySet(RemovableQuerySet["Point"]):
    def visible_to(self, user: User) -> Self:
        return self.present().known_to(user)

    def removed_for(self, user: User) -> Self:
        return self.removed().known_to(user)

    def known_to(self, user: User) -> Self:
        """Removed or not, of a meeting that this person sees."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user).values("pk"))

    def hidden_from(self, user: User) -> Self:
        return self.filter(meeting__in=Meeting.objects.hidden_from(user).values("pk"))

    def typed(self) -> Self:
        """Without the one that fills itself."""
        return self.filter(standing="")

    def undiscussed(self) -> Self:
        return self.typed().filter(discussed_at=None)

    def with_names(self) -> Self:
        left = has_left_expression("presenter_id", timezone.localdate())
        return self.select_related("meeting", "presenter").annotate(presenter_left=left)


named_in(lambda path, user: access.open_to(f"{path}__meeting", user), person=("points",))


class Point(Tracked, Removable):
    """A point that stands on every agenda has no title of its own. `repeats` is the one of a meeting before, if any."""

    # The classification is that of its meeting, which tells it.
    OPENING = ("meeting", "classification")

    class Standing(models.TextChoices):
        ARISING = "arising", _("Matters arising")

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name=_("meeting"), related_name="points")
    title = models.CharField(_("title"), max_length=250, blank=True)
    standing = models.CharField(_("standing point"), max_length=10, choices=Standing, blank=True, editable=False)
    presenter = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name=_("presented by"), related_name="points"
    )
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    position = models.PositiveIntegerField(_("position"))
    said = models.TextField(_("what was said"), blank=True)
    discussed_at = models.DateTimeField(_("discussed"), null=True, editable=False)
    repeats = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, verbose_name=_("repeats"), related_name="repeated"
    )
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = PointQuerySet.as_manager()
    files: ClassVar[Any] = files_relation()

    class Meta:
        app_label = "agendas"
        verbose_name = _("agenda point")
        verbose_name_plural = _("agenda points")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "key"], name="point_added_once"),
            models.UniqueConstraint(fields=["meeting", "repeats"], name="point_repeated_once_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting", "standing"], condition=~Q(standing=""), name="standing_point_once_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_standing_display() if self.standing else self.title)

    def get_absolute_url(self) -> str:
        return str(self.meeting.get_absolute_url())

    @property
    def closed_by(self) -> Closed:
        closed: Closed = self.meeting.closed_by
        return closed

    def hanging(self) -> Iterator[Tracked]:
        yield from self.files.all()

    def restricted_names(self) -> Iterator[Name]:
        return names_in_columns(self)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        open_names(self, changed, by=by)

    @classmethod
    @transaction.atomic
    def add_to(cls, meeting: Meeting, *, by: User, key: UUID | None = None, **values: Any) -> Self:
        """At the end of the agenda; with the first one the standing point is there. A `key` used before gives its row.

        Of two at once the second one waits.
        """
        hold(meeting)
        cls.arising_at(meeting, by=by)
        values |= {"meeting": meeting, "position": next_position(meeting), "key": key}
        return once(cls, lambda: cls.add(by=by, **values), key=key, maker=by, meeting=meeting)

    @classmethod
    def arising_at(cls, meeting: Meeting, *, by: User) -> "Point":
        """The point under which stands what comes from meetings before. The caller holds the meeting."""
        standing: dict[str, Any] = {"meeting": meeting, "standing": cls.Standing.ARISING}
        found: Point | None = cls.objects.filter(**standing).first()
        return found or cls.add(by=by, **standing, position=0)

    def edit(self, *, by: User, **values: Any) -> Entry | None:
        return self.change("edited", by=by, **values)

    @transaction.atomic
    def place(self, position: int, *, by: User, verb: str = "placed", undoes: Entry | None = None) -> Entry | None:
        """Let it stand in that place, counted from nothing; the others give way without a word."""
        hold(self.meeting)
        self.refresh_from_db()
        others = list(Point.objects.filter(meeting=self.meeting).present().exclude(pk=self.pk))
        position = min(position, len(others))
        for place, each in enumerate(others):
            Point.objects.filter(pk=each.pk).update(position=place + (place >= position))
        return self.change(verb, by=by, undoes=undoes, position=position)

    @transaction.atomic
    def discuss(self, *, by: User, **values: Any) -> Entry | None:
        """It was spoken of; `said` stays with the meeting."""
        return self.change("discussed", by=by, discussed_at=self.discussed_at or timezone.now(), **values)

    @transaction.atomic
    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> Entry | None:
        """What stands under it and was not spoken of is off the agenda with it, and comes back with it."""
        gone_at = self.removed_at
        entry = self.change(verb, by=by, removed_at=at)
        for each in self.appearances.known_to(by).filter(removed_at=gone_at, discussed_at=None):
            each.change("taken off" if at else "carried", by=by, at=at, removed_at=at)
        return entry

    @transaction.atomic
    def move_to(self, meeting: Meeting, *, by: User, at: datetime | None = None) -> Entry | None:
        """To the end of that agenda, with what stands under it and was not spoken of."""
        hold(meeting)
        Point.arising_at(meeting, by=by)
        place: dict[str, Any] = {"meeting": meeting, "position": next_position(meeting)}
        if Point.objects.filter(meeting=meeting, repeats=self.repeats_id).exists():
            place["repeats"] = None
        entry = self.change("postponed", by=by, at=at, **place) if meeting != self.meeting else None
        self._take_along(by)
        return entry

    @transaction.atomic
    def put_back(self, entry: Entry, values: Mapping[str, Any], *, by: User) -> Entry | None:
        """In its place, or at its meeting with what went along with it."""
        if "position" in values and "meeting" not in values:
            return self.place(values["position"], by=by, verb="undid", undoes=entry)
        told = super().put_back(entry, values, by=by)
        self._take_along(by)
        return told

    def _take_along(self, by: User) -> None:
        at = timezone.now()
        for each in self.appearances.visible_to(by).select_related("follow_up"):
            each.go_with(self, by=by, at=at)


def hold(meeting: Meeting) -> None:
    """Let nobody else write the agenda until the transaction ends."""
    Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)


def next_position(meeting: Meeting) -> int:
    last: int | None = Point.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


class Outcome(models.Model):
    """A follow-up that was made while a point was spoken of."""

    follow_up = models.OneToOneField(
        FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="outcome", primary_key=True
    )
    point = models.ForeignKey(Point, models.CASCADE, verbose_name=_("agenda point"), related_name="outcomes")

    class Meta:
        app_label = "agendas"
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self) -> str:
        return f"{self.point}: {self.follow_up}"


class Composition(models.Model):
    """The record that was made of what was said at a meeting, point by point: of each meeting one."""

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, verbose_name=_("meeting"), related_name="composition", primary_key=True
    )
    record = models.OneToOneField(Record, models.CASCADE, verbose_name=_("record"), related_name="composition")

    class Meta:
        app_label = "agendas"
        verbose_name = _("record made at a meeting")
        verbose_name_plural = _("records made at meetings")

    def __str__(self) -> str:
        return str(self.record)
