"""The heaps of an agenda, each with its lines: a follow-up that stands on it, or is offered for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.agendas.carried import Carried
from tracker.agendas.models import Appearance
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.lists.paging import Count

NOT_PENDING = ~Q(status=Status.PENDING)
HEAPS = {
    "ours": (_("We owe"), conditions.OURS & NOT_PENDING),
    "theirs": (_("They owe us"), conditions.OWED_BY_PARTNER & NOT_PENDING),
    "resources": (_("Resources"), conditions.PENDING),
    "reported": (_("Reported done, to be confirmed"), conditions.TO_CONFIRM),
}
# What is not active any more, and asked for by itself.
REPORTED = "reported"
LISTED = {
    "ours": "status=active&owed_by=us",
    "theirs": "status=active&owed_by=partner",
    "resources": "status=pending_resources",
    "reported": "status=done&confirmation=to_confirm",
}


@dataclass(slots=True)
class Line:
    """A follow-up on the agenda, with its `appearance`, or offered for it."""

    follow_up: FollowUp
    mark: str = ""
    appearance: Appearance | None = None
    is_chosen: bool = False
    carried: Carried | None = None
    # Its status before and after, where it changed there; and how its needs are covered, which pages above know.
    changed: tuple[Status, Status] | None = None
    is_confirmed: bool = False
    # What somebody asks to be changed of it, in words.
    requested: str = ""
    bars: Sequence[Any] = ()

    @property
    def is_discussed(self) -> bool:
        return self.appearance is not None and self.appearance.discussed_at is not None


@dataclass(slots=True)
class Heap:
    """`count` is how many are open, of which the `lines` are the first, after those on the agenda."""

    name: str
    label: str
    count: Count
    lines: list[Line] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        return self.count.capped or self.count.number > sum(_is_open(line.follow_up) for line in self.lines)

    @property
    def desk(self) -> str:
        """What the desk calls a heap of which each owes it."""
        return "owed" if self.name == "theirs" else ""

    @property
    def query(self) -> str:
        """What opens just these rows in the list, with a partner."""
        return LISTED[self.name]


def _is_open(follow_up: FollowUp) -> bool:
    return follow_up.is_active or follow_up.is_to_confirm
