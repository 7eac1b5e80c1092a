"""Files to their last part: each cell with its look, each paragraph, each width, what paper and Word are told.

What is in them stands in `drawn/files.txt`. To draw it anew, delete it and read what the test writes.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from tests.house.drawings import assert_drawn
from tracker.exports.sheets import pdf_file
from tracker.exports.sheets.chart import Bar, Chart, Group
from tracker.exports.sheets.csv_file import csv_of
from tracker.exports.sheets.docx_file import docx_of
from tracker.exports.sheets.sheet import Coloured, Column, Sheet, Table, Tile, Value
from tracker.exports.sheets.xlsx_file import write_plain_xlsx, write_xlsx

pytestmark = pytest.mark.one_database
HERE = Path(__file__).parent
STYLES = ("Normal", "Subtitle", "Quote", "Caption", "Footer", "Title", "Heading 1", "Heading 2", "Heading 3", "Suivi")
WHOLE = [
    Column(gettext_lazy("Follow-up"), wide=True), Column("Owner"), Column("Due"), Column("Updated"),
    Column("Late", is_number=True), Column("Needed", is_number=True),
]  # fmt: skip
ROWS: list[list[Value]] = [
    ["Reply to UNESCO on the glossary of object types", "Claire Dubois", date(2018, 5, 25), None, 1_003, "€ 9"],
    ["=1+1", gettext_lazy("Nobody"), None, datetime(2018, 5, 25, 22, 30, tzinfo=UTC), 2.5, ""],
    ["السلام\nHello", Coloured("Max", "FFEEDD"), "soon", "", 0, None],
    ["All together", "", "", "", 1_005.5, "€ 9"],
]
BARS = [
    Bar("late_week", 0, 20, 40.5, "3"), Bar("none", 40.5, 20, 0, words="3 late"),
    Bar("none", 0, 40, 0, words="0 overdue"),
]  # fmt: skip
LEGEND = {"late_week": gettext_lazy("Late"), "logged": "Open"}
CHART = Chart("late", "Late\x00 by unit", [Group("Enforcement", 0, BARS)], LEGEND, 60, "Of 2018.")
MARKED = [["Reply", "x" * 50, "m1"], ["Send", "", "m2"]]
SHEET = Sheet(
    "sheet",
    "What is =open",
    ["Filter: late.", "As it stood on 25 May 2018; it holds what Claire Dubois may see, which is all of it."],
    [
        Table("By [unit]", WHOLE, lambda: ROWS, worst=[0], has_total=True, chart=CHART, note="Days of work."),
        Table(
            "by unit", [Column("Title", wide=True), Column("Key")], lambda: [row[:2] for row in MARKED],
            mark="Row", marked=lambda: MARKED,
        ),
        Table("One", [Column("Title")], list),
    ],
    [Tile("3", "late", "2 before"), Tile("12", "done")],
)  # fmt: skip


def parts(element: ET.Element, depth: int = 0) -> Iterator[str]:
    """Each part of it in a line: what it is, what is said of it, its words."""
    name = element.tag.rpartition("}")[2]
    about = "".join(f" {key.rpartition('}')[2]}={value}" for key, value in element.attrib.items())
    words = f" {json.dumps(element.text, ensure_ascii=False)}" if element.text and element.text.strip() else ""
    yield f"{'  ' * depth}{name}{about}{words}"
    for part in element:
        yield from parts(part, depth + 1)


def in_zip(content: bytes, *names: str) -> list[str]:
    package = zipfile.ZipFile(io.BytesIO(content))
    return [line for name in names for line in (name, *parts(ET.fromstring(package.read(name)), 1))]


def plain_file() -> list[str]:
    """No line of it is empty here."""
    return [f"> {line}" for line in b"".join(csv_of(SHEET)).decode().splitlines()]


def workbook() -> list[str]:
    file = io.BytesIO()
    write_xlsx(SHEET, file)
    pages = [f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3)]
    return in_zip(file.getvalue(), "xl/workbook.xml", *pages, "xl/styles.xml")


def plain_workbook() -> list[str]:
    file = io.BytesIO()
    write_plain_xlsx("Terms: [1]", [["Term", "Meaning"], ["=1", "b\x00"]], file)
    return in_zip(file.getvalue(), "xl/workbook.xml", "xl/worksheets/sheet1.xml")


def document() -> list[str]:
    content = docx_of(SHEET)
    made = docx.Document(io.BytesIO(content))
    styles = [line for name in STYLES for line in parts(ET.fromstring(made.styles[name].element.xml), 1)]
    said = [f"{made.core_properties.title} in {made.core_properties.language}", "styles", *styles]
    return [*said, *in_zip(content, "word/document.xml", "word/footer1.xml")]


def test_files_hold_what_they_held() -> None:
    pages = {"csv": plain_file(), "xlsx": workbook()}
    pages |= {"plain xlsx": plain_workbook(), "docx": document()}
    with translation.override("fr"):
        pages["csv in French"] = plain_file()
        made = docx.Document(io.BytesIO(docx_of(SHEET)))
        said = (each.text for each in made.paragraphs if each.text)
        pages["docx in French"] = [f"in {made.core_properties.language}", *said]
    pages["pdf"] = json.dumps(pdf_file._data(SHEET), ensure_ascii=False, indent=1).splitlines()
    assert_drawn("files", pages, HERE / "drawn")
