"""What a row would change of its follow-up, and why it may not: for the preview, and again when it is written."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.follow_ups import statuses
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.would_open import would_open
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.imports.cell_values import unsaved
from tracker.imports.headers import Field
from tracker.imports.models import Import
from tracker.imports.reading.row_values import Row
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import last_day
from tracker.kit.text import fold


class CellError(Exception):
    """The row is refused: `field` names the cell that is to blame."""

    def __init__(self, field: str, sentence: Any) -> None:
        super().__init__(str(sentence))
        self.field = field


def notes_of(keys: Sequence[int], user: User) -> dict[int, set[str]]:
    """What was noted on each follow-up so far, as far as `user` may read it."""
    said = Entry.objects.readable_by(user).about(FollowUp).filter(object_id__in=keys).exclude(note="")
    found: dict[int, set[str]] = defaultdict(set)
    for key, words in said.values_list("object_id", "note"):
        found[key].add(bare(words))
    return found


def bare(words: str) -> str:
    return " ".join(fold(words).split())


def new_notes(row: Row, noted: set[str]) -> list[Any]:
    return [note for note in row.notes if bare(note.words) not in noted]


def added(row: Row, source: Import) -> dict[str, Any]:
    """What a new follow-up would hold. Raises CellError when it cannot be."""
    kind = row.values.get(Field.KIND, "other")
    settle_end(row, None)
    check_waiting(row, None)
    if row.status not in ("", Status.PENDING):
        check_move(Status.OPEN, kind, row, None)
    blank = FollowUp(classification=source.classification)
    check_opening(blank, row.values | row.aside)
    return told(blank, row.values) | moved(blank, row) | said(row.notes)


def changed(follow_up: FollowUp, row: Row, user: Any, noted: set[str]) -> dict[str, Any]:
    """What would change of a follow-up. Raises CellError when it may or can not."""
    values = values_for(follow_up, row)
    check_values(follow_up, row, values, user)
    check_status(follow_up, row, values)
    return told(follow_up, values) | moved(follow_up, row) | said(new_notes(row, noted))


def check_values(follow_up: FollowUp, row: Row, values: dict[str, Any], user: Any) -> None:
    """Raises CellError when this person may not write `values`, or the follow-up cannot hold them."""
    # Somebody whom the directory does not know yet is another, too.
    replaced = {name for name in ("owner", "meeting") if name in values and values[name] != getattr(follow_up, name)}
    if not permissions.may_update(user, follow_up):
        raise CellError(Field.REFERENCE, _("This follow-up is not yours to change."))
    if "owner" in replaced and not permissions.may_choose_owner(user, follow_up):
        raise CellError(Field.OWNER, _("Only a manager may give it to somebody else."))
    if "meeting" in replaced and follow_up.passage_id:
        raise CellError(Field.MEETING, _("It quotes the record of its meeting and stays with it."))
    check_waiting(row, follow_up)
    check_opening(follow_up, values | row.aside)
    if (first := values.get(Field.FIRST_DUE)) and follow_up.first_due_on not in (None, first):
        was = {"day": format_date(follow_up.first_due_on)}
        raise CellError(Field.FIRST_DUE, _("It was first due on %(day)s, and that stays.") % was)


def check_status(follow_up: FollowUp, row: Row, values: dict[str, Any]) -> None:
    """Raises CellError when the row's status leads where the follow-up cannot go from where it stands."""
    target = row.status
    if target == Status.PENDING and follow_up.status not in (Status.PENDING, *statuses.OURS_TO_MOVE):
        raise CellError(Field.STATUS, _("It waits for resources by itself, once it is open and they are lacking."))
    if target not in ("", Status.PENDING, follow_up.status):
        check_move(follow_up.status, values.get("kind", follow_up.kind), row, follow_up)


def check_opening(follow_up: FollowUp, values: dict[str, Any]) -> None:
    """Raises CellError when everybody would come to read or to know what only some do: that is asked on pages."""
    name = would_open(follow_up, values)
    if name == Field.MEETING:
        raise CellError(name, _("It is restricted, and more people would read it. Move it on its own page."))
    if name:
        words = _("Only some know of “%(name)s”, from what is restricted. Make that name general first, on its page.")
        raise CellError(name, words % {"name": values[name]})


def values_for(follow_up: FollowUp, row: Row) -> dict[str, Any]:
    """What `edit` is to write: the row's values, and what its status asks for that no move can do."""
    settle_end(row, follow_up)
    values = dict(row.values)
    if (day := row.aside.get(Field.ENDED)) and row.status in ("", follow_up.status):
        values |= {"ended_on": day, "ended_before": None}
    if row.status == Status.PENDING != follow_up.status:
        values["conditional"] = True
    if follow_up.status == Status.WAITING and row.status in ("", Status.WAITING):
        values |= {name: row.aside[name] for name in (Field.WAITING_ON, Field.REVIEW_ON) if name in row.aside}
    return values


def settle_end(row: Row, follow_up: FollowUp | None) -> None:
    """A day on which it ended says that it is done, where no status says more. CellError where one says otherwise."""
    if not row.aside.get(Field.ENDED):
        return
    if not row.status and (follow_up is None or follow_up.is_active):
        row.aside[Field.STATUS] = Status.DONE
    if row.status in statuses.ACTIVE:
        raise CellError(Field.ENDED, _("It has a day on which it ended, and its status says that it has not."))


def check_waiting(row: Row, follow_up: FollowUp | None) -> None:
    """Raises CellError when a row says on whom or until when, and neither it nor its follow-up that it waits.

    What has ended, or waited until now, may keep whom it waited on. Whoever keeps the status of others keeps that too.
    """
    status = row.status or (follow_up.status if follow_up else "")
    if status == Status.WAITING or row.status in statuses.ENDED or Field.STATUS in row.left_out:
        return
    for name in (Field.WAITING_ON, Field.REVIEW_ON):
        if row.aside.get(name) not in (None, "", getattr(follow_up, name, None)):
            raise CellError(name, _("It does not wait. Give it the status “Waiting on partner”, or leave this empty."))


def waiting(row: Row, follow_up: FollowUp | None) -> dict[str, Any]:
    """On whom and until when, for the move to waiting: as the row says, else the partner and the due date."""
    partner = row.values.get(Field.PARTNER) or (follow_up.partner if follow_up else None)
    due_on = last_day(row.values.get(Field.DUE)) or (follow_up.due_on if follow_up else None)
    return {
        "waiting_on": row.aside.get(Field.WAITING_ON, partner),
        "review_on": row.aside.get(Field.REVIEW_ON, due_on),
    }


def check_move(before: str, kind: str, row: Row, follow_up: FollowUp | None) -> None:
    if row.status == before:
        return
    given = {"reason": "imported", **waiting(row, follow_up)}
    for sentence in statuses.problems(before, row.status, kind, given).values():
        raise CellError(Field.STATUS, sentence)


def told(follow_up: FollowUp, values: dict[str, Any]) -> dict[str, Any]:
    """`FollowUp.differences`, with the names that the directory does not know yet."""
    changes = follow_up.differences({name: value for name, value in values.items() if not unsaved(value)})
    for name, value in values.items():
        if unsaved(value):
            old = follow_up.value_of(name)
            # It has no key yet: any will do, as its words are shown.
            changes[name] = {"from": old and old.pk, "to": 0, "from_text": str(old or ""), "to_text": str(value)}
    return changes


def moved(follow_up: FollowUp, row: Row) -> dict[str, Any]:
    ended = {name: day for name, day in row.aside.items() if name == Field.ENDED and row.status != follow_up.status}
    return told(follow_up, {"status": row.status, **ended}) if row.status else {}


def said(notes: Iterable[Any]) -> dict[str, Any]:
    words = [[note.on.isoformat() if note.on else "", note.words] for note in notes]
    return {"notes": words} if words else {}
