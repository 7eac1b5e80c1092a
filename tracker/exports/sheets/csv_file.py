"""A sheet as csv, line by line: memory stays the same however long it is."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, tzinfo
from itertools import batched
from typing import Any

from django.utils import timezone
from django.utils.formats import get_format

from tracker.exports.sheets.sheet import Sheet, local

# Excel opens a file that begins with it as UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, in both widths, after any space that it passes over.
_FORMULA = r"[ \n]*[=+\-@\t\r＝＋－＠]"
# Apostrophes before it are the writer's own words: one more is added, and taken off again by `unescape_formula`.
_ESCAPED = re.compile(f"'*{_FORMULA}").match
_AT_ONCE = 500


class _Echo:
    def write(self, line: str) -> str:
        return line


def delimiter() -> str:
    """What parts the cells where a spreadsheet in this language opens the file: there decimals may have the comma."""
    return ";" if _point() == "," else ","


def csv_of(sheet: Sheet) -> Iterator[bytes]:
    """In pieces of many lines: each line on its way alone would cost more than writing it."""
    # Asked for now: the pieces may be drawn when the language is another.
    return _pieces(sheet, _point(), delimiter())


def _point() -> str:
    return str(get_format("DECIMAL_SEPARATOR"))


def _pieces(sheet: Sheet, point: str, between: str) -> Iterator[bytes]:
    for lines in batched(_lines(sheet, point, between), _AT_ONCE):
        yield "".join(lines).encode()


def _lines(sheet: Sheet, point: str, between: str) -> Iterator[str]:
    writer, says = csv.writer(_Echo(), delimiter=between), _Says(timezone.get_current_timezone(), point)
    yield BYTE_ORDER_MARK + writer.writerow([escape_formula(sheet.title)])
    for fact in sheet.facts:
        yield writer.writerow([escape_formula(fact)])
    for table in sheet.tables:
        yield writer.writerow([])
        if len(sheet.tables) > 1:
            yield writer.writerow([escape_formula(table.title)])
        yield writer.writerow([escape_formula(str(column.label)) for column in table.columns])
        for row in table.rows():
            yield writer.writerow([says[type(value)](value) for value in row])


def escape_formula(words: str) -> str:
    """Words that no spreadsheet runs as a formula: an apostrophe before them keeps them words."""
    return f"'{words}" if _ESCAPED(words) else words


def unescape_formula(words: str) -> str:
    """What `escape_formula` was given."""
    return words[1:] if words.startswith("'") and _ESCAPED(words) else words


class _Says(dict[type, Callable[[Any], str | int | float]]):
    """What writes a cell, by the type of its value: looked up once for a type and not for each of a million cells."""

    def __init__(self, zone: tzinfo, point: str) -> None:
        def moment(at: datetime) -> str:
            return at.astimezone(zone).replace(tzinfo=None).isoformat(" ", "minutes")

        super().__init__({str: escape_formula, datetime: moment, date: date.isoformat, type(None): lambda _nothing: ""})
        self[float] = lambda number: str(number).replace(".", point)

    def __missing__(self, kind: type) -> Callable[[Any], str | int | float]:
        self[kind] = (
            (lambda number: number)
            if issubclass(kind, int | float)
            else lambda value: escape_formula(str(local(value)))
        )
        return self[kind]
