"""What the cells of a row say, and of a row of a workbook of ours what of it was edited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tracker.follow_ups.list.row_marks import RowMark
from tracker.imports.dated_notes import Note
from tracker.imports.headers import Field
from tracker.imports.models import ImportRow
from tracker.kit.rows_by_name_field import NamesField
from tracker.kit.text import fold

# Beside the fields of the follow-up itself.
ASIDE = (Field.STATUS, Field.WAITING_ON, Field.REVIEW_ON, Field.ENDED)


@dataclass(slots=True)
class Row:
    """`values` are those of the cells that are not empty. `problems` say what is wrong, by the place of the cell.

    `mark` is there where Suivi wrote the row and knows what was edited; nothing is written of what is `left_out`.
    `names` are those that nobody has, by field.
    """

    values: dict[str, Any] = field(default_factory=dict)
    aside: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    reference: str = ""
    own_number: str = ""
    mark: RowMark | None = None
    left_out: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> str:
        return str(self.aside.get(Field.STATUS, ""))

    def leave_out(self, names: Iterable[str]) -> None:
        self.left_out.update(names)
        for name in self.left_out:
            self.values.pop(name, None)
            self.aside.pop(name, None)


def keep_edited(row: Row, line: ImportRow, places: Mapping[str, int], fields: Mapping[str, forms.Field]) -> None:
    """Leave of a row that Suivi wrote what was edited since; a cell that was emptied says that nothing stands there."""
    mark = RowMark.read(cell(line, places[Field.MARK])) if Field.MARK in places else None
    # Whoever wrote another reference into the row means that one.
    if mark is None or (row.reference and fold(row.reference) != fold(mark.reference)):
        return
    row.mark, row.reference = mark, mark.reference
    for name, place in places.items():
        words = cell(line, place)
        if mark.has(name, words):
            row.leave_out([name])
            row.names.pop(name, None)
            row.problems = [problem for problem in row.problems if problem[0] != place]
        elif not words and name not in ASIDE:
            _empty(row, name, place, fields[name])


def _empty(row: Row, name: str, place: int, form_field: forms.Field) -> None:
    if form_field.required:
        row.problems.append((place, _("This cannot be left empty.")))
    else:
        row.values[name] = form_field.clean([] if isinstance(form_field, NamesField) else "")


def cell(line: ImportRow, place: int) -> str:
    return str(line.cells[place]) if place < len(line.cells) else ""
