"""What each row of an import would do: find its follow-up, compare, and say what is new, changed, same or refused."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tracker.accounts import permissions
from tracker.follow_ups import statuses
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.imports.cell_values import Reader, Row, key_of, unsaved
from tracker.imports.headers import Field, column_name
from tracker.imports.models import Import, ImportRow, RowOutcome

CHUNK = 500
SHOWN = (Field.MEETING, Field.PARTNER, Field.OWNER, Field.UNIT)
PLANNED = ["outcome", "follow_up", "version", "key", "changes", "problems"]


class CellError(Exception):
    """The row is refused: `field` names the cell that is to blame."""

    def __init__(self, field: str, sentence: Any) -> None:
        super().__init__(str(sentence))
        self.field = field


class Plan:
    """Lines have to be planned in their order: a row that says again what an earlier one said is told from it."""

    def __init__(self, source: Import) -> None:
        self.source, self.user, self.reader = source, source.by, Reader(source)
        self.seen: dict[str, int] = {}
        self.taken: dict[Any, int] = {}

    def make(self, lines: Sequence[ImportRow]) -> None:
        """Fill in what becomes of `lines`; nothing is saved."""
        rows = [(line, self.reader.row(line)) for line in lines]
        for line, row in rows:
            line.key = None if row.reference else key_of(line, row, self.seen)
        found = self._find(rows)
        notes = notes_of([follow_up.pk for follow_up in found.values()])
        for line, row in rows:
            if follow_up := found.get(row.reference or line.key):
                self._leave_out_what_it_shows(line, row, follow_up)
            line.follow_up, line.version, line.changes, line.problems = None, None, {}, []
            try:
                line.outcome = self._outcome(line, row, found.get(row.reference or line.key), notes)
            except CellError as wrong:
                row.problems.append((self.reader.place_of(wrong.field), str(wrong)))
            if row.problems:
                line.outcome, line.changes = RowOutcome.REFUSED, {}
                line.problems = [[f"{column_name(place)}{line.number}", words] for place, words in row.problems]

    def _find(self, rows: list[tuple[ImportRow, Row]]) -> dict[Any, FollowUp]:
        """The follow-ups that the rows name, by reference or by key; those of which this person may know."""
        every = FollowUp.objects.visible_to(self.user) | FollowUp.objects.removed_for(self.user)
        named = every.filter(reference__in=[row.reference for _line, row in rows if row.reference]).with_names()
        keyed = every.filter(key__in=[line.key for line, _row in rows if line.key]).with_names().order_by("-id")
        found: dict[Any, FollowUp] = {follow_up.reference: follow_up for follow_up in named}
        return found | {follow_up.key: follow_up for follow_up in keyed}

    def _outcome(self, line: ImportRow, row: Row, follow_up: FollowUp | None, notes: dict[int, set[str]]) -> str:
        self._once(line, row)
        if follow_up is None and row.reference:
            raise CellError(Field.REFERENCE, _("No follow-up of this reference is known to you."))
        if follow_up is not None and follow_up.is_removed:
            name = Field.REFERENCE if row.reference else Field.KEY
            raise CellError(
                name, _("%(reference)s was removed. Bring it back first.") % {"reference": follow_up.reference}
            )
        line.follow_up, line.version = follow_up, follow_up.version if follow_up else None
        if follow_up is None and Field.TITLE not in row.values and not row.problems:
            raise CellError(Field.TITLE, _("A new follow-up needs a title."))
        if row.problems:
            return RowOutcome.REFUSED
        if follow_up is None:
            line.changes = added(row, self.source)
            return RowOutcome.NEW
        if not row.reference and not row.own_number:
            # The very same row was imported before: whatever became of it since, it has nothing new to say.
            return RowOutcome.SAME
        line.changes = changed(follow_up, row, self.source.by, notes[follow_up.pk])
        return RowOutcome.CHANGED if line.changes else RowOutcome.SAME

    def _leave_out_what_it_shows(self, line: ImportRow, row: Row, follow_up: FollowUp) -> None:
        """Our own list comes back as it went out: several meetings may be called alike, a day may be the event's."""
        for name in SHOWN:
            place, words = self.reader.places.get(name), str(getattr(follow_up, name) or "")
            if place is not None and words and line.cells[place : place + 1] == [words]:
                row.values.pop(name, None)
                row.problems = [problem for problem in row.problems if problem[0] != place]
        if row.values.get(Field.DUE) == follow_up.first_of_dates != follow_up.due_on:
            del row.values[Field.DUE]

    def _once(self, line: ImportRow, row: Row) -> None:
        name = row.reference or line.key
        if (first := self.taken.setdefault(name, line.number)) != line.number:
            place = Field.REFERENCE if row.reference else Field.KEY
            raise CellError(place, _("Row %(number)s is about the same follow-up.") % {"number": first})


def notes_of(keys: Sequence[int]) -> dict[int, set[str]]:
    """What was noted on each follow-up so far."""
    said = Entry.objects.about(FollowUp).filter(object_id__in=keys).exclude(note="")
    found: dict[int, set[str]] = defaultdict(set)
    for key, words in said.values_list("object_id", "note"):
        found[key].add(bare(words))
    return found


def bare(words: str) -> str:
    return " ".join(words.split()).casefold()


def new_notes(row: Row, noted: set[str]) -> list[Any]:
    return [note for note in row.notes if bare(note.words) not in noted]


def added(row: Row, source: Import) -> dict[str, Any]:
    """What a new follow-up would hold. Raises CellError when it cannot be."""
    kind = row.values.get(Field.KIND, "other")
    if row.status not in ("", Status.PENDING):
        check_move(Status.OPEN, kind, row, None)
    blank = FollowUp(classification=source.classification)
    return told(blank, row.values) | moved(blank, row) | said(row.notes)


def changed(follow_up: FollowUp, row: Row, user: Any, noted: set[str]) -> dict[str, Any]:
    """What would change of a follow-up. Raises CellError when it may or can not."""
    values = values_for(follow_up, row)
    check_values(follow_up, row, values, user)
    return told(follow_up, values) | moved(follow_up, row) | said(new_notes(row, noted))


def check_values(follow_up: FollowUp, row: Row, values: dict[str, Any], user: Any) -> None:
    """Raises CellError when this person may not write `values` and the row's status, or the follow-up cannot."""
    # Somebody whom the directory does not know yet is another, too.
    replaced = {name for name in ("owner", "meeting") if name in values and values[name] != getattr(follow_up, name)}
    if not permissions.may_update(user, follow_up):
        raise CellError(Field.REFERENCE, _("This follow-up is not yours to change."))
    if "owner" in replaced and not permissions.may_choose_owner(user, follow_up):
        raise CellError(Field.OWNER, _("Only a manager may give it to somebody else."))
    if "meeting" in replaced and follow_up.passage_id:
        raise CellError(Field.MEETING, _("It quotes the record of its meeting and stays with it."))
    target = row.status
    if target == Status.PENDING and follow_up.status not in (Status.PENDING, *statuses.OURS_TO_MOVE):
        raise CellError(Field.STATUS, _("It waits for resources by itself, once it is open and they are lacking."))
    if target not in ("", Status.PENDING, follow_up.status):
        check_move(follow_up.status, values.get("kind", follow_up.kind), row, follow_up)


def values_for(follow_up: FollowUp, row: Row) -> dict[str, Any]:
    """What `edit` is to write: the row's values, and what its status asks for that no move can do."""
    values = dict(row.values)
    if row.status == Status.PENDING != follow_up.status:
        values["conditional"] = True
    if follow_up.status == Status.WAITING and row.status in ("", Status.WAITING):
        values |= {name: row.aside[name] for name in (Field.WAITING_ON, Field.REVIEW_ON) if name in row.aside}
    return values


def waiting(row: Row, follow_up: FollowUp | None) -> dict[str, Any]:
    """On whom and until when, for the move to waiting: as the row says, else the partner and the due date."""
    partner = row.values.get(Field.PARTNER) or (follow_up.partner if follow_up else None)
    due_on = row.values.get(Field.DUE) or (follow_up.due_on if follow_up else None)
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
    return told(follow_up, {"status": row.status}) if row.status else {}


def said(notes: Iterable[Any]) -> dict[str, Any]:
    words = [[note.on.isoformat() if note.on else "", note.words] for note in notes]
    return {"notes": words} if words else {}


def chunks(lines: Sequence[ImportRow]) -> Iterator[Sequence[ImportRow]]:
    for start in range(0, len(lines), CHUNK):
        yield lines[start : start + CHUNK]
