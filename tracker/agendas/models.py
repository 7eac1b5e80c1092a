"""A follow-up on the agenda of a meeting: the same row, never a copy; and what became of it there."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Closed
from tracker.accounts.models import User
from tracker.agendas.points.models import Composition, Outcome, Point  # noqa: F401 (the app's tables stand here)
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.history.opening.former_words import is_readable
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.stored_values import raw
from tracker.history.tracked_model import Tracked
from tracker.history.undo import may_undo, undo
from tracker.history.write_entry import write_entries
from tracker.meetings.models import Meeting


class AppearanceQuerySet(RemovableQuerySet["Appearance"]):
    def visible_to(self, user: User) -> Self:
        return self.present().known_to(user)

    def known_to(self, user: User) -> Self:
        """Taken off or not, of a follow-up and at a meeting that this person both sees.

        Asked of each of the few that stand on an agenda: else all that somebody sees would be read for these.
        """
        follow_up = FollowUp.objects.visible_to(user).filter(pk=OuterRef("follow_up"))
        meeting = Meeting.objects.visible_to(user).filter(pk=OuterRef("meeting"))
        return self.filter(Exists(follow_up), Exists(meeting))

    def hidden_from(self, user: User) -> Self:
        if user.sees_restricted:
            return self.none()
        follow_ups, meetings = FollowUp.objects.hidden_from(user), Meeting.objects.hidden_from(user)
        return self.filter(Q(follow_up__in=follow_ups.values("pk")) | Q(meeting__in=meetings.values("pk")))

    def with_what_closes(self) -> Self:
        return self.select_related("meeting", "follow_up__meeting", "follow_up__passage__record")

    def with_what_changed(self) -> Self:
        """With the move that was made there, the confirmation, and whether either was undone."""
        return self.select_related("moved__undone_by", "confirmation__undone_by")


class Appearance(Tracked, Removable):
    """Removed, it is off the agenda again. Without a `point` of its own it stands among the matters arising.

    `moved` and `confirmation` are the entries by which the follow-up was moved on there, or confirmed, if it was.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name=_("meeting"), related_name="appearances")
    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="appearances", db_index=False
    )
    point = models.ForeignKey(
        Point, models.SET_NULL, null=True, editable=False, verbose_name=_("agenda point"), related_name="appearances"
    )
    position = models.PositiveIntegerField(_("position"))
    discussed_at = models.DateTimeField(_("discussed"), null=True, editable=False)
    said = models.TextField(_("what was said"), blank=True)
    status_before = models.CharField(_("status before"), max_length=20, choices=Status, blank=True, editable=False)
    moved = models.ForeignKey(
        Entry, models.SET_NULL, null=True, editable=False, verbose_name=_("moved on there"), related_name="+"
    )
    confirmation = models.ForeignKey(
        Entry, models.SET_NULL, null=True, editable=False, verbose_name=_("confirmed there"), related_name="+"
    )

    objects: ClassVar[Any] = AppearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("item on an agenda")
        verbose_name_plural = _("items on agendas")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["follow_up", "meeting"], name="appears_once_a_meeting")]

    def __str__(self) -> str:
        return f"{self.follow_up.reference} {self.follow_up}"

    def get_absolute_url(self) -> str:
        return str(self.meeting.get_absolute_url())

    @property
    def closed_by(self) -> Closed:
        """What closes either of the two."""
        return Closed(self.meeting.closed_by | self.follow_up.closed_by)

    @property
    def status_after(self) -> str:
        """How the follow-up left the meeting; as it came, where it was not moved there, or that was undone since."""
        change = self.moved.changes["status"] if self.moved else {}
        return str(change.get("from" if _is_undone(self.moved) else "to", self.status_before))

    def changed_there(self, user: User) -> tuple[Status, Status] | None:
        """Its status before and after, where it changed there and `user` may read of it."""
        if self.moved is None or self.status_after == self.status_before or not is_readable(self.moved, user):
            return None
        return Status(self.status_before), Status(self.status_after)

    def was_confirmed_there(self, user: User) -> bool:
        stands = self.confirmation is not None and not _is_undone(self.confirmation)
        return stands and is_readable(self.confirmation, user)

    @classmethod
    def put_on(
        cls, meeting: Meeting, follow_ups: Iterable[FollowUp], after: int, *, by: User, at: datetime,
        point: Point | None = None,
    ) -> "list[Entry]":  # fmt: skip
        """On the agenda, in the places after that one: new rows, or those that were taken off. What is there stays.

        The caller holds the meeting.
        """
        wanted = list(follow_ups)
        known = {row.follow_up_id: row for row in cls.objects.filter(meeting=meeting, follow_up__in=wanted)}
        new, entries = list[Appearance](), list[Entry | None]()
        for position, each in enumerate(wanted, after + 1):
            where: dict[str, Any] = {"meeting": meeting, "position": position, "point": point}
            if row := known.get(each.pk):
                row.follow_up = each
                entries.append(row._stand_again(by=by, at=at, **where))
            else:
                new.append(cls(follow_up=each, **where))
        cls.objects.bulk_create(new)
        # As of one that was off it before: so it is undone.
        told = {"removed_at": {"from": raw(at), "to": None, "from_text": "", "to_text": ""}}
        return [*filter(None, entries), *write_entries(new, "carried", by=by, at=at, changes=told)]

    def _stand_again(self, *, by: User, at: datetime, **where: Any) -> "Entry | None":
        if self.is_removed:
            return self.change("carried", by=by, at=at, removed_at=None, **where)
        return self.stand_under(where["point"], by)

    def take_off(self, *, by: User, at: datetime) -> "Entry | None":
        return None if self.is_removed else self.change("taken off", by=by, at=at, removed_at=at)

    def stand_under(self, point: Point | None, by: User) -> "Entry | None":
        return self.change("placed", by=by, point=point) if point else None

    def go_with(self, point: Point, *, by: User, at: datetime) -> None:
        """From this agenda to the one on which its point stands now, unless it was spoken of here."""
        if self.meeting_id != point.meeting_id and not self.discussed_at:
            self.take_off(by=by, at=at)
            Appearance.put_on(point.meeting, [self.follow_up], self.position - 1, by=by, at=at, point=point)

    @transaction.atomic
    def discuss(
        self, *, by: User, said: str = "", status: str = "", reason: str = "",
        waiting_on: Organisation | None = None, review_on: date | None = None, at: datetime | None = None,
        confirms: bool = False,
    ) -> "Entry | None":  # fmt: skip
        """It was spoken of there; with a `status` it was moved on there, as its own history says. One undo for both.

        Where it `confirms`, what was reported done is confirmed, on the day of the meeting. What was `said` stays with
        the meeting: whoever sees the follow-up alone does not read it. ValidationError names the fields that the status
        still needs.
        """
        follow_up = FollowUp.objects.get(pk=self.follow_up_id)
        values: dict[str, Any] = {"status_before": self.status_before or follow_up.status}
        values |= {"said": said, "discussed_at": self.discussed_at or at or timezone.now()}
        if status and (
            moved := follow_up.move_to(status, by=by, reason=reason, waiting_on=waiting_on, review_on=review_on)
        ):
            values["moved"] = moved
        if confirms and follow_up.is_to_confirm and (done := follow_up.confirm(by=by, on=self._day_of(follow_up))):
            values["confirmation"] = done
        return self.change("discussed", by=by, at=at, **values)

    def _day_of(self, follow_up: FollowUp) -> date:
        """When it was confirmed here: nothing is before it is reported done."""
        return max(self.meeting.held_on, follow_up.reported_on or self.meeting.held_on)

    def put_back(self, entry: Entry, values: Mapping[str, Any], *, by: User) -> Entry | None:
        """What was moved on or confirmed there goes back with it. Raises NotLast where that changed again since."""
        for name in ("confirmation", "moved"):
            done = getattr(self, name) if name in values else None
            if done and not _is_undone(done):
                self._undo(done, by)
        return super().put_back(entry, values, by=by)

    def _undo(self, done: Entry, by: User) -> None:
        follow_up = FollowUp.objects.with_names().get(pk=self.follow_up_id)
        if not may_undo(by, follow_up, done):
            raise ValidationError(gettext("It was moved on by somebody else: that is not yours to take back."))
        undo(follow_up, done, by=by)


def _is_undone(entry: Entry | None) -> bool:
    return hasattr(entry, "undone_by")
