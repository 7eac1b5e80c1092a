"""Files look like the pages of Suivi, and print as people print them."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from django.conf import settings

from tracker.exports.sheets import style
from tracker.exports.sheets.docx_file import docx_of
from tracker.exports.sheets.fit import AROUND, ROOM, breadth, fit
from tracker.exports.sheets.sheet import Column, Sheet, Table, Value
from tracker.exports.sheets.xlsx_file import write_xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COLUMNS = [Column("Unit", wide=True), Column("Declined", is_number=True), Column("Needed", is_number=True)]
ROWS: list[list[Value]] = [["Without unit", 1_003, "€ 9"], ["Enforcement", 2, None], ["All together", 1_005, "€ 9"]]


def sheet(columns: list[Column] = COLUMNS, rows: list[list[Value]] = ROWS) -> Sheet:
    table = Table("Table", columns, lambda: rows, worst=[0], has_total=True)
    return Sheet("sheet", "A title", ["A fact.", "Another."], [table])


def page_of(made: Sheet) -> Any:
    file = io.BytesIO()
    write_xlsx(made, file)
    return zipfile.ZipFile(file)


def read(book: Any, name: str) -> ET.Element:
    return ET.fromstring(book.read(f"xl/{name}.xml"))


def widths_in(page: ET.Element) -> list[float]:
    """Of each column, in letters; those that are alike stand together."""
    columns = [(int(each.get("max", "0")), float(each.get("width", "0"))) for each in page.iter(f"{MAIN}col")]
    return [next(width for last, width in columns if place <= last) for place in range(1, columns[-1][0] + 1)]


def test_colours_are_those_of_the_pages() -> None:
    tokens = (settings.ROOT / "static/css/tokens.css").read_text()
    by_day = dict(re.findall(r"--([\w-]+): light-dark\(#(\w+),", tokens))
    theirs = {
        "surface": style.PAPER, "ink": style.INK, "ink-2": style.INK_2, "line": style.LINE,
        "line-strong": style.LINE_STRONG, "sunken": style.SUNKEN, "late": style.LATE, "late-soft": style.LATE_SOFT,
        "progress": style.PROGRESS, "progress-soft": style.PROGRESS_SOFT, "done": style.DONE,
    }  # fmt: skip
    assert {name: by_day[name] for name in theirs} == theirs


@pytest.mark.parametrize(("many", "lies"), [(3, None), (12, "landscape")])
def test_a_workbook_prints_as_wide_as_the_paper_with_its_heads_on_each_page(many: int, lies: str | None) -> None:
    columns = [COLUMNS[0], *(Column(f"Name {number}") for number in range(many - 1))]
    book = page_of(sheet(columns, [["x"] * many]))
    page = read(book, "worksheets/sheet1")
    setup, fits = page.find(f"{MAIN}pageSetup"), page.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr")
    assert setup is not None
    assert fits is not None
    assert (setup.get("paperSize"), setup.get("fitToHeight"), fits.get("fitToPage")) == ("9", "0", "1")
    assert setup.get("orientation") == (lies or "portrait")
    names = {each.get("name"): each.text for each in read(book, "workbook").iter(f"{MAIN}definedName")}
    last = chr(ord("A") + many - 1)
    assert names == {"_xlnm.Print_Titles": "Table!$5:$5", "_xlnm.Print_Area": f"Table!$A$1:${last}$6"}
    assert [each.get("ref") for each in page.iter(f"{MAIN}mergeCell")] == [f"A{row}:{last}{row}" for row in (1, 2, 3)]


def test_figures_of_a_workbook_stand_right_and_no_grid_is_shown() -> None:
    book = page_of(sheet())
    page, looks = read(book, "worksheets/sheet1"), read(book, "styles").find(f"{MAIN}cellXfs")
    assert looks is not None
    sides = {}
    for cell in page.iter(f"{MAIN}c"):
        aligned = looks[int(cell.get("s", "0"))].find(f"{MAIN}alignment")
        sides[cell.get("r")] = aligned.get("horizontal") if aligned is not None else None
    assert {sides[f"{column}{row}"] for column in "BC" for row in (5, 6, 8)} == {"right"}
    assert {sides[f"A{row}"] for row in (5, 6, 7, 8)} == {None}
    assert [view.get("showGridLines") for view in page.iter(f"{MAIN}sheetView")] == ["0"]


def test_a_row_of_a_workbook_is_as_high_as_its_longest_text_and_no_day_lacks_room() -> None:
    columns = [Column("Follow-up", wide=True), Column("Who took part", wide=True), Column("Updated")]
    moment = datetime(2018, 5, 25, 14, 30, tzinfo=UTC)
    long = "Jean Laurent (Technical Attaché, PFS); " * 9
    page = read(page_of(sheet(columns, [["Reply", "x", moment], [long, long, moment]])), "worksheets/sheet1")
    heights = [row.get("ht") for row in page.iter(f"{MAIN}row")]
    assert [height is not None for height in heights[-2:]] == [False, True]
    wide = widths_in(page)
    assert float(heights[-1] or 0) / 12.75 * wide[0] > len(long)
    assert wide[2] > len("2018-05-25 14:30")


def test_many_columns_of_a_workbook_take_no_more_than_their_texts_need() -> None:
    columns = [Column("Follow-up", wide=True), *(Column(f"Kind {number}") for number in range(9))]
    rows: list[list[Value]] = [["Reply to UNESCO on the glossary of object types", *["Document"] * 9]]
    page = read(page_of(sheet(columns, rows)), "worksheets/sheet1")
    wide = widths_in(page)
    assert [len(str(rows[0][0])) <= wide[0] < 60, {10 <= width < 12 for width in wide[1:]}] == [True, {True}]


def test_a_sentence_on_paper_stands_on_few_lines_before_letters_are_large() -> None:
    columns = [Column("Follow-up", wide=True), *(Column("Owner") for _each in range(9))]
    fitted = fit(columns, [["Reply to UNESCO on the glossary of object types", *["Claire Dubois"] * 9]])
    assert (fitted.size < 9, fitted.widths[0] > 30 * fitted.size * 0.6) == (True, True)


def test_word_says_which_page_of_how_many_it_is_and_keeps_lines_and_plots_where_they_belong() -> None:
    document = docx.Document(io.BytesIO(docx_of(sheet([Column("What changed")], [["Status: open\nOwner: Claire"]]))))
    foot = document.sections[0].footer._element
    assert [each.text for each in foot.xpath(".//w:t")] == ["page ", "1", " of ", "1"]
    assert foot.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    assert document.tables[0].cell(1, 0).text == "Status: open\nOwner: Claire"
    assert document.styles["Heading 2"].paragraph_format.keep_with_next is True


def test_a_table_in_word_has_no_grid_and_its_figures_stand_right() -> None:
    document = docx.Document(io.BytesIO(docx_of(sheet())))
    [table] = document.tables
    lines = [each.tag.rpartition("}")[2] for each in table.style._element.xpath("./w:tblPr/w:tblBorders/*")]
    assert (table.style.name, lines) == ("Suivi", ["bottom", "insideH"])
    sides = [[str(cell.paragraphs[0].alignment) for cell in row.cells] for row in table.rows]
    assert sides == [["None", "RIGHT (2)", "RIGHT (2)"]] * 4
    shades = [row.cells[0]._tc.xpath("string(./w:tcPr/w:shd/@w:fill)") for row in table.rows]
    assert shades == [style.SUNKEN, style.LATE_SOFT, "", ""]
    assert [bool(row.cells[0].paragraphs[0].runs[0].bold) for row in table.rows] == [True, True, False, True]


def test_word_takes_paper_of_a4_on_its_side_and_the_table_is_as_wide_as_its_text() -> None:
    document = docx.Document(io.BytesIO(docx_of(sheet())))
    page, [table] = document.sections[0], document.tables
    room = page.page_width - page.left_margin - page.right_margin
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)
    assert abs(sum(column.width for column in table.columns) - room) < len(table.columns) * 635 + 635
    assert {document.styles[name].font.color.rgb for name in ("Normal", "Heading 1", "Heading 2")} == {
        docx.shared.RGBColor.from_string(style.INK.upper())
    }


@pytest.mark.parametrize("many", [1, 14])
def test_no_word_of_a_table_on_paper_breaks(many: int) -> None:
    columns = [Column("Unit", wide=True), *(Column("of which exploratory", is_number=True) for _each in range(many))]
    fitted = fit(columns, [["Without unit", *["1,003"] * many]])
    longest = [breadth("Without unit"), *[breadth("exploratory")] * many]
    assert [width >= word * fitted.size + AROUND for width, word in zip(fitted.widths, longest, strict=True)] == [
        True
    ] * (many + 1)
    assert (round(sum(fitted.widths)), fitted.is_tight) == (round(ROOM), False)


def test_too_many_columns_still_stand_on_the_paper() -> None:
    fitted = fit([Column("of which exploratory", is_number=True) for _each in range(40)], [])
    assert (round(sum(fitted.widths)), fitted.is_tight) == (round(ROOM), True)
