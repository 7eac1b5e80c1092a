"""From a file to a table: encodings, delimiters, cells, and two hundred files that get a sentence each."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.imports.broken import broken_files
from tests.imports.conftest import send_file
from tests.imports.sheets import MAIN, day, on_disk, read, rows_of, sheet, workbook
from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.imports import csv_table, spreadsheet, table_reader
from tracker.imports.models import Import, ImportRow
from tracker.imports.reading.options import Reading
from tracker.imports.reading.survey import Survey
from tracker.imports.spreadsheet import Refused
from tracker.imports.table_reader import SENTENCES

pytestmark = pytest.mark.one_database

SignIn = Callable[[User], Client]
WORDS = [["Title", "Owner"], ["Zoë’s réunion", "Élise"], [], ["Two\nlines", "Noël"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_text_is_read_whatever_its_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    lines = ["Title{0}Owner", "Zoë’s réunion{0}Élise", "{0}", '"Two\nlines"{0}Noël']
    text = "\r\n".join(line.format(delimiter) for line in lines)
    assert read(text.encode(encoding)).rows == WORDS


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Title\nSend it, soon\nSpeak", "none"),
        ("Title;Due\nSend it, soon;1,5\nSpeak, loud;2,5", ";"),
        ("Title,Notes\nSend,a; b; c\nSpeak,d; e", ","),
        ("One column", "none"),
        ("Title\nCall, write and visit\nPay, sign and leave", "none"),
        ("Minutes, 2026\n\nTitle|Due\nCall, or write|9.10.2031", "|"),
        ('Title;Notes\nCall;"9.10.25: one, two\n10.10.25: a, b, c, d"', ";"),
        ("sep=|\nA|B;C\n1|2;3", "|"),
    ],
)
def test_the_delimiter_is_the_one_that_parts_the_rows_evenly(text: str, separator: str) -> None:
    assert read(text.encode()).separator == separator


def test_a_workbook_is_read_cell_by_cell() -> None:
    formula = ('<c r="{name}" t="str"><f>A1</f><v>worked out</v></c>',)
    bare, broken = ('<c r="{name}"><f>1+1</f></c>',), ('<c r="{name}" t="e"><v>#REF!</v></c>',)
    true = ('<c r="{name}" t="b"><v>1</v></c>',)
    rows = [["Title", "Due"], [], ["", "", "Send", day(46_000), 12, 2.5], [formula, bare, broken, true]]
    table = read(workbook(rows, Empty=sheet(""), Other=sheet(rows_of([["x"]]))))
    assert table.rows == [
        ["Title", "Due"],
        [],
        ["", "", "Send", "2025-12-09", "12", "2.5"],
        ["worked out", "#CALC!", "#REF!", "TRUE"],
    ]
    assert (table.sheet, table.others) == ("Actions", ("Empty", "Other"))


def test_the_sheet_whose_heads_are_known_is_read_and_not_the_cover() -> None:
    cover = [["How to use this list"], ["Tick what is done"]]
    book = workbook(
        cover, Choices=sheet(rows_of([["Open"], ["Done"]])), Work=sheet(rows_of([["Title", "Due"], ["Call"]]))
    )
    table = read(book)
    assert (table.sheet, table.others, table.whys) == ("Work", ("Actions", "Choices"), {"sheets": "known"})


def test_several_sheets_are_read_when_they_are_asked_for() -> None:
    book = workbook([["Title"], ["Call"]], Empty=sheet(""), Other=sheet(rows_of([["Title"], ["Pay"]])))
    table = read(book, reading=Reading(sheets=("Other", "Empty", "Actions", "Nowhere")))
    assert [(each.sheet, each.rows[1]) for each in (table, *table.more)] == [("Actions", ["Call"]), ("Other", ["Pay"])]
    with pytest.raises(Refused, match="empty"):
        read(book, reading=Reading(sheets=("Empty",)))


def test_errors_stand_in_their_cells_wherever_the_file_says_where_those_are() -> None:
    named, unnamed = '<c r="C2" t="e"><v>#NAME?</v></c>', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    body = f'<row><c t="str"><v>Title</v></c></row><row r="2">{named}</row><row>{unnamed}</row>'
    for prefixed in (body, body.replace("<", "<x:").replace("<x:/", "</x:")):
        part = (
            sheet(prefixed)
            if prefixed == body
            else f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{prefixed}</x:sheetData></x:worksheet>'
        )
        assert read(workbook([], parts={"xl/worksheets/sheet1.xml": part})).rows == [
            ["Title"],
            ["", "", "#NAME?"],
            ["#DIV/0!"],
        ]


def test_the_first_sheet_with_words_is_read_and_every_cell_keeps_its_place() -> None:
    body = '<row r="3"><c r="C3" t="str"><v>Title</v></c></row><row r="5"><c r="C5" t="str"><v>Send</v></c></row>'
    table = read(workbook([], Second=sheet(body)))
    assert (table.sheet, table.rows) == ("Second", [[], [], ["", "", "Title"], [], ["", "", "Send"]])


def said_on_page(client: Client, name: str, content: bytes) -> set[str]:
    page = send_file(client, content, name)
    assert page.status_code == 422
    return {key for key, words in SENTENCES.items() if str(words) in page.text.replace("&#x27;", "'")}


def refused(content: bytes) -> set[str]:
    """Before its rows are gone through."""
    try:
        read(content)
    except Refused as error:
        return {str(error)}
    return set()


@pytest.mark.one_database
def test_two_hundred_broken_files_get_a_sentence_each_and_change_nothing(claire: User, sign_in: SignIn) -> None:
    """On the page the first of a kind, and what is refused as its rows are gone through."""
    client, found, kinds, files = sign_in(claire), {}, set[frozenset[str]](), list(broken_files())
    before = Entry.objects.count()
    for name, content, keys in files:
        is_first = frozenset(keys) not in kinds
        kinds.add(frozenset(keys))
        said = (not is_first and refused(content)) or said_on_page(client, name, content)
        if len(said) != 1 or not said <= keys:
            found[name] = (said, keys)
    assert found == {}
    assert (len(files) >= 200, len({name for name, _content, _keys in files})) == (True, len(files))
    assert (Import.objects.count(), ImportRow.objects.count(), Entry.objects.count()) == (0, 0, before)


def test_a_hidden_sheet_is_neither_read_nor_named() -> None:
    sheets = {"Shown": sheet(rows_of([["Title"]])), "Other": sheet(rows_of([["x"]]))}
    with zipfile.ZipFile(io.BytesIO(workbook([["Hidden"]], **sheets))) as archive:
        listed = archive.read("xl/workbook.xml").decode()
    hidden = listed.replace('name="Actions"', 'name="Actions" state="hidden"')
    table = read(workbook([["Hidden"]], parts={"xl/workbook.xml": hidden}, **sheets))
    assert (table.sheet, table.others, table.rows) == ("Shown", ("Other",), [["Title"]])


SIX = workbook([["ab", "cd"], ["ef", "gh"], ["ij", "kl"]])
TYPED = b"ab,cd\nef,gh\nij,kl\n\n"
PARTS = zipfile.ZipFile(io.BytesIO(SIX)).infolist()


def rows_of_book(path: Path) -> list[Any]:
    return list(spreadsheet.read(path))


def rows_of_csv(path: Path) -> list[list[str]]:
    return list(csv_table.read(path).rows)


# What is read in which way, by the limit: exactly what it holds, and why one less is refused.
LIMITS: dict[str, tuple[Any, Callable[[Path], Any], bytes, int, str]] = {
    "spreadsheet.MOST_COLUMNS": (spreadsheet, rows_of_book, SIX, 2, "wide"),
    "spreadsheet.ROWS_READ": (spreadsheet, rows_of_book, SIX, 3, "long"),
    "spreadsheet.MOST_LETTERS": (spreadsheet, rows_of_book, SIX, 12, "large"),
    "spreadsheet.MOST_PARTS": (spreadsheet, spreadsheet.unpack, SIX, len(PARTS), "large"),
    "spreadsheet.MOST_BYTES": (spreadsheet, spreadsheet.unpack, SIX, sum(part.file_size for part in PARTS), "large"),
    "csv_table.MOST_COLUMNS": (csv_table, rows_of_csv, TYPED, 2, "wide"),
    "csv_table.ROWS_READ": (csv_table, rows_of_csv, TYPED, 3, "long"),
    "csv_table.MOST_LETTERS": (csv_table, rows_of_csv, TYPED, 12, "large"),
    "table_reader.MOST_SIZE": (table_reader, table_reader.read, TYPED, len(TYPED), "size"),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_a_file_that_holds_exactly_as_much_as_it_may_is_read(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, reads, data, most, why = LIMITS[limit]
    name = limit.partition(".")[2]
    with on_disk(data) as path:
        monkeypatch.setattr(module, name, most)
        reads(path)
        monkeypatch.setattr(module, name, most - 1)
        with pytest.raises(Refused, match=f"^{why}$"):
            reads(path)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (datetime(2026, 3, 12, 23, 30), "2026-03-12"),  # noqa: DTZ001
        (date(2026, 3, 12), "2026-03-12"),
        (12.0, "12"),
        (-3.0, "-3"),
        (999_999_999_999_999.0, "999999999999999"),
        (1e15, "1000000000000000.0"),
        (2.5, "2.5"),
        (True, "TRUE"),
        (" a\0b ", "a\ufffdb"),
    ],
)
def test_a_cell_reads_as_somebody_would_type_it(cell: object, words: str) -> None:
    assert spreadsheet.word(cell) == words


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_long_table_takes_no_more_memory_than_a_short_one(form: str) -> None:
    peaks = []
    for count in (200, 4_000):
        rows = [["Title", "Detail"], *[[f"Row {number}", "word " * 200] for number in range(count)]]
        text = "\n".join(",".join(row) for row in rows).encode()
        with on_disk(text if form == "csv" else workbook(rows)) as path:
            tracemalloc.start()
            survey = Survey.of(rows[0], table_reader.read(path).rows)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert survey.count == count + 1
    # The longer one holds four megabytes of words.
    assert (peaks[1] - peaks[0] < 2_000_000, len(peaks)) == (True, 2)
