"""Tables of many shapes, to their last cell: how each is read, what its columns are taken for, and which rows it has.

It stands in `drawn/tables.txt`. To draw it anew, delete it and read what the test writes.
"""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from tests.house.drawings import assert_drawn
from tests.imports.sheets import day, read, rows_of, sheet, workbook
from tracker.accounts.models import User
from tracker.imports.models import Import
from tracker.imports.prepare_import import keep
from tracker.imports.reading.column_words import orders_in, unknown_words
from tracker.imports.reading.fill import begin_anew, fill
from tracker.imports.reading.first_rows import first_rows
from tracker.imports.reading.options import NO_HEADS, Reading
from tracker.imports.reading.reading_form import ReadingForm
from tracker.imports.table_reader import Table

TEXTS = {
    "semicolons": "Titre;Échéance;Statut\nEnvoyer;5/4/2031;en cours\nAppeler;25/4/2031;dormante\n",
    "commas": 'Title,Due,Owner\n"Send it, soon",4/25/2031,Claire Dubois\nCall,5/4/2031,\n',
    "said": "sep=|\nA|B;C\n1|2;3\n",
    "title above": "Minutes of May\n\nNo\tTitle\tDue\n1\tSend\t04.05.2031\n2\tCall\t05.06.2031\n",
    "one column": "Title\nCall, write and visit\nPay, sign and leave\n",
    "ours": "Ref;Number;Action item (what) / Suite;Notes\nF-2018-014;7;Send;12.03.2031: sent\n;8;Call;n/a\n",
    "many words": "Title;Status\n" + "".join(f"Row {n};word {n}\n" for n in range(41)),
    "slips": "Title;Due\n" + "Send;25.05.2031\n" * 50 + "Call;05.25.2031\n",
    "either": "Title;Due;Waiting until\nSend;4/5/2031;25/5/2031\nCall;6/7/2031;4/4/2031\n",
    "none known": "x;y\n1;2\n3;4;5\n",
}
SAID: dict[str, dict[str, Any]] = {
    "semicolons": {"separator": "none"},
    "commas": {"orders": {"due_on": "day"}, "separator": ";"},
    "title above": {"head_row": NO_HEADS},
    "said": {"separator": ";", "encoding": "cp1252"},
    "none known": {"head_row": 2},
}
ERROR = ('<c r="{name}" t="e"><v>#N/A</v></c>',)
FORMULA = ('<c r="{name}"><f>1+1</f></c>',)
ROWS = [
    ["Unit", "Title", "Due"],
    ["ENF", "Send", day(48_000)],
    ["", "Call", ERROR],
    ["", "Pay", FORMULA],
    ["CAP", "Go", ""],
]
BODY = rows_of(ROWS).replace('<row r="5">', '<row r="5" hidden="1">')
MERGED = '<mergeCells><mergeCell ref="A2:A4"/></mergeCells>'
BOOK = workbook(
    [["Cover"]],
    Plans=sheet(BODY).replace("</worksheet>", f"{MERGED}</worksheet>"),
    More=sheet(rows_of([["About 2032"], ["Title", "Unit", "Notes"], ["Read", "ENF", "Soon"]])),
    Bare=sheet(""),
)
BOOKS = {
    "guessed": Reading(),
    "two sheets": Reading(sheets=("Plans", "More")),
    "as it looks": Reading(sheets=("Plans",), fills_merged=False, reads_hidden=False),
    "no heads": Reading(sheets=("More",), head_row=NO_HEADS),
}


def told(source: Import) -> Iterator[str]:
    source.refresh_from_db()
    yield f"{source.heads} taken for {source.columns}"
    found = dict(source.found)
    columns = found.pop("columns")
    yield f"{found}"
    yield f"{columns}"
    orders = {name: asdict(order) for name, order in orders_in(source.columns, columns).items()}
    unknown = unknown_words(source.columns, columns)
    yield f"{source.sheet or 'no sheet'}, beside {source.others}; {orders}; {unknown}"
    form = ReadingForm(source=source)
    helps = {name: str(field.help_text) for name, field in form.fields.items()}
    yield f"{form.summary()} | {helps}"
    yield from (f"{line.number} {line.cells}" for line in source.lines.order_by("number")[:6])
    for row in first_rows(source):
        cells = (f"{cell.words}{cell.why and ' !'}{' -' * cell.is_left_out}" for cell in row.cells)
        yield f"{row.name}: {' | '.join(cells)}"


def filled(name: str, table: Table, by: User, reading: Reading | None = None) -> Import:
    source = keep(name, 9, by=by)
    if reading:
        source.reading = asdict(reading)
        source.save()
    fill(source, table)
    return source


def test_each_table_is_read_as_it_was(claire: User) -> None:
    pages: dict[str, list[str]] = {}
    for name, text in TEXTS.items():
        pages[name] = list(told(filled(f"{name}.csv", read(text.encode()), claire)))
        if name in SAID:
            reading = replace(Reading(), **SAID[name])
            pages[f"{name} as said"] = list(told(filled(name, read(text.encode(), reading=reading), claire, reading)))
    for name, reading in BOOKS.items():
        pages[name] = list(told(filled(f"{name}.xlsx", read(BOOK, reading=reading), claire, reading)))
    source = filled("again.csv", read(TEXTS["commas"].encode()), claire)
    source.columns = ["detail", "due_on", "owner"]
    begin_anew(source)
    fill(source, read(TEXTS["commas"].encode()))
    pages["again"] = list(told(source))
    assert_drawn("tables", pages, Path(__file__).parent / "drawn")
