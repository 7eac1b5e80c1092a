"""What somebody asks of many follow-ups at once: what each becomes, why one refuses, the verb that does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.directory.restricted_names import Name
from tracker.follow_ups import statuses
from tracker.follow_ups.models.accepting import problems_with_acceptance
from tracker.follow_ups.models.confirming import lacks_evidence
from tracker.follow_ups.models.follow_up import FollowUp
from tracker.follow_ups.models.would_open import would_open
from tracker.history.models import Entry
from tracker.history.stored_values import raw, text
from tracker.history.three_way_merge import merge
from tracker.history.visible import is_hidden
from tracker.history.wording import words_of_entry
from tracker.kit.dates.as_said import last_day, later_by
from tracker.tags.models import Tag

YEARS = range(1900, 2201)


class Refusal(TextChoices):
    """Why one of many was left alone."""

    SAME = "same", _("It stands like that already.")
    RIGHT = "right", _("You may not change this of it.")
    OVERTAKEN = "overtaken", _("Somebody else changed the same thing meanwhile.")
    TRANSITION = "transition", _("It cannot go there from its present status.")
    REASON = "reason", _("It needs a reason: say why in the note.")
    EVIDENCE = "evidence", _("It needs evidence: say in the note what shows that it is done.")
    PARTNER = "partner", _("It names no partner to wait on.")
    OTHER_KIND = "kind", _("It is no recommendation.")
    ENDED = "ended", _("It has ended, so its due date stays.")
    UNDATED = "undated", _("It has no due date to shift.")
    MOVED = "moved", _("Its due date was moved before, so that it needs a reason: say why in the note.")
    FAR = "far", _("Its due date would leave the years from 1900 to 2200.")
    GONE = "gone", _("It is no longer there for you.")
    STOPPED = "stopped", _("It was not begun.")
    NAME = "name", _("It would let everybody know of a restricted name. Make that name general first.")
    SINCE = "since", _("It has changed again since.")


@dataclass(frozen=True)
class BulkEdit:
    """`columns` maps columns to what they become, `shift` moves the due date by so many days; `note` tells why.

    `tag` is given and `tag_off` taken off, whatever other tags each has.
    """

    status: str = ""
    waiting_on: Organisation | None = None
    review_on: date | None = None
    shift: int = 0
    columns: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    tag: Tag | None = None
    tag_off: Tag | None = None

    @property
    def asks(self) -> bool:
        return bool(self._changes or self.note)

    @property
    def is_note(self) -> bool:
        """Whether it only adds a note, which nothing takes back."""
        return not self._changes

    @property
    def _changes(self) -> bool:
        return bool(self.status or self.shift or self.columns or self.tag or self.tag_off)

    def stored(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "waiting_on": raw(self.waiting_on),
            "review_on": raw(self.review_on),
            "shift": self.shift,
            "tag": raw(self.tag),
            "tag_off": raw(self.tag_off),
            "columns": {name: raw(value) for name, value in self.columns.items()},
            "note": self.note,
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """What `stored` gave, as far as its rows are still there."""
        blank = FollowUp()
        rows = {name: blank.from_raw(name, stored[name]) for name in ("waiting_on", "review_on")}
        columns = {name: blank.from_raw(name, value) for name, value in stored["columns"].items()}
        tags = {name: Tag.objects.by_key(key) for name in ("tag", "tag_off") if (key := stored.get(name))}
        return cls(**{**stored, **rows, **tags, "columns": columns})

    def values(self, follow_up: FollowUp) -> dict[str, Any]:
        """The columns of this one, and what each becomes; resources may still hold up a status."""
        values = dict(self.columns)
        if self.tag or self.tag_off:
            had = [tag for tag in follow_up.value_of("tags") if tag not in (self.tag, self.tag_off)]
            values["tags"] = [*had, *filter(None, [self.tag])]
        if self.shift and follow_up.due:
            values["due_on"] = later_by(follow_up.due, self.shift)
        if self.status and self.status != follow_up.status:
            waits = self.status == statuses.Status.WAITING
            values |= {"status": self.status, "waiting_on": (self.waiting_on or follow_up.partner) if waits else None}
            values["review_on"] = self.review_on if waits else None
        return values

    def refusal(self, follow_up: FollowUp, version: int, user: User) -> str:
        """Why `user` cannot have it of this one, which was chosen when it stood at `version`; empty when they can."""
        values = self.values(follow_up)
        if (due_on := last_day(values.get("due_on"))) and due_on.year not in YEARS:
            return Refusal.FAR
        changed = follow_up.differences(values).keys()
        if not permissions.may_write(user, follow_up, {*changed, *({"status"} if self.is_note else ())}):
            return Refusal.RIGHT
        if self.shift and not follow_up.due_on:
            return Refusal.UNDATED
        if not changed and not self.is_note:
            return Refusal.SAME
        if would_open(follow_up, values):
            return Refusal.NAME
        return self._refused_by_life(follow_up, values) or self._overtaken(follow_up, version, values, user)

    def apply(self, follow_up: FollowUp, *, by: User) -> Entry | None:
        """Do it, through the verb that one would have used for this one alone."""
        values = self.values(follow_up)
        names = {*self.columns, *(["due_on"] if self.shift else ()), *({"tags"} & values.keys())}
        others = {name: value for name, value in values.items() if name in names}
        if "status" in values:
            given = {"waiting_on": values["waiting_on"], "review_on": values["review_on"]}
            return follow_up.move_to(self.status, by=by, reason=self.note, **given, **others)
        if self.is_note:
            return follow_up.note(self.note, by=by)
        if names == {"due_on"}:
            return follow_up.set_due(others["due_on"], by=by, reason=self.note)
        if names == {"owner"} and not self.note:
            return follow_up.give_to(others["owner"], by=by)
        return follow_up.edit(by=by, reason=self.note, **others)

    def lines(self, follow_up: FollowUp) -> list[words_of_entry.FieldChange]:
        """What it changes of this one, as history would tell it."""
        return worded(follow_up.differences(self.values(follow_up)))

    def summary(self, user: User) -> list[words_of_entry.FieldChange]:
        """What it asks for, whatever it is asked of; it names nobody of whom `user` must find no trace by now."""
        asked = {**self.columns, **({"status": self.status} if self.status else {})}
        asked |= {name: value for name in ("waiting_on", "review_on") if (value := getattr(self, name))}
        told = {name: {"to": raw(value), "to_text": _told(value, user)} for name, value in asked.items()}
        if tags := [f"{sign} {tag}" for sign, tag in (("+", self.tag), ("−", self.tag_off)) if tag]:
            told["tags"] = {"to": tags, "to_text": ", ".join(tags)}
        # From words, not from nothing: what is emptied is told, too.
        return worded({name: {"from": "", "from_text": "", **to} for name, to in told.items()})

    def _refused_by_life(self, follow_up: FollowUp, values: Mapping[str, Any]) -> str:
        if "status" in values:
            given = {**values, "reason": self.note}
            problems = statuses.problems(follow_up.status, self.status, follow_up.kind, given)
            if problems:
                told = {"status": Refusal.TRANSITION, "waiting_on": Refusal.PARTNER}
                return told.get(next(iter(problems)), Refusal.REASON)
            if lacks_evidence(follow_up, self.status, self.note):
                return Refusal.EVIDENCE
        kind = values.get("kind", follow_up.kind)
        if values.get("acceptance") and (wrong := problems_with_acceptance(kind, values["acceptance"], self.note)):
            return Refusal.OTHER_KIND if "acceptance" in wrong else Refusal.REASON
        moves = raw(values.get("due_on", follow_up.due)) != raw(follow_up.due)
        if moves and not follow_up.is_active:
            return Refusal.ENDED
        if not statuses.problems_without_reason(follow_up, values, self.note):
            return ""
        firmness = {"strength": values.get("strength", follow_up.strength)}
        return Refusal.REASON if statuses.problems_without_reason(follow_up, firmness, "") else Refusal.MOVED

    def _overtaken(self, follow_up: FollowUp, version: int, values: Mapping[str, Any], user: User) -> str:
        return Refusal.OVERTAKEN if merge(follow_up, version, values, by=user)[1] else ""


def _told(value: Any, user: User) -> str:
    return "…" if isinstance(value, Name) and is_hidden(value, user) else text(value)


def worded(changes: dict[str, Any]) -> list[words_of_entry.FieldChange]:
    return words_of_entry.changed_lines(FollowUp, changes)
