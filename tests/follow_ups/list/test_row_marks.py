"""What stands in a hidden column beside each row of a workbook, and in no other file."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.downloaded_files import FORMATS, content, words_of
from tracker.accounts.models import User
from tracker.follow_ups.list.row_marks import HEAD, RowMark
from tracker.follow_ups.models import FollowUp

CELLS = {"title": "Two\r\nlines ", "due_on": date(2031, 9, 30), "status": "", "owner": None, "number": 7}


def test_a_mark_is_read_as_it_was_written() -> None:
    mark = RowMark.of("F-2031-001", 7, CELLS)
    assert (RowMark.read(str(mark)), list(mark.signs)) == (mark, ["title", "due_on", "number"])


@pytest.mark.parametrize(
    ("name", "words", "is_as_it_was"),
    [
        ("title", "Two lines", True), ("title", "Two lines.", False), ("title", "", False),
        ("due_on", "2031-09-30", True), ("due_on", "2031-10-30", False),
        ("status", "", True), ("status", "Open", False), ("owner", "", True),
        ("number", "7", True), ("unit", "", True), ("unit", "ENF", False),
    ],
)  # fmt: skip
def test_a_mark_knows_which_cells_are_as_they_were(name: str, words: str, is_as_it_was: bool) -> None:
    assert RowMark.of("F-2031-001", 7, CELLS).has(name, words) is is_as_it_was


@pytest.mark.parametrize("words", ["", "F-1", "F-1 x", "F-1 -1", "F-1 ٣", "F-1 1234567890", "  \n "])
def test_what_is_no_mark_is_none(words: str) -> None:
    assert RowMark.read(words) is None


def test_only_a_workbook_holds_marks_and_hides_them(
    make_follow_up: Callable[..., FollowUp], claire: User, sign_in: Callable[[User], Client]
) -> None:
    one = make_follow_up("One")
    client = sign_in(claire)
    files = {form: content(client.get(f"/follow-ups/export/{form}/?columns=title,due")) for form in FORMATS}
    assert {form: (HEAD in words, f"{one.reference} 1 title:" in words) for form, words in (
        (form, words_of(form, file)) for form, file in files.items()
    )} == {form: (form == "xlsx", form == "xlsx") for form in FORMATS}  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(files["xlsx"])) as book:
        sheet, names = (book.read(f"xl/{part}").decode() for part in ("worksheets/sheet1.xml", "workbook.xml"))
    last = max(int(found) for found in re.findall(r'<col min="(\d+)"', sheet))
    assert re.findall(r'<col min="(\d+)"[^>]*hidden="1"', sheet) == [str(last)]
    assert f"${chr(ord('A') + last - 2)}$" in re.findall(r"Print_Area[^<]*>([^<]*)<", names)[0]
