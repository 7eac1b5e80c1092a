"""Sheets are read back from every kind of file, as other programs read them."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import docx
import pypdfium2
import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy
from python_calamine import CalamineWorkbook

from tracker.exports.sheets.csv_file import csv_of, escape_formula, unescape_formula
from tracker.exports.sheets.docx_file import docx_of
from tracker.exports.sheets.pdf_file import pdf_of
from tracker.exports.sheets.sheet import Column, Sheet, Table, Value, said
from tracker.exports.sheets.xlsx_file import write_xlsx

DAY, MOMENT = date(2018, 5, 25), datetime(2018, 5, 25, 22, 30, tzinfo=UTC)
# The same moment by the clock of Brussels, as workbooks hold it: without a zone.
THERE = datetime(2018, 5, 26, 0, 30)  # noqa: DTZ001
# What people write, and what it must stay.
HOSTILE = [
    "=HYPERLINK(\"http://evil.example\")", "+1", "-1+1", "@SUM(A1)", "\t=1", "＝1", " =1", "{=1}", "#eval(1)",
    "$ sin(x) $", "#import \"/etc/passwd\"", "{{ 7*7 }}", "<w:t>&amp;</w:t>", "\x00\x0b\ufffe", "https://a.example",
    "Kép, 你好, مرحبا", "007", "a\nb", '"', "x" * 40_000,
]  # fmt: skip


def sheet(rows: list[list[Value]], tables: int = 1) -> Sheet:
    """Tables whose names no workbook takes, and which are the same as far as a workbook reads."""
    columns = [Column("Title", wide=True), Column("Day"), Column("Number", is_number=True)]
    made = [Table(f"[{'x' * 33}] {number}", columns, lambda: rows) for number in range(1, tables + 1)]
    return Sheet("sheet", "The =title", ["Filter: late.", "As of 25 May 2018."], made)


def read_csv(made: Sheet) -> list[list[str]]:
    text = b"".join(csv_of(made)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def read_xlsx(made: Sheet) -> dict[str, list[list[Any]]]:
    file = io.BytesIO()
    write_xlsx(made, file)
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_csv_holds_the_title_the_facts_and_the_rows() -> None:
    assert read_csv(sheet([["Reply", DAY, 3], [None, MOMENT, 2.5]])) == [
        ["The =title"], ["Filter: late."], ["As of 25 May 2018."], [], ["Title", "Day", "Number"],
        ["Reply", "2018-05-25", "3"], ["", "2018-05-26 00:30", "2.5"],
    ]  # fmt: skip


def test_excel_holds_days_as_days_and_numbers_as_numbers() -> None:
    rows = next(iter(read_xlsx(sheet([["Reply", DAY, 3], ["", MOMENT, 2.5]])).values()))
    assert rows[:2] == [["The =title", "", ""], ["Filter: late.", "", ""]]
    assert rows[4:] == [["Title", "Day", "Number"], ["Reply", DAY, 3], ["", THERE, 2.5]]


def test_word_holds_them_under_a_heading_that_every_page_repeats() -> None:
    document = docx.Document(io.BytesIO(docx_of(sheet([["Reply", DAY, 1_003]]))))
    assert [each.text for each in document.paragraphs] == ["The =title", "Filter: late.", "As of 25 May 2018."]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Title", "Day", "Number"], ["Reply", "25 May 2018", "1,003"],
    ]  # fmt: skip
    assert document.tables[0].rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_paper_holds_them_with_the_heading_on_every_page() -> None:
    made = pypdfium2.PdfDocument(pdf_of(sheet([[f"Letter {number}", DAY, number] for number in range(99)])))
    pages = [made[number].get_textpage().get_text_range() for number in range(len(made))]
    assert [("Title" in page, "page" in page) for page in pages] == [(True, True)] * len(pages)
    assert len(pages) > 1
    assert [f"Letter {number}" in "".join(pages) for number in (0, 98)] == [True, True]


def test_word_and_paper_read_each_text_in_its_own_direction() -> None:
    texts = ["They will reply.", "\u05d4\u05dd \u05d9\u05e9\u05d9\u05d1\u05d5."]
    made = Sheet(
        "letters", texts[1], texts, [Table("Letters", [Column("Title")], lambda: [[each] for each in texts], len)]
    )
    document = docx.Document(io.BytesIO(docx_of(made)))
    cells = [row.cells[0].paragraphs[0] for row in document.tables[0].rows[1:]]
    turned = [bool(each._p.xpath("./w:pPr/w:bidi")) for each in (*document.paragraphs, *cells)]
    assert turned == [True, False, True, False, True]
    assert [bool(each.runs[0].font.rtl) for each in cells] == [False, True]
    page = pypdfium2.PdfDocument(pdf_of(made))[0].get_textpage()
    text = page.get_text_range()
    for words, is_left in zip(texts, (False, True), strict=True):
        start = text.rindex(words)
        stop = start + len(words) - 1
        assert (page.get_charbox(stop)[0] < page.get_charbox(start)[0]) is is_left


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_stay_words_in_every_kind_of_file(words: str) -> None:
    made = sheet([[words, None, None]])
    inert = words.replace("\x00", "").replace("\x0b", "").replace("\ufffe", "")
    assert read_csv(made)[-1][0] == escape_formula(words)
    file = io.BytesIO()
    write_xlsx(made, file)
    assert "<f>" not in zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()
    file.seek(0)
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert str(rows[-1][0] if len(rows) > 5 else "") == inert[:32_767]
    assert docx.Document(io.BytesIO(docx_of(made))).tables[0].rows[1].cells[0].text == inert
    assert len(pypdfium2.PdfDocument(pdf_of(made))) >= 1


@pytest.mark.parametrize(
    ("words", "tamed"),
    [("=1", "'=1"), (" =1", "' =1"), ("\n@x", "'\n@x"), ("a=1", "a=1"), ("", ""), ("–1", "–1"), ("－1", "'－1")],
)
def test_what_begins_like_a_formula_is_marked_as_words(words: str, tamed: str) -> None:
    assert escape_formula(words) == tamed


@pytest.mark.parametrize("words", [*HOSTILE[:7], "'=1", "''=1", "'tis", "'", "", "a'=1", "'\n@x"])
def test_the_mark_is_taken_off_again_and_nothing_else(words: str) -> None:
    assert unescape_formula(escape_formula(words)) == words
    assert escape_formula(words)[:1] not in ("=", "+", "-", "@")


def test_a_french_reader_gets_semicolons_and_decimal_commas() -> None:
    with translation.override("fr"):
        pieces = csv_of(sheet([["Lettre ; suite", DAY, 12.5], ["-5 %", None, 3]]))
    text = b"".join(pieces).decode()
    assert text[:1] == "\ufeff"
    assert text.splitlines()[-2:] == ['"Lettre ; suite";2018-05-25;12,5', "'-5 %;;3"]


def test_several_tables_have_a_place_each() -> None:
    made = sheet([["Reply", DAY, 3]], tables=2)
    assert [row for row in read_csv(made) if len(row) == 1][-2:] == [[f"[{'x' * 33}] {number}"] for number in (1, 2)]
    assert list(read_xlsx(made)) == ["x" * 30, f"{'x' * 27} 2"]
    assert len(docx.Document(io.BytesIO(docx_of(made))).tables) == 2
    assert f"[{'x' * 33}] 2" in pypdfium2.PdfDocument(pdf_of(made))[0].get_textpage().get_text_range()


def test_a_sheet_without_rows_is_a_file_too() -> None:
    made = sheet([])
    assert read_csv(made)[-1] == ["Title", "Day", "Number"]
    assert [len(rows) for rows in read_xlsx(made).values()] == [5]
    assert len(docx.Document(io.BytesIO(docx_of(made))).tables[0].rows) == 1
    assert len(pypdfium2.PdfDocument(pdf_of(made))) == 1


def test_csv_is_on_its_way_before_the_last_row_is_read() -> None:
    read = []

    def rows() -> Iterator[list[Value]]:
        for number in range(5_000):
            read.append(number)
            yield ["Letter", DAY, number]

    made = Sheet("s", "S", [], [Table("T", [Column("a")] * 3, rows)])
    first = next(iter(csv_of(made)))
    assert (first[:3], len(read) < 1_000) == (b"\xef\xbb\xbf", True)


@pytest.mark.parametrize(("most", "is_longer"), [(2, True), (3, False), (4, False)])
def test_a_sheet_of_exactly_as_many_rows_as_allowed_is_not_too_long(most: int, is_longer: bool) -> None:
    tables = [Table("T", [], list, lambda _most, number=number: number) for number in (1, 2)]
    assert Sheet("s", "S", [], tables).is_longer_than(most) == is_longer


def test_no_words_around_the_rows_are_a_formula_in_csv() -> None:
    tables = [Table("=table", [Column("=head")], lambda: [[gettext_lazy("=lazy")]]) for _each in range(2)]
    lines = read_csv(Sheet("s", "=title", ["=fact"], tables))
    assert {cell for line in lines for cell in line} == {"'=title", "'=fact", "'=table", "'=head", "'=lazy"}


@pytest.mark.parametrize(
    ("value", "words"), [(MOMENT, "26 May 2018"), (DAY, "25 May 2018"), (1_003, "1,003"), (0, "0"), (None, "")]
)
def test_a_value_is_said_as_a_person_reads_it_by_the_clock_of_this_house(value: Value, words: str) -> None:
    assert said(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(1_234, "1,234"), (1_234.5, "1,234.5"), (-1_234.5, "-1,234.5"), (0, "0"), (None, ""), ("a", "a")],
)
def test_a_number_is_said_in_groups_of_three(value: Value, words: str) -> None:
    assert said(value) == words
