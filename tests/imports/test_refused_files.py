"""Which rows a file of refused rows holds, by what they are parted, and what it is called."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.imports.conftest import Brought, confirm_and_write, rows_in
from tracker.accounts.models import User
from tracker.imports.models import Import, ImportRow
from tracker.imports.views.refused_file import _as_csv, _reason, _rows

WHY = "Why it was refused"


@pytest.fixture
def source(brought: Brought) -> Import:
    """Rows of each outcome, the refused ones in the other order than their numbers."""
    source = brought(["Title", "Due"], ["x"])
    source.lines.all().delete()
    rows = [(9, "refused", ["Nine", "blursday", "more"]), (4, "refused", ["Four"]), (5, "asked", ["Five", "1"]),
            (6, "new", ["Six"]), (7, "kept", ["Seven"]), (8, "same", ["Eight"])]  # fmt: skip
    for number, outcome, cells in rows:
        problems = [["B9", "No day."], ["A9", "No title."]] if number == 9 else []
        ImportRow.objects.create(source=source, number=number, outcome=outcome, cells=cells, problems=problems)
    return source


def test_what_was_not_answered_is_left_over_once_it_is_confirmed(source: Import) -> None:
    silent = "It was not answered, so nothing was written."
    heads, four, nine = (
        ["Title", "Due", WHY],
        ["Four", "", silent],
        ["Nine", "blursday", "Due: No day. Title: No title."],
    )
    assert list(_rows(source)) == [heads, four, nine]
    confirm_and_write(source)
    assert list(_rows(source)) == [heads, four, ["Five", "1", silent], nine]
    source.heads = ["Title", WHY]
    assert list(_rows(source)) == [["Title", WHY], ["Four", silent], ["Five", silent], ["Nine", nine[-1].replace(
        "Due", WHY)]]  # fmt: skip


@pytest.mark.one_database
def test_a_reason_names_the_column_by_its_head_or_its_letters() -> None:
    heads = {"A": "Title", "B": "", "AA": "Due"}
    cells = ["A2", "B2", "AA12", "Sheet 1!A2", "Ports!AA9!A3", "C4", "", "nowhere", "Two\nlines!AA1"]
    assert [_reason(cell, "No.", heads) for cell in cells] == [
        "Title: No.", "B: No.", "Due: No.", "Title: No.", "Title: No.", "C: No.", ": No.", "nowhere: No.", "Due: No."
    ]  # fmt: skip


@pytest.mark.parametrize(("separator", "between"), [("", ";"), (",", ","), ("\t", "\t"), ("none", ";"), ("|", "|")])
def test_its_cells_are_parted_as_they_were(separator: str, between: str, source: Import) -> None:
    source.found = {"separator": separator}
    data = _as_csv(source)
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows_in(data, "csv", between)[0] == ["Title", "Due", WHY]


def test_it_is_called_and_written_as_what_was_sent(
    source: Import, claire: User, sign_in: Callable[[User], Client], settings: Any
) -> None:
    client, found = sign_in(claire), {}
    for name in ("My list.csv", "A.TSV", "b.c.txt", "d.xlsx", "Rows pasted", "e.ods", "ü/x.csv"):
        Import.objects.update(name=name)
        answer = client.get(f"/imports/{source.pk}/refused/")
        found[name] = (answer.headers["Content-Disposition"], answer.headers["Content-Type"].partition(";")[0])
    text, book = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert found == {
        "My list.csv": ('attachment; filename="My_list_refused_rows.csv"', text),
        "A.TSV": ('attachment; filename="A_refused_rows.csv"', text),
        "b.c.txt": ('attachment; filename="b.c_refused_rows.csv"', text),
        "d.xlsx": ('attachment; filename="d_refused_rows.xlsx"', book),
        "Rows pasted": ('attachment; filename="Rows_pasted_refused_rows.xlsx"', book),
        "e.ods": ('attachment; filename="e_refused_rows.xlsx"', book),
        "ü/x.csv": ('attachment; filename="x_refused_rows.csv"', text),
    }
    settings.HOW_OFTEN = {"export": "1/h/user"}
    assert [client.get(f"/imports/{source.pk}/refused/").status_code for _each in range(2)] == [200, 429]
