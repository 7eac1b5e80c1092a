"""How wide the columns of a table on paper are, and what the words on top of a list's file say: tables of cases."""

from collections.abc import Sequence

import pytest
from django.utils import timezone, translation

from tracker.accounts.models import User
from tracker.exports.sheets.fit import ROOM, breadth, fit
from tracker.exports.sheets.list_sheet import as_it_stood, dated, filter_said, request_for
from tracker.exports.sheets.sheet import Column, Sheet, Table
from tracker.exports.sheets.xlsx_page import height, widths
from tracker.kit.date_formats import format_date

pytestmark = pytest.mark.one_database
WIDE, PLAIN, FIGURE = Column("Title", wide=True), Column("Day"), Column("Number", is_number=True)
LONG = "A sentence that says at some length what somebody promised to somebody else"
PLACE = "Constantinople " * 2
Rows = Sequence[Sequence[str]]


@pytest.mark.parametrize(
    ("columns", "rows", "room", "size", "wide", "letters", "is_tight"),
    [
        ([WIDE], [], ROOM, 9.0, [756.9], [9], False),
        ([WIDE, PLAIN, FIGURE], [[LONG, "25 May 2018", "1,003"]], ROOM, 9.0, [644.6, 68.3, 43.9], [77, 13, 9], False),
        ([PLAIN, FIGURE], [["a b", "1"]], ROOM, 9.0, [369.7, 387.1], [9, 9], False),
        ([WIDE, WIDE], [[LONG, "x"]], ROOM, 9.0, [716.4, 40.4], [77, 9], False),
        ([FIGURE, FIGURE], [["1", "2"]], 200.0, 9.0, [100.0, 100.0], [9, 9], False),
        ([WIDE, PLAIN, FIGURE], [[LONG, "25 May 2018", "1,003"]], 200.0, 6.0, [119.7, 48.1, 32.3], [77, 13, 9], False),
        ([PLAIN] * 4, [["25 May 2018"] * 4], 150.0, 6.0, [37.5] * 4, [13] * 4, True),
        ([WIDE, PLAIN], [[LONG, "x" * 30]], 120.0, 6.0, [35.4, 84.6], [77, 32], True),
        ([PLAIN] * 3, [[PLACE] * 3], 90.0, 6.0, [30.0] * 3, [32] * 3, True),
    ],
)  # fmt: skip
def test_columns_share_the_paper(
    columns: list[Column], rows: Rows, room: float, size: float, wide: list[float], letters: list[float], is_tight: bool
) -> None:
    found = fit(columns, rows, room)
    assert (found.size, [round(each, 1) for each in found.widths], found.is_tight) == (size, wide, is_tight)
    assert [round(each, 2) for each in widths(columns, rows)] == letters


def test_a_letter_is_as_broad_as_it_is_printed_and_a_row_as_high_as_its_lines() -> None:
    broad = {"": 0, "ab": 1.2, "il": 0.76, "AB": 1.5, "MW": 1.9, "你好": 2.0, "a b": 1.58, "1": 0.6}
    assert {text: round(breadth(text), 2) for text in broad} == broad
    rows: list[tuple[list[str], list[float], float | None]] = [
        (["a"], [10], None), (["a" * 9], [10], None), (["a" * 10], [10], 27.75), (["a" * 30], [10], 53.25),
        (["a\nb"], [10], 27.75), (["\n\n"], [5], 40.5), (["a" * 10, "b" * 100], [20, 10], 155.25),
        (["a" * 5_000], [10], 400), ([""], [10], None),
    ]  # fmt: skip
    assert [height(texts, room) for texts, room, _height in rows] == [high for *_row, high in rows]


def test_the_filter_of_a_list_is_said_in_words_and_a_tick_has_none() -> None:
    on = [("Status", "All active"), ("Late", ""), ("Partner", "EU")]
    said = [filter_said(some) for some in ([], on[:1], on)]
    assert said == [
        "The whole list, without a filter.", "Filter: Status: All active.",
        "Filter: Status: All active; Late; Partner: EU.",
    ]  # fmt: skip
    with translation.override("fr"):
        assert filter_said(on) == "Filtre\u00a0: Status\u00a0: All active\u00a0; Late\u00a0; Partner\u00a0: EU."


def test_a_file_is_called_by_its_day_and_says_for_whom_it_is() -> None:
    request = request_for("a=1&a=2", User(name="Claire Dubois"))
    today = timezone.localdate()
    assert (request.GET.getlist("a"), as_it_stood(request)) == (
        ["1", "2"], f"As it stood on {format_date(today)}; it holds what Claire Dubois may see.",
    )  # fmt: skip
    made = dated("meetings", "Meetings", ["All."], [])
    assert made == Sheet(f"meetings-{today:%Y-%m-%d}", "Meetings", ["All."], [])
    counts = [Table("T", [], list, lambda most, number=number: min(number, most + 1)) for number in (3, 4)]
    sheet = Sheet("s", "S", [], [*counts, Table("Few", [], list)])
    assert [(sheet.count(most), sheet.is_longer_than(most)) for most in (6, 7, 8)] == [
        (7, True),
        (7, False),
        (7, False),
    ]
