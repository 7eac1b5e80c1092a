"""What the pages of imports say of what is asked, taken for another, left over or read otherwise: `drawn/pages.txt`."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.house.main_part import main_part
from tests.imports.conftest import Brought, confirm_and_write
from tests.imports.sheets import read, rows_of, sheet, workbook
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.models import FOLDER, Import
from tracker.imports.prepare_import import keep, preview
from tracker.imports.reading.fill import fill
from tracker.imports.reading.options import Reading
from tracker.imports.table_reader import Table
from tracker.imports.undo.tasks import begin

Make = Callable[..., FollowUp]
KEPT: tuple[Any, ...] = (FollowUp, Organisation, Person, Import, ImportedList)
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
HEADS = ["No", "Title", "Owner", "Partner", "Due"]
DAYS = b"""Title;Due;Waiting until;Agreed on;First due date;Status;Kind
One;4/5/2031;25/5/2031;12.13.2017;4/5/2031;half;Letter
Two;6/7/2031;1/5/2031;25.05.2017;5/13/2031;HALF;Note
Three;;;;25/5/2031;open;
"""


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def client(claire: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(claire)


def told(client: Client, place: str) -> list[str]:
    return main_part(client, place, (row for model in KEPT for row in model.objects.all()))


@pytest.fixture
def asked(brought: Brought, imported: Brought, make_follow_up: Make, amina: User, europol: Organisation) -> Import:
    """Cells that two changed, rows that are probably known, numbers of other matters, and names that nobody has."""
    listed = imported(HEADS, *([str(number), f"Send {number}", "", "", "1 May 2031"] for number in range(1, 4)))
    make_follow_up("Note to Paris", partner=europol)
    rows = [
        ["1", "Draft", "", "", "2 May 2032"], ["2", "Translate", "", "", "2 May 2032"],
        ["", "Note to Paris", "", "", "2 May 2031"], ["5", "Pay", "Conti, Rosa", "EUROPOLE", ""],
        ["6", "Go", "Rosa Konti", "", "blursday"], ["7", "Ask", "Rosa Conti", "Interpole", ""],
    ]  # fmt: skip
    meant = {"meanings": {"partner": {"interpole": "EUROPOL"}}}
    return brought(HEADS, *rows, imported_list=listed.imported_list, reading=meant)


def test_what_is_asked_stands_on_the_page_with_each_answer(asked: Import, client: Client, brought: Brought) -> None:
    place, pages = asked.get_absolute_url(), {}
    for show in ("asked", "new", "refused"):
        pages[show] = told(client, f"{place}?show={show}")
    for show in ("new", "refused"):
        pages[show] = [line for line in pages[show] if line not in pages["asked"]]
    asked.lines.filter(number=2).delete()
    pages["one_number"] = told(client, place)[:14]
    confirm_and_write(asked)
    pages["not_answered"] = told(client, f"{place}?show=asked")
    assert_drawn("asked", pages, Path(__file__).parent / "drawn")


def test_cells_that_two_changed_stand_with_both_values(
    brought: Brought, make_follow_up: Make, client: Client, amina: User, claire: User
) -> None:
    one, two = make_follow_up("One", detail="Before"), make_follow_up("Two", due_on=date(2031, 5, 1))
    source = brought(["Ref", "Title", "Due"], [one.reference, "Mine", ""], [two.reference, "", "2 May 2031"])
    said = {"title": {"old": "One", "theirs": "Theirs", "mine": "Mine", "by": "Amina Rahman"}}
    due = {"due_on": {"old": "", "theirs": "", "mine": "2 May 2031", "by": ""}}
    source.lines.filter(number=2).update(outcome="asked", asked=said)
    source.lines.filter(number=3).update(outcome="asked", asked=due)
    place = source.get_absolute_url()
    pages = {"clashes": told(client, place)}
    source.lines.filter(number=3).update(outcome="changed", asked={})
    pages["changed"] = told(client, f"{place}?show=changed")
    assert_drawn("clashes", pages, Path(__file__).parent / "drawn")


def test_what_is_written_taken_back_or_left_over_is_said(
    brought: Brought, make_follow_up: Make, client: Client, claire: User, amina: User, wco: Organisation
) -> None:
    gone = Person.add(by=claire, name="Rosa Conti")
    Appointment.objects.create(person=gone, organisation=wco, title="Analyst", until=date(2018, 5, 24))
    old = make_follow_up("Old", owner=amina.person)
    rows = [["", "Send", "Rosa Conti", "Gnus", "12.03.2018: sent; 1 May 2018: answered"],
            ["", "Call", "", "", "By telephone"], [old.reference, "Newer", "", "", "Heard nothing"]]  # fmt: skip
    source = brought(["Ref", "Title", "Owner", "Partner", "Notes"], *rows, adds_names=True)
    place = source.get_absolute_url()
    pages = {f"before_{show}": told(client, f"{place}?show={show}") for show in ("new", "changed", "same")}
    for show in ("changed", "same"):
        pages[f"before_{show}"] = [line for line in pages[f"before_{show}"] if line not in pages["before_new"]]
    confirm_and_write(source)
    pages["written"] = told(client, place)
    FollowUp.objects.get(title="Call").note("Twice", by=amina)
    begin(source)
    pages["kept"] = told(client, place)
    other = brought(["Title"], ["Read"])
    confirm_and_write(other)
    begin(other)
    pages["back"] = told(client, other.get_absolute_url())
    keep("unread.csv", 9, by=claire)
    brought(["No", "Title"], ["1", "Write"])
    confirm_and_write(brought(["No", "Title"], ["2", "Write again"]))
    pages["imports"] = told(client, "/imports/")
    assert_drawn("written", pages, Path(__file__).parent / "drawn")


def test_how_columns_and_days_are_read_stands_with_its_reason(claire: User, client: Client) -> None:
    pages: dict[str, list[str]] = {}

    def brought(name: str, table: Table, **values: Any) -> Import:
        source = keep(name, 9, by=claire)
        FOLDER.keep(source.kept_as, b"x")
        Import.objects.filter(pk=source.pk).update(**values)
        fill(Import.objects.get(pk=source.pk), table)
        pages[name] = told(client, f"/imports/{source.pk}/columns/")
        return source

    source = brought("days.csv", read(DAYS))
    slips = "Title;Due\n" + "Send;25.05.2031\n" * 50 + "Call;05.25.2031\n"
    brought("slips.csv", read(slips.encode()))
    hidden = rows_of([["Title", "No"], ["One", "1"], ["Two", "2"]]).replace('<row r="3">', '<row r="3" hidden="1">')
    book = workbook([["Cover"]], Plans=sheet(hidden), More=sheet(rows_of([["Title"], ["Three"]])))
    brought("book.xlsx", read(book))
    unhidden = Reading(sheets=("Plans", "More"), reads_hidden=False)
    brought("both.xlsx", read(book, reading=unhidden), reading={"sheets": ["Plans", "More"], "reads_hidden": False})
    Import.objects.filter(pk=source.pk).update(why="encoding")
    preview(source, classification="restricted", adds_names=True)
    confirm_and_write(source)
    again = brought("days.csv again", read(DAYS), list_name="Mine")
    Import.objects.filter(pk=again.pk).update(why="encoding", classification="restricted", adds_names=True)
    pages["days.csv again"] = told(client, f"/imports/{again.pk}/columns/")[:12]
    assert_drawn("columns", pages, Path(__file__).parent / "drawn")
