"""A meeting as one of a series: its slot stays its own, moved or called off."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.history.models import Entry

# What the series itself writes; whatever else stands in the history of a meeting somebody did by hand.
BY_SERIES = ("added", "followed", "dropped")
# Who calls a meeting off, or back, says nothing of how it is prepared.
UNDID = "undid"


class OfSeries:
    """What a meeting has from its series, and what becomes of it there. A part of `Meeting`."""

    history: Any
    hanging: Any
    change: Any
    set_removed: Any
    is_removed: bool
    series_id: int | None
    held_on: date
    slot_on: date | None
    called_off_at: datetime | None
    called_off_because: str

    @property
    def is_called_off(self) -> bool:
        return self.called_off_at is not None

    @property
    def said_off(self) -> str:
        """That it is called off, and why; nothing of one that is not."""
        return _("Called off: %(reason)s") % {"reason": self.called_off_because} if self.is_called_off else ""

    @property
    def is_in_place(self) -> bool:
        """It takes place, as far as is known; `MeetingQuerySet.in_place` says the same in SQL."""
        return not (self.is_removed or self.is_called_off)

    @property
    def is_moved(self) -> bool:
        """To another day than the rule of its series gave it."""
        return self.slot_on is not None and self.slot_on != self.held_on

    @property
    def is_as_made(self) -> bool:
        """Nobody has moved or edited it, or put anything into it: it follows its series."""
        by_hand = self.history.filter(undone_by=None).exclude(verb__in=(*BY_SERIES, UNDID))
        return not by_hand.exists() and not any(True for _each in self.hanging())

    def follows_on(self, today: date) -> bool:
        """Whether it changes with its series: it is to come, and nobody touched it."""
        return self.held_on > today and self.is_in_place and self.is_as_made

    @property
    def was_dropped(self) -> bool:
        """Its series took it out, and not somebody."""
        newest = self.history.order_by("-id").first()
        return newest is not None and newest.verb == "dropped"

    def join(self, series: Any, *, by: User) -> Entry | None:
        """It becomes one of the series, and its day its slot. ValidationError where it is of one already."""
        if self.series_id:
            raise ValidationError(_("This meeting is one of a series already."))
        entry: Entry | None = self.change("joined", by=by, series=series, slot_on=self.held_on)
        return entry

    def follow_series(self, plan: Mapping[str, Any], *, by: User | None) -> Entry | None:
        """It is as the series says; if the series had taken it out, it is back."""
        entry: Entry | None = self.change("followed", by=by, removed_at=None, ends_on=None, **plan)
        return entry

    def drop(self, *, by: User | None) -> Entry | None:
        """The series does not meet then any more."""
        entry: Entry | None = self.set_removed("dropped", timezone.now(), by=by)
        return entry

    def call_off(self, *, by: User, why: str) -> Entry | None:
        """It does not take place, and the next one of its series is there. Twice, it does nothing more."""
        if self.is_called_off:
            return None
        values: dict[str, Any] = {"called_off_at": timezone.now(), "called_off_because": why}
        entry: Entry | None = self.change("called off", by=by, **values)
        return entry
