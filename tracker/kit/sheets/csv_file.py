"""A sheet as csv, line by line: memory stays the same however long it is."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from itertools import batched

from tracker.kit.sheets.sheet import Sheet, Value, local

# Excel opens a file that begins with it as UTF-8.
_BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, in both widths.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_AT_ONCE = 500


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_of(sheet: Sheet) -> Iterator[bytes]:
    """In pieces of many lines: each line on its way alone would cost more than writing it."""
    for lines in batched(_lines(sheet), _AT_ONCE):
        yield "".join(lines).encode()


def _lines(sheet: Sheet) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield _BYTE_ORDER_MARK + writer.writerow([tame(sheet.title)])
    for fact in sheet.facts:
        yield writer.writerow([tame(fact)])
    for table in sheet.tables:
        yield writer.writerow([])
        if len(sheet.tables) > 1:
            yield writer.writerow([tame(table.title)])
        yield writer.writerow([tame(str(column.label)) for column in table.columns])
        for row in table.rows():
            yield writer.writerow([_cell(value) for value in row])


def tame(words: str) -> str:
    """Words that no spreadsheet runs as a formula: an apostrophe before them keeps them words."""
    return f"'{words}" if words.lstrip(" \n").startswith(_FORMULA) else words


def _cell(value: Value) -> str | int | float:
    if isinstance(value, str):
        return tame(value)
    value = local(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | float) else tame(str(value))
