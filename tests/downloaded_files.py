"""Files as their readers see them."""

import csv
import io
from typing import Any

import docx
import pypdfium2
import vobject
from django.test import Client
from python_calamine import CalamineWorkbook

FORMATS = ["csv", "xlsx", "docx", "pdf"]


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def rows_of(client: Client, address: str) -> list[list[str]]:
    """All lines of a csv file, with the facts above its table."""
    text = content(client.get(address)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def table_of(client: Client, address: str) -> list[list[str]]:
    """The heads and the rows below them."""
    rows = rows_of(client, address)
    return rows[rows.index([]) + 1 :]


def words_of(form: str, file: bytes) -> str:
    """All that stands in the file."""
    if form == "csv":
        return file.decode()
    if form == "xlsx":
        rows = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()
        return "\n".join(str(cell) for row in rows for cell in row)
    if form == "docx":
        document = docx.Document(io.BytesIO(file))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(each.text for each in document.paragraphs), *cells])
    pages = pypdfium2.PdfDocument(file)
    return "\n".join(pages[number].get_textpage().get_text_range() for number in range(len(pages)))


def read_calendar(content: bytes) -> Any:
    """A calendar as a program reads it that knows zones by their rules alone, and only from this very file."""
    zones = vars(vobject.icalendar)["__tzidMap"]
    before = dict(zones)
    try:
        return vobject.readOne(content.decode())
    finally:
        zones.clear()
        zones.update(before)
