"""What each row of an import would do: find its follow-up, compare, and say what is new, changed, same or refused."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tracker.follow_ups.models import FollowUp
from tracker.imports.cell_values import Reader, Row, key_of
from tracker.imports.headers import Field
from tracker.imports.lists.numbers import is_other_matter, key_in_list
from tracker.imports.models import Import, ImportRow, RowOutcome
from tracker.imports.row_changes import CellError, added, changed, notes_of

CHUNK = 500
SHOWN = (Field.MEETING, Field.PARTNER, Field.OWNER, Field.UNIT)
PLANNED = ["outcome", "follow_up", "version", "key", "changes", "problems"]


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
            line.key = None if row.reference else self._key(line, row)
        found = self._find(rows)
        notes = notes_of([follow_up.pk for follow_up in found.values()], self.user)
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
                line.problems = [[self.source.cell(place, line.number), words] for place, words in row.problems]

    def _key(self, line: ImportRow, row: Row) -> UUID:
        if row.own_number:
            return key_in_list(self.source.list_key, row.own_number)
        return key_of(line, self.seen)

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
        if line.changes and row.own_number and not self.source.trusts_numbers and is_other_matter(follow_up, row):
            return RowOutcome.ASKED
        return RowOutcome.CHANGED if line.changes else RowOutcome.SAME

    def _leave_out_what_it_shows(self, line: ImportRow, row: Row, follow_up: FollowUp) -> None:
        """Our own list comes back as it went out: several meetings may be called alike, a day may be the event's."""
        for name in SHOWN:
            place, words = self.reader.places.get(name), str(getattr(follow_up, name) or "")
            if place is not None and words and line.cells[place : place + 1] == [words]:
                row.values.pop(name, None)
                row.problems = [problem for problem in row.problems if problem[0] != place]
        if row.values.get(Field.DUE) == follow_up.first_of_dates != follow_up.due:
            del row.values[Field.DUE]

    def _once(self, line: ImportRow, row: Row) -> None:
        name = row.reference or line.key
        if (first := self.taken.setdefault(name, line.number)) != line.number:
            place = Field.REFERENCE if row.reference else Field.KEY
            row_name = self.source.row_name(first)
            raise CellError(place, _("Row %(number)s is about the same follow-up.") % {"number": row_name})


def chunks(lines: Sequence[ImportRow]) -> Iterator[Sequence[ImportRow]]:
    for start in range(0, len(lines), CHUNK):
        yield lines[start : start + CHUNK]
