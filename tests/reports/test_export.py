"""The report as a file: the tables of the page, with the numbers of the page."""

import ctypes
import io
from collections.abc import Callable

import docx
import pypdfium2
import pytest
from django.test import Client
from django.utils.http import urlencode
from python_calamine import CalamineWorkbook

from tests.downloaded_files import content, rows_of, words_of
from tracker.accounts.models import User
from tracker.exports.sheets import style
from tracker.reports.sentences import tiles_of

SignIn = Callable[[User], Client]
QUERY = {"by": "unit", "period": "2019 to 2060"}


@pytest.mark.usefixtures("work")
def test_it_holds_the_numbers_of_the_page(amina: User, sign_in: SignIn) -> None:
    client = sign_in(amina)
    report = client.get("/reports/", QUERY).context["report"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content(client.get("/reports/export/xlsx/", QUERY))))
    assert [name[:18] for name in book.sheet_names] == [
        "1 January 2019 to ", "1 January 1977 to ", str(book.sheet_names[2])[:18], "Due dates moved la", "Resources",
    ]  # fmt: skip
    happened, before, stands = (book.get_sheet_by_index(number).to_python()[4:] for number in range(3))
    lines = [*report.lines, report.total]
    assert [row[0].strip() for row in happened[1:]] == [line.name for line in lines]
    assert [row[1:14] for row in happened[1:]] == [
        [cell.now.number for cell in line.happened.values()] for line in lines
    ]
    assert [row[1:] for row in before[1:]] == [
        [cell.before.number for cell in line.happened.values()] for line in lines
    ]
    assert [row[1:] for row in stands[1:]] == [[figure.number for figure in line.stands.values()] for line in lines]


@pytest.mark.usefixtures("work")
def test_it_says_the_period_the_day_and_the_reasons(amina: User, sign_in: SignIn) -> None:
    rows = rows_of(sign_in(amina), f"/reports/export/csv/?{urlencode(QUERY)}")
    assert rows[0] == ["Report by unit"]
    assert rows[1][0].startswith("Period: 1 January 2019 to 31 December 2060, compared with ")
    assert "The partner asked for a week." in [cell for row in rows for cell in row]
    assert [rows[-1][0], rows[-1][4]] == ["Money", "€\N{NO-BREAK SPACE}9,000"]


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_it_is_a_document_too(form: str, begins: bytes, amina: User, sign_in: SignIn) -> None:
    answer = sign_in(amina).get(f"/reports/export/{form}/")
    assert (answer.status_code, content(answer).startswith(begins)) == (200, True)


def test_what_is_not_understood_is_no_file(amina: User, sign_in: SignIn) -> None:
    answers = [sign_in(amina).get(f"/reports/export/{path}") for path in ("csv/?period=soon", "exe/")]
    assert [answer.status_code for answer in answers] == [302, 404]
    assert answers[0]["Location"] == "/reports/?period=soon"


def plotted(file: bytes, colour: str) -> int:
    """How many shapes are filled with it."""
    found, pages = 0, pypdfium2.PdfDocument(file)
    for number in range(len(pages)):
        for shape in pages[number].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=9):
            parts = [ctypes.c_uint() for _part in "rgba"]
            pypdfium2.raw.FPDFPageObj_GetFillColor(shape.raw, *parts)
            found += bytes(part.value for part in parts[:3]).hex() == colour
    return found


@pytest.mark.usefixtures("work")
def test_on_paper_stand_the_plots_and_the_sentences_of_the_page(amina: User, sign_in: SignIn) -> None:
    client = sign_in(amina)
    page = client.get("/reports/", QUERY)
    file = content(client.get("/reports/export/pdf/", QUERY))
    words = " ".join(words_of("pdf", file).split())
    plots = page.context["went"], page.context["late"]
    said = [page.context["happened_said"], page.context["stands_said"], *(plot.title for plot in plots)]
    bars = [bar for plot in plots for group in plot.groups for bar in group.bars]
    tile = "of what had a due date was done on time"
    assert [each in words for each in (*said, *(bar.words for bar in bars), tile)] == [True] * (
        len(said) + len(bars) + 1
    )
    assert plotted(file, style.DONE) == len([bar for bar in bars if bar.look == "done" and bar.width])


@pytest.mark.usefixtures("work")
def test_each_figure_on_top_is_that_of_its_name(amina: User, sign_in: SignIn) -> None:
    report = sign_in(amina).get("/reports/", QUERY).context["report"]
    happened, late = report.total.happened, report.total.stands["late"].number
    logged, done = (happened[name].now.number for name in ("logged", "done"))
    assert len({logged, done, late}) == 3
    tiles = tiles_of(report)
    assert [(each.figure, each.words) for each in (*tiles[:2], tiles[-1])] == [
        (str(logged), "logged"), (str(done), "done"), (str(late), "late today"),
    ]  # fmt: skip


@pytest.mark.usefixtures("work")
def test_in_word_stand_the_plots_as_pictures_that_are_said(amina: User, sign_in: SignIn) -> None:
    client = sign_in(amina)
    document = docx.Document(io.BytesIO(content(client.get("/reports/export/docx/", QUERY))))
    page = client.get("/reports/", QUERY)
    titles = [page.context[name].title for name in ("went", "late")]
    assert [each._inline.docPr.get("descr") for each in document.inline_shapes] == titles
    assert page.context["happened_said"] in [each.text for each in document.paragraphs]


@pytest.mark.usefixtures("work")
def test_the_worst_lines_are_marked_on_the_page_and_in_the_file(amina: User, sign_in: SignIn) -> None:
    client = sign_in(amina)
    page = client.get("/reports/", QUERY)
    worst = [line.name for line in page.context["report"].lines if line.is_worst]
    [_happened, _before, stands, *_rest] = docx.Document(
        io.BytesIO(content(client.get("/reports/export/docx/", QUERY)))
    ).tables
    shaded = [
        row.cells[0].text.strip()
        for row in stands.rows
        if row.cells[0]._tc.xpath(f".//w:shd[@w:fill='{style.LATE_SOFT}']")
    ]
    assert (worst, shaded, page.text.count("(among the worst)")) == (["Without unit"], ["Without unit"], 2)
