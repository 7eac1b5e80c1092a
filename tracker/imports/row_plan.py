"""What each row of an import would do: find its follow-up, compare, and say what is new, changed, same or refused."""

from collections.abc import Container, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tracker.follow_ups.models import FollowUp
from tracker.imports.cell_values import Reader, key_of
from tracker.imports.headers import HEADS, NUMBERS, Field
from tracker.imports.lists.numbers import is_other_matter
from tracker.imports.lists.sheets import NumberKeys
from tracker.imports.models import Answer, Import, ImportRow, RowOutcome
from tracker.imports.questions.answer_fields import NUMBER, WHICH
from tracker.imports.questions.clashes import by_whom, compare
from tracker.imports.questions.probably_same import ProbablySame
from tracker.imports.reading.row_values import Row
from tracker.imports.row_changes import CellError, added, changed, notes_of

CHUNK = 500
SHOWN = (Field.MEETING, Field.PARTNER, Field.OWNER, Field.UNIT)
# By these a row is told from others, whatever else it says.
KNOWN_BY = (*NUMBERS, Field.MARK)
Planned = tuple[ImportRow, Row]
PLANNED = ["outcome", "follow_up", "version", "key", "changes", "problems", "asked", "kept", "names"]


class Plan:
    """Lines have to be planned in their order: a row that says again what an earlier one said is told from it."""

    def __init__(self, source: Import) -> None:
        self.source, self.user, self.reader = source, source.by, Reader(source)
        self.seen: dict[UUID, int] = {}
        self.taken: dict[Any, int] = {}
        self.probably, self.numbers = ProbablySame(source), NumberKeys(source)

    def make(self, lines: Sequence[ImportRow]) -> None:
        """Fill in what becomes of `lines`; nothing is saved."""
        rows = [(line, self._read(line)) for line in lines]
        found = self._find(rows)
        if self.numbers.begin_anew:
            found |= self._find_without_sheets([(line, row) for line, row in rows if row.own_number], found)
        unknown = [(line, row) for line, row in rows if _has_no_number(row) and line.key not in found]
        self._settle(rows, found, self.probably.find(unknown, found.values()))

    def again(self, lines: Sequence[ImportRow]) -> None:
        """The same, of lines that were planned before and answered since."""
        rows = [(line, self._known(line)) for line in lines]
        keys = {line.number: line.follow_up_id for line, row in rows if line.answers.get(WHICH) == Answer.SAME}
        there = FollowUp.objects.visible_to(self.user).with_names().in_bulk(keys.values())
        self._settle(rows, self._find(rows), {number: there[key] for number, key in keys.items() if key in there})

    def _known(self, line: ImportRow) -> Row:
        """Its key was given before: it depends on the rows above."""
        line.kept = []
        return self.reader.row(line)

    def _settle(self, rows: list[Planned], found: dict[Any, FollowUp], probable: dict[int, FollowUp]) -> None:
        notes = notes_of([follow_up.pk for follow_up in (*found.values(), *probable.values())], self.user)
        for line, row in rows:
            follow_up = found.get(row.reference or line.key) or probable.get(line.number)
            if follow_up:
                self._leave_out_what_it_shows(line, row, follow_up)
            line.follow_up, line.version, line.changes, line.problems, line.asked = None, None, {}, [], {}
            try:
                line.outcome = self._outcome(line, row, follow_up, notes)
            except CellError as wrong:
                row.problems.append((self.reader.place_of(wrong.field), str(wrong)))
            line.kept, line.names = sorted(row.left_out), row.names
            if row.problems:
                line.outcome, line.changes, line.asked = RowOutcome.REFUSED, {}, {}
                line.problems = [[self.source.cell(place, line.number), words] for place, words in row.problems]

    def _key(self, line: ImportRow, row: Row) -> UUID:
        if row.own_number:
            return self.numbers.key(line.number, row.own_number)
        return key_of(line, self.seen)

    def recall(self, lines: Iterable[ImportRow]) -> None:
        """What came before was planned by another."""
        for line in lines:
            row = self._read(line, KNOWN_BY)
            self.taken.setdefault(row.reference or line.key, line.number)
            self.probably.recall(line)

    def _read(self, line: ImportRow, names: Container[str] = HEADS) -> Row:
        line.kept = []
        row = self.reader.row(line, names)
        line.key = None if row.reference else self._key(line, row)
        return row

    def _find(self, rows: list[Planned]) -> dict[Any, FollowUp]:
        """The follow-ups that the rows name, by reference or by key; those of which this person may know."""
        every = FollowUp.objects.visible_to(self.user) | FollowUp.objects.removed_for(self.user)
        named = every.filter(reference__in=[row.reference for _line, row in rows if row.reference]).with_names()
        keyed = every.filter(key__in=[line.key for line, _row in rows if line.key]).with_names().order_by("-id")
        found: dict[Any, FollowUp] = {follow_up.reference: follow_up for follow_up in named}
        return found | {follow_up.key: follow_up for follow_up in keyed}

    def _find_without_sheets(self, rows: list[Planned], found: dict[Any, FollowUp]) -> dict[Any, FollowUp]:
        """Rows whose sheet came alone before, when its number was that of the list: by their titles it is the same."""
        plain = {line.number: self.numbers.without_sheet(row.own_number) for line, row in rows if line.key not in found}
        known = FollowUp.objects.visible_to(self.user).filter(key__in=plain.values()).with_names()
        before = {follow_up.key: follow_up for follow_up in known}
        for line, row in rows:
            follow_up = before.get(plain.get(line.number))
            if follow_up and not is_other_matter(follow_up, row):
                line.key = follow_up.key
        return before

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
        if _has_no_number(row) and follow_up.key == line.key:
            # The very same row was imported before: whatever became of it since, it has nothing new to say.
            return RowOutcome.SAME
        if _has_no_number(row):
            return self._probable_outcome(line, row, follow_up, notes[follow_up.pk])
        self._compare(line, row, follow_up, notes[follow_up.pk])
        if line.changes and row.own_number and not self.source.trusts_numbers and is_other_matter(follow_up, row):
            line.asked = {NUMBER: {}}
        if line.asked:
            return RowOutcome.ASKED
        return RowOutcome.CHANGED if line.changes else RowOutcome.SAME

    def _compare(self, line: ImportRow, row: Row, follow_up: FollowUp, noted: set[str]) -> None:
        line.asked = compare(follow_up, row, line.answers, self.user)
        try:
            line.changes = changed(follow_up, row, self.user, noted)
        except CellError as wrong:
            raise by_whom(wrong, line.asked) from wrong

    def _probable_outcome(self, line: ImportRow, row: Row, follow_up: FollowUp, noted: set[str]) -> str:
        is_answered = self.probably.was_answered(line, row, follow_up)
        try:
            line.changes = changed(follow_up, row, self.user, noted)
        except CellError:
            if is_answered:
                raise
        else:
            if not line.changes and (is_answered or follow_up.recorder_id == self.user.pk):
                return RowOutcome.SAME
        line.asked = {} if is_answered else {WHICH: {}}
        return RowOutcome.CHANGED if is_answered else RowOutcome.ASKED

    def _leave_out_what_it_shows(self, line: ImportRow, row: Row, follow_up: FollowUp) -> None:
        """Our own list comes back as it went out: several meetings may be called alike, a day may be the event's."""
        for name in SHOWN:
            place, words = self.reader.places.get(name), str(getattr(follow_up, name) or "")
            if place is not None and words and line.cells[place : place + 1] == [words]:
                row.values.pop(name, None)
                row.problems = [problem for problem in row.problems if problem[0] != place]
        shown = (None, follow_up.first_of_dates)
        if Field.DUE in row.values and row.values[Field.DUE] in shown and follow_up.first_of_dates != follow_up.due:
            del row.values[Field.DUE]

    def _once(self, line: ImportRow, row: Row) -> None:
        name = row.reference or line.key
        if (first := self.taken.setdefault(name, line.number)) != line.number:
            place = Field.REFERENCE if row.reference else Field.KEY
            row_name = self.source.row_name(first)
            raise CellError(place, _("Row %(number)s is about the same follow-up.") % {"number": row_name})


def _has_no_number(row: Row) -> bool:
    return not row.reference and not row.own_number
