"""A sheet as an Excel workbook, each row written away before the next: memory stays the same however long it is."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain, islice
from math import ceil
from typing import IO, Any

from tracker.exports.sheets.sheet import Coloured, Row, Sheet, Table, Value, local
from tracker.exports.sheets.xlsx_page import FONT, Looks, height, set_up, shown, widths
from tracker.kit.text import writable

# What a cell and the name of a sheet may hold.
LONGEST, _LONGEST_NAME = 32_767, 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
# Of what stands above a table: the height of a line in points, and how wide a letter is beside those of the table.
_ABOVE = {"title": (22, 1.7), "fact": (15, 1)}
_OPTIONS = {
    "constant_memory": True,
    # What people wrote stays what they wrote.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# So many rows say how wide the columns are.
_LOOKED_AT = 200


def _options() -> dict[str, Any]:
    """The workbook writes into the font that it is given: the next one would hold other styles."""
    return {**_OPTIONS, "default_format_properties": {**FONT}}


def write_xlsx(sheet: Sheet, file: IO[bytes]) -> None:
    # Imported here, as few who start Suivi ask for a file.
    from xlsxwriter import Workbook  # noqa: PLC0415

    with Workbook(file, _options()) as book:
        book.set_properties({"title": writable(sheet.title)[:255]})
        looks = Looks(book)
        for table in sheet.tables:
            page = book.add_worksheet(_name(book, table.title))
            _write_page(page, sheet, table, looks)


def _write_page(page: Any, sheet: Sheet, table: Table, looks: Looks) -> None:
    head, last = len(sheet.facts) + 2, len(table.columns) - 1
    rows = iter((table.marked or table.rows)())
    first = list(islice(rows, _LOOKED_AT))
    wide = widths(table.columns, [_texts(table, row) for row in first])
    set_up(page, wide, head)
    _write_facts(page, sheet, sum(wide), last, looks)
    _write_heads(page, table, head, wide, looks)
    end = _write_rows(page, table, chain(first, rows), head, wide, looks)
    page.print_area(0, 0, end, last)


def _texts(table: Table, row: Row) -> list[str]:
    return [shown(value) for value in row[: len(table.columns)]]


def write_plain_xlsx(name: str, rows: Iterable[Sequence[str]], file: IO[bytes]) -> None:
    """Words alone, the heads in the first row: a table to be filled in further, and read by a program."""
    from xlsxwriter import Workbook  # noqa: PLC0415

    with Workbook(file, _options()) as book:
        page, head = book.add_worksheet(_name(book, name)), book.add_format({"bold": True})
        for line, row in enumerate(rows):
            for place, words in enumerate(row):
                page.write_string(line, place, writable(words)[:LONGEST], None if line else head)
        page.freeze_panes(1, 0)


def _name(book: Any, title: str) -> str:
    """As workbooks take it: short, without some signs, and no other page's."""
    name = writable(title).translate(_NOT_IN_NAMES)[:_LONGEST_NAME].strip()
    pages = [page.get_name().casefold() for page in book.worksheets()]
    return name if name and name.casefold() not in pages else f"{name[: _LONGEST_NAME - 4]} {len(pages) + 1}".strip()


def _write_facts(page: Any, sheet: Sheet, width: float, last: int, looks: Looks) -> None:
    """Above the table and no wider than it: what runs over would need paper of its own."""
    for line, (kind, words) in enumerate([("title", sheet.title), *(("fact", fact) for fact in sheet.facts)]):
        # A program finds the height of a line by its cells, but not by cells that are joined.
        height, breadth = _ABOVE[kind]
        page.set_row(line, height * ceil(len(words) * breadth / width))
        if last:
            page.merge_range(line, 0, line, last, "", looks[kind, ""])
        page.write_string(line, 0, writable(words), looks[kind, ""])


def _write_heads(page: Any, table: Table, line: int, wide: Sequence[float], looks: Looks) -> None:
    page.set_row(line, height([str(column.label) for column in table.columns], wide))
    for place, column in enumerate(table.columns):
        kind = "figure head" if column.is_number else "head"
        page.write_string(line, place, writable(str(column.label)), looks[kind, ""])
    if table.marked:
        _hide_marks(page, table, line)


def _write_rows(page: Any, table: Table, rows: Iterable[Row], line: int, wide: Sequence[float], looks: Looks) -> int:
    """The number of the last line."""
    figures = [column.is_number for column in table.columns]
    total = sum(1 for _row in table.rows()) - 1 if table.has_total else None
    for number, row in enumerate(rows):
        line += 1
        emphasis = "worst" if number in table.worst else "total" if number == total else ""
        page.set_row(line, height(_texts(table, row), wide))
        for place, value in enumerate(map(local, row[: len(figures)])):
            look = value.fill if isinstance(value, Coloured) else emphasis
            _write(page, line, place, value, looks[_kind(value, is_figure=figures[place]), look])
        for place, mark in enumerate(row[len(figures) :], len(figures)):
            page.write_string(line, place, str(mark))
    return line


def _hide_marks(page: Any, table: Table, head: int) -> None:
    place = len(table.columns)
    page.set_column(place, place, None, None, {"hidden": True})
    page.write_string(head, place, table.mark)


def _kind(value: Value, *, is_figure: bool) -> str:
    if isinstance(value, date):
        return "moment" if isinstance(value, datetime) else "day"
    if isinstance(value, int):
        return "whole"
    return "figure" if is_figure or isinstance(value, float) else "text"


def _write(page: Any, line: int, place: int, value: Value, look: Any) -> None:
    if value is None or value == "":
        page.write_blank(line, place, None, look)
    elif isinstance(value, date):
        page.write_datetime(line, place, value, look)
    elif isinstance(value, int | float):
        page.write_number(line, place, value, look)
    else:
        page.write_string(line, place, writable(str(value))[:LONGEST], look)
