"""The report as a file: the tables of the page, with the numbers of the page."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.http import urlencode
from python_calamine import CalamineWorkbook

from tests.files import content, rows_of
from tracker.accounts.models import User

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
    assert [row[1:12] for row in happened[1:]] == [
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
