"""The life of a follow-up: its statuses, what may follow on what, and what each needs. Pure, no rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.choices import Kind
from tracker.kit.dates.as_said import last_day


class Status(models.TextChoices):
    OPEN = "open", _("Open")
    IN_PROGRESS = "in_progress", _("In progress")
    WAITING = "waiting", _("Waiting on partner")
    PENDING = "pending_resources", _("Pending resources")
    DONE = "done", _("Done")
    DECLINED = "declined", _("Declined")
    DROPPED = "dropped", _("Dropped")
    LAPSED = "lapsed", _("Lapsed")


ACTIVE = (Status.OPEN, Status.IN_PROGRESS, Status.WAITING, Status.PENDING)
ENDED = (Status.DONE, Status.DECLINED, Status.DROPPED, Status.LAPSED)
# Where no due date sorts: after every date there is.
NEVER = date(9999, 12, 31)
# Late is what nobody but us holds up.
OURS_TO_MOVE = (Status.OPEN, Status.IN_PROGRESS)

# `pending_resources` is computed, never chosen, so no status leads to it. `lapsed` is for invitations.
_ENDS = (Status.DONE, Status.DECLINED, Status.DROPPED, Status.LAPSED)
NEXT: Mapping[str, tuple[Status, ...]] = {
    Status.OPEN: (Status.IN_PROGRESS, Status.WAITING, *_ENDS),
    Status.IN_PROGRESS: (Status.OPEN, Status.WAITING, *_ENDS),
    Status.WAITING: (Status.OPEN, Status.IN_PROGRESS, *_ENDS),
    Status.PENDING: _ENDS,
    **dict.fromkeys(ENDED, (Status.OPEN,)),
}


def next_of(status: str, kind: str) -> tuple[Status, ...]:
    """The statuses a person may choose from here, in the order they are offered."""
    return tuple(after for after in NEXT[status] if after is not Status.LAPSED or kind == Kind.INVITATION)


def needs(before: str, after: str) -> tuple[str, ...]:
    """The fields a person must fill to move from one status to the other."""
    if after == Status.WAITING:
        return ("waiting_on", "review_on")
    if after in (Status.DECLINED, Status.DROPPED) or before in ENDED:
        return ("reason",)
    return ()


def settled(status: str, *, lacks: bool) -> str:
    """Where a follow-up stands, given whether it lacks resources: pending is computed, here and nowhere else."""
    if lacks and status in OURS_TO_MOVE:
        return Status.PENDING
    return Status.OPEN if status == Status.PENDING and not lacks else status


def lacks(conditional: bool, covered: Iterable[bool]) -> bool:
    """Whether it lacks resources: by which of its needs are covered; where none are estimated, by the condition."""
    found = list(covered)
    return not all(found) if found else conditional


@cache
def choices(status: Status, kind: str) -> tuple[tuple[Status, bool], ...]:
    """The statuses to choose from here, each with whether it needs more than a click."""
    return tuple((after, bool(needs(status, after))) for after in next_of(status, kind))


SENTENCES = {
    "reason": _("Say why, in a few words."),
    "evidence": _("Say what shows that it is done, or attach a file that does."),
    "waiting_on": _("Name the partner you are waiting on."),
    "review_on": _("Say until when you wait, so that Suivi can remind you."),
}


def problems(before: str, after: str, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What keeps the move from being made: a sentence for each field; empty when all is well."""
    if after not in next_of(before, kind):
        return {"status": _("It cannot go there from its present status. Look at it again and choose another.")}
    return {field: SENTENCES[field] for field in needs(before, after) if not given.get(field)}


def problems_without_reason(stands: Any, values: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """What keeps `values` from a follow-up that stands like this, until somebody says why."""
    due_on, strength = values.get("due_on", stands.due_on), values.get("strength", stands.strength)
    moved = problems_with_due(stands.first_due_on, stands.due_on, last_day(due_on), reason)
    return moved or problems_with_strength(stands.strength, strength, reason)


def problems_with_strength(old: str, new: str, reason: str) -> dict[str, Any]:
    """How firm it is was said when it was logged: to say otherwise needs a reason."""
    if new != old and not reason:
        return {"reason": _("How firm it is changes. Say why.")}
    return {}


def problems_with_due(first_due_on: Any, old: Any, new: Any, reason: str) -> dict[str, Any]:
    """From the second move of a due date on, a move needs a reason."""
    moved_before = first_due_on is not None and old != first_due_on
    if moved_before and new != old and not reason:
        return {"reason": _("The due date was moved before. Say why it moves again.")}
    return {}
