"""The first rows of a table, each cell as Suivi would take it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import ngettext

from tracker.imports.cell_values import Reader
from tracker.imports.headers import HEADS, Field
from tracker.imports.models import Import, ImportRow
from tracker.imports.reading.choice_words import is_nothing
from tracker.imports.reading.row_values import Row
from tracker.kit.date_formats import format_date
from tracker.kit.dates.as_said import DateAsSaid, say_short
from tracker.kit.text import labelled, shorten

MOST_ROWS, MOST_LETTERS = 5, 60


@dataclass(frozen=True, slots=True)
class Cell:
    """`why` is what is wrong with it; what `is_left_out` stands in a column that is no field."""

    words: str
    why: str = ""
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class FirstRow:
    """`name` is what its spreadsheet calls it."""

    name: str
    cells: list[Cell]


def first_rows(source: Import) -> list[FirstRow]:
    """By the columns and the reading that `source` holds, saved or not."""
    reader = Reader(source)
    lines = source.lines.order_by("number")[:MOST_ROWS]
    return [FirstRow(source.row_name(line.number), _cells(source, line, reader.row(line))) for line in lines]


def _cells(source: Import, line: ImportRow, row: Row) -> list[Cell]:
    wrong = dict(row.problems)
    found = []
    for place, name in enumerate(source.columns):
        words = line.cells[place] if place < len(line.cells) else ""
        taken = words if place in wrong or not words else _taken(name, words, row)
        found.append(Cell(shorten(taken, MOST_LETTERS), wrong.get(place, ""), not name))
    return found


def _taken(name: str, words: str, row: Row) -> str:
    if name == Field.NOTES:
        return _notes(row.notes)
    if name == Field.MARK:
        return row.mark.reference if row.mark else ""
    if name != Field.TITLE and is_nothing(words):
        return ""
    value: Any = row.values.get(name, row.aside.get(name))
    column = HEADS[name].column if name else None
    if column and column.choices and value is not None:
        return str(column.choices(value).label)
    return say_short(value) if isinstance(value, date | DateAsSaid) else words if value is None else str(value)


def _notes(notes: Sequence[Any]) -> str:
    dated = [format_date(note.on) for note in notes if note.on]
    if not dated:
        return " · ".join(note.words for note in notes)
    said = ngettext("%(number)s dated note", "%(number)s dated notes", len(dated)) % {"number": len(dated)}
    return labelled(said, ", ".join(dated))
