"""What the cells of a row say, read by the same fields as the forms: values, and a sentence for each wrong cell."""

import json
import re
from collections.abc import Container
from typing import Any, cast
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.forms import Field as FormField
from django.utils import timezone, translation

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.form_fields import organisation_field
from tracker.directory.left import without_mark
from tracker.follow_ups.forms import FollowUpForm
from tracker.imports.dated_notes import split
from tracker.imports.headers import HEADS, NAMED, Field
from tracker.imports.models import Import, ImportRow
from tracker.imports.reading.choice_words import choice, is_nothing, refuse_error, sign
from tracker.imports.reading.days_in_cells import in_other_words, tidy
from tracker.imports.reading.names_in_cells import MAKERS, as_entered, as_of_cell, meanings_of
from tracker.imports.reading.options import DAY_FIRST
from tracker.imports.reading.past_days import checked
from tracker.imports.reading.row_values import ASIDE, Row, cell, keep_edited
from tracker.kit.date_as_said_field import DateAsSaidField
from tracker.kit.form_fields import MultiLineField, SingleLineField, TypedDateField
from tracker.kit.names.find_by_name import add_words
from tracker.kit.row_by_name_field import ADDABLE
from tracker.kit.rows_by_name_field import NamesField
from tracker.kit.text import without_hidden
from tracker.meetings.models import Meeting
from tracker.meetings.next_meeting import count_from_meeting

# A name space of our own for the keys by which an imported row is known again.
ROWS = UUID("5b0d5f0e-6a0f-4b8e-9c55-7d6a3c1c8a01")
# What stands between several names in a cell.
BETWEEN = re.compile(r"[,;\n]")
# So many different words are read once: most cells of a long table are those of many others.
MOST_REMEMBERED = 5_000


class Reader:
    """Reads the rows of one import, each different word of a column once."""

    def __init__(self, source: Import) -> None:
        self.places = {name: place for place, name in enumerate(source.columns) if name}
        self.fields = fields_for(source.by)
        self.orders, self.meanings = source.found.get("orders", {}), meanings_of(source)
        self.read: dict[tuple[str, str, Meeting | None], Any] = {}
        self.by = source.by
        self.meeting: Meeting | None = None
        self.source = source
        for name, make in MAKERS.items():
            self.fields[name].make = make  # type: ignore[attr-defined]

    def row(self, line: ImportRow, names: Container[str] = HEADS) -> Row:
        """Of these fields, as far as the row says something."""
        row = Row()
        for name, place in sorted(self.places.items(), key=lambda each: each[0] == Field.DUE):
            words = cell(line, place)
            if words and name in names and name != Field.MARK and (name == Field.TITLE or not is_nothing(words)):
                self._take(row, name, place, words)
        keep_edited(row, line, {name: place for name, place in self.places.items() if name in names}, self.fields)
        row.leave_out(line.kept)
        return row

    def place_of(self, name: str) -> int:
        """The column that `name` stands in; for what has none, the one that every row has."""
        return self.places.get(name, min(self.places.values(), default=0))

    def _take(self, row: Row, name: str, place: int, words: str) -> None:
        try:
            if name == Field.DUE:
                self._count_from(row.values.get(Field.MEETING))
            value = self._value(name, words)
        except ValidationError as refusal:
            row.problems.append((place, " ".join(refusal.messages)))
            if name in NAMED and refusal.error_list[0].code in ADDABLE:
                row.names[name] = self._named(name, words)
            return
        if unsaved(value):
            row.names[name] = self._named(name, words)
        if name == Field.REFERENCE:
            row.reference = value
        elif name == Field.KEY:
            row.own_number = value
        elif name == Field.NOTES:
            row.notes = value
        else:
            (row.aside if name in ASIDE else row.values)[name] = value

    def _count_from(self, meeting: Meeting | None) -> None:
        """A due date as said counts from the meeting of its row."""
        self.meeting = meeting
        count_from_meeting(cast("DateAsSaidField", self.fields[Field.DUE]), meeting, self.by)

    def _value(self, name: str, words: str) -> Any:
        """Raises ValidationError, the same for the same words."""
        key = (name, words, self.meeting if name == Field.DUE else None)
        if key not in self.read:
            if len(self.read) >= MOST_REMEMBERED:
                self.read.clear()
            try:
                self.read[key] = self._clean(name, words)
            except ValidationError as refusal:
                self.read[key] = refusal
        value = self.read[key]
        if isinstance(value, ValidationError):
            raise value
        return value

    def _clean(self, name: str, words: str) -> Any:
        words = without_hidden(words)
        refuse_error(words)
        column = HEADS[name].column
        if column and column.choices:
            return choice(column, words, self.meanings.get(name, {}))
        first = self.orders.get(name, DAY_FIRST)
        if isinstance(self.fields[name], TypedDateField):
            return checked(name, self._day(self.fields[name], words, first))
        # Nobody is asked here: what is not known goes into the directory, but for what is only a number.
        words = self._meant(name, words) if name in NAMED else words
        adds = name in MAKERS and not words.isdecimal() and self.source.adds(name, self._named(name, words))
        try:
            field, typed = self.fields[name], add_words(words) if adds else words
            value = field.clean(BETWEEN.split(words) if isinstance(field, NamesField) else typed)
        except ValidationError as refusal:
            raise as_of_cell(name, words, refusal) from refusal
        if name == Field.NOTES:
            return split(value, language=translation.get_language() or "en", today=timezone.localdate(), first=first)
        return value.upper() if name == Field.REFERENCE else value

    def _meant(self, name: str, words: str) -> str:
        """Whom a cell names, once it was said who is meant."""
        words = without_hidden(words)
        words = without_mark(words) if name == Field.OWNER else words
        return self.meanings.get(name, {}).get(sign(as_entered(name, words))) or words

    def _named(self, name: str, words: str) -> str:
        return as_entered(name, self._meant(name, words))

    def _day(self, field: FormField, words: str, first: str) -> Any:
        zone = timezone.get_current_timezone()
        words = tidy(words, first=first, today=timezone.localdate(), zone=zone)
        try:
            return field.clean(words)
        except ValidationError:
            if day := in_other_words(words):
                return field.clean(day)
            raise


def fields_for(user: User) -> dict[str, FormField]:
    form = FollowUpForm(user=user)
    more: dict[str, FormField] = {
        Field.REFERENCE: SingleLineField(max_length=60),
        Field.KEY: SingleLineField(max_length=200),
        Field.NOTES: MultiLineField(max_length=20_000),
        Field.WAITING_ON: organisation_field(rows=choosable_names.organisations(user)),
        Field.REVIEW_ON: TypedDateField(),
        **{name: TypedDateField() for name in (Field.AGREED, Field.FIRST_DUE, Field.ENDED)},
    }
    return {**form.fields, **more}


def key_of(line: ImportRow, seen: dict[UUID, int]) -> UUID:
    """By what a row without a reference or a number of its own is known again: its words."""
    words = json.dumps(line.cells)
    first = uuid5(ROWS, f"row 1 {words}")
    seen[first] = seen.get(first, 0) + 1
    return first if seen[first] == 1 else uuid5(ROWS, f"row {seen[first]} {words}")


def unsaved(value: Any) -> bool:
    """Whether it is somebody that the directory does not know yet."""
    return hasattr(value, "pk") and value.pk is None
