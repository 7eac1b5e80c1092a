"""A sheet as an Excel workbook, each row written away before the next: memory stays the same however long it is."""

from datetime import date, datetime
from typing import IO, Any

from tracker.exports.sheets.sheet import Sheet, Table, Value, local
from tracker.kit.text import writable

# What a cell and the name of a sheet may hold.
_LONGEST, _LONGEST_NAME = 32_767, 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDE, _NARROW = 50, 18
_OPTIONS = {
    "constant_memory": True,
    # What people wrote stays what they wrote.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(sheet: Sheet, file: IO[bytes]) -> None:
    # Imported here, as few who start Suivi ask for a file.
    from xlsxwriter import Workbook  # noqa: PLC0415

    with Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": writable(sheet.title)[:255]})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
        }
        for table in sheet.tables:
            _write_table(book.add_worksheet(_name(book, table.title)), sheet, table, formats)


def _name(book: Any, title: str) -> str:
    """As workbooks take it: short, without some signs, and no other page's."""
    name = writable(title).translate(_NOT_IN_NAMES)[:_LONGEST_NAME].strip()
    pages = [page.get_name().casefold() for page in book.worksheets()]
    return name if name and name.casefold() not in pages else f"{name[: _LONGEST_NAME - 4]} {len(pages) + 1}".strip()


def _write_table(page: Any, sheet: Sheet, table: Table, formats: dict[str, Any]) -> None:
    for place, column in enumerate(table.columns):
        page.set_column(place, place, _WIDE if column.wide else _NARROW)
    page.write_string(0, 0, writable(sheet.title), formats["title"])
    for line, fact in enumerate(sheet.facts, 1):
        page.write_string(line, 0, writable(fact))
    line = len(sheet.facts) + 2
    page.freeze_panes(line + 1, 0)
    page.repeat_rows(line)
    for place, column in enumerate(table.columns):
        page.write_string(line, place, writable(str(column.label)), formats["head"])
    for row in table.rows():
        line += 1
        for place, value in enumerate(row):
            _write(page, line, place, local(value), formats)


def _write(page: Any, line: int, place: int, value: Value, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        look = "moment" if isinstance(value, datetime) else "day"
        page.write_datetime(line, place, value, formats[look])
    elif isinstance(value, int | float):
        page.write_number(line, place, value)
    else:
        page.write_string(line, place, writable(str(value))[:_LONGEST])
