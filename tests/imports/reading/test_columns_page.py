"""How a file is read can be seen and corrected, on the page that says what its columns are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.house.tree import Tree
from tests.imports.conftest import send_file
from tests.imports.sheets import MAIN, rows_of, sheet, workbook
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import FOLDER, Import
from tracker.imports.table_reader import SENTENCES

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def page_of(client: Client) -> Any:
    return client.get(f"/imports/{Import.objects.latest('pk').pk}/columns/")


def say(client: Client, what: str, **typed: Any) -> Any:
    """Send the page's form with these values, to its address or one beside it."""
    page = page_of(client)
    form = page.context["reading" if what == "read/" else "form"]
    values = {field.html_name: field.value() for field in form if field.value() not in (None, False, "")}
    return client.post(f"{page.request['PATH_INFO']}{what}", {**values, **typed})


def cells(client: Client, page: Any = None) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in (page or page_of(client)).context["first_rows"]]


def test_separator_encoding_and_row_of_heads_are_guessed_with_their_reasons_and_corrected(client: Client) -> None:
    send_file(client, "Titre|Lieu;Couleur\nÉcrire|Évry;bleu\nLire|Metz;vert\n".encode("cp1252"))
    form = page_of(client).context["reading"]
    assert form.summary() == "Vertical bar · Windows-1252 · heads in row 1"
    assert [str(form.fields[name].help_text) for name in ("separator", "encoding", "head_row")] == [
        "It parts the heads and the rows below them into the same number of columns.",
        "So read, its letters are those of one language.",
        "It is the first that holds words.",
    ]
    assert say(client, "read/", separator=";").status_code == 302
    source = Import.objects.get()
    assert (source.heads, source.columns) == (["Titre|Lieu", "Couleur"], ["", ""])
    say(client, "read/", encoding="cp1251", separator="none")
    assert cells(client) == [["Йcrire|Йvry;bleu"], ["Lire|Metz;vert"]]
    say(client, "read/", head_row="2")
    assert (Import.objects.get().heads, page_of(client).context["reading"].fields["head_row"].help_text) == (
        ["Йcrire|Йvry;bleu"], "As you chose.",
    )  # fmt: skip


def test_what_cannot_be_read_so_is_said_and_changes_nothing(client: Client) -> None:
    send_file(client, "Title\nZoë\n".encode("cp1252"))
    before = Import.objects.values().get()
    page = say(client, "read/", encoding="utf-8")
    assert (page.status_code, "The letters of this file cannot be read." in page.text) == (422, True)
    assert Import.objects.values().get() == before
    FOLDER.remove(Import.objects.get().kept_as)
    assert page_of(client).context["reading"] is None


def test_past_so_many_readings_it_stays_as_it_is_read_and_what_is_mistyped_counts_for_none(
    client: Client, settings: Any
) -> None:
    settings.HOW_OFTEN = {"read_again": "2/h/user"}
    send_file(client, b"Title;Due\nCall;9.10.2031\n")
    found = []
    for separator in ("nonsense", "none", "nonsense", ";", "none", ";"):
        answer = say(client, "read/", separator=separator)
        form = answer.context["reading"] if answer.context else None
        errors = [str(error) for errors in form.errors.values() for error in errors] if form else []
        found.append((answer.status_code, errors, Import.objects.get().heads))
    mistyped = ["Select a valid choice. nonsense is not one of the available choices."]
    often = ["That was a great many at once. Wait a while, an hour at most, then choose the file again."]
    parted, whole = ["Title", "Due"], ["Title;Due"]
    assert found == [
        (422, mistyped, parted), (302, [], whole), (422, mistyped, whole), (302, [], parted),
        (429, often, parted), (429, often, parted),
    ]  # fmt: skip


def marked(rows: list[list[Any]], hidden: int, merged: str) -> bytes:
    """A sheet with a row that is hidden, and cells that are one."""
    body = rows_of(rows).replace(f'<row r="{hidden}">', f'<row r="{hidden}" hidden="1">')
    merges = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>'
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{merges}</worksheet>'.encode()


def test_merged_cells_count_for_each_row_and_hidden_rows_are_said(client: Client) -> None:
    rows = [["Unit work"], ["Partner", "Title"], ["Port", "Call"], ["", "Write"], ["", "Visit"], ["Bank", "Pay"]]
    send_file(client, workbook([], parts={"xl/worksheets/sheet1.xml": marked(rows, 5, "A3:A5")}), "a.xlsx")
    assert cells(client) == [["Port", "Call"], ["Port", "Write"], ["Port", "Visit"], ["Bank", "Pay"]]
    assert "1 row is hidden in the spreadsheet." in " ".join(page_of(client).text.split())
    say(client, "read/", fills_merged="", reads_hidden="")
    assert cells(client) == [["Port", "Call"], ["", "Write"], ["Bank", "Pay"]]
    assert "They are left out." in page_of(client).text


def test_several_sheets_are_read_under_the_same_heads_and_their_cells_named(client: Client) -> None:
    later = sheet(rows_of([["Old"], ["Due", "Colour", "Title"], ["sometime", "Red", "Visit"]]))
    cover = [["Read me first"], ["It tells of the lists"]]
    book = workbook(cover, Now=sheet(rows_of([["Title", "Due"], ["Call", "9.10.2031"]])), Later=later)
    send_file(client, book, "a.xlsx")
    source = Import.objects.get()
    assert (source.sheet, source.others, cells(client)) == ("Now", ["Actions", "Later"], [["Call", "9 Oct 2031"]])
    say(client, "read/", sheets=["Now", "Later"])
    source.refresh_from_db()
    assert (source.heads, cells(client)) == (
        ["Title", "Due", "Colour"], [["Call", "9 Oct 2031", ""], ["Visit", "sometime", "Red"]],
    )  # fmt: skip
    say(client, "")
    assert [(line.outcome, line.problems[:1] and line.problems[0][0]) for line in source.lines.all()] == [
        ("new", []), ("refused", "Later!B3"),
    ]  # fmt: skip


def test_the_sheets_that_are_left_out_are_told_and_none_when_all_are_read(client: Client) -> None:
    named = {name: sheet(rows_of([["Title"], [f"Pay {name}"]])) for name in ("Now", "Later")}
    send_file(client, workbook([["Title"], ["Call"]], **named), "a.xlsx")
    told = []
    for sheets in (["Now"], ["Actions", "Later"], ["Actions", "Now", "Later"]):
        say(client, "read/", sheets=sheets)
        lines = [node.words() for node in Tree(page_of(client).text).all("p")]
        told.append([line for line in lines if line.startswith("Other sheets")])
    words = "Other sheets of this file are left out:"
    assert told == [[f"{words} Actions, Later"], [f"{words} Now"], []]


def test_a_row_of_a_further_sheet_is_called_by_its_sheet(client: Client) -> None:
    sheets = {"Later": sheet(rows_of([["Title"], ["Pay"]]))}
    send_file(client, workbook([["Title"], ["Call"]], **sheets), "a.xlsx")
    say(client, "read/", sheets=["Actions", "Later"])
    say(client, "")
    source = Import.objects.get()
    page = client.get(source.get_absolute_url())
    client.post(f"/imports/{source.pk}/confirm/")
    noted = [each.history.earliest("pk").note for each in FollowUp.objects.order_by("pk")]
    assert ([line.number for line in page.context["lines"]], noted) == (
        ["Actions!2", "Later!2"],
        ["Imported from a.xlsx, row Actions!2.", "Imported from a.xlsx, row Later!2."],
    )


def test_the_order_of_day_and_month_is_judged_over_the_column_or_asked_once(client: Client) -> None:
    send_file(client, b"Title;Due\nOne;04/05/2031\nTwo;05/25/2031\n")
    assert cells(client) == [["One", "5 Apr 2031"], ["Two", "25 May 2031"]]
    send_file(client, b"Title;Due\nOne;04/05/2031\nTwo;06/07/2031\n")
    asked = say(client, "")
    assert (asked.status_code, "nothing in the column tells" in asked.text) == (422, True)
    assert "Each of them can be read in two ways, such as 04/05/2031." in asked.text
    assert cells(client, say(client, "look/", order_due_on="month"))[0] == ["One", "5 Apr 2031"]
    assert say(client, "", order_due_on="month").status_code == 302
    client.post(f"/imports/{Import.objects.latest('pk').pk}/confirm/")
    assert [str(each.due_on) for each in FollowUp.objects.order_by("pk")] == ["2031-04-05", "2031-06-07"]


def test_a_slip_among_many_days_is_refused_and_two_orders_are_asked_about(client: Client) -> None:
    days = ["12.13.2031", *["25.05.2031"] * 50]
    for some, said in (
        (days, "Nearly all are like 25.05.2031. Rows like 12.13.2031 do not fit"),
        (days[:9], "has both"),
    ):
        send_file(client, "\n".join(["Title;Due", *(f"Row;{day}" for day in some)]).encode())
        answer = say(client, "") if len(some) < 50 else page_of(client)
        assert said in answer.text


def test_what_is_left_out_stands_not_among_the_first_rows(client: Client) -> None:
    send_file(client, b"Title;Colour\nCall;green\n")
    rows = page_of(client).text.partition('<table class="list first-rows">')[2].partition("</table>")[0]
    assert ("Call" in rows, "Colour" in rows, "green" in rows) == (True, False, False)


def test_an_unknown_word_is_said_once_for_its_column_and_remembered(client: Client) -> None:
    for word in ("Halfway", "HALF way"):
        send_file(client, f"Title;Status\nOne;{word}\nTwo;Open\nThree;{word}\n".encode())
    asked = page_of(client).context["form"]
    assert [field.label for column in asked.columns() for field in column.further] == ["“HALF way” means"]
    assert cells(client, say(client, "look/", meaning_status_0="in_progress"))[0] == ["One", "In progress"]
    say(client, "", meaning_status_0="in_progress")
    source = Import.objects.latest("pk")
    assert [line.outcome for line in source.lines.all()] == ["new"] * 3
    client.post(f"/imports/{source.pk}/confirm/")
    send_file(client, b"Title;Status\nFour;half_way\n")
    assert page_of(client).context["form"]["meaning_status_0"].value() == "in_progress"


def test_the_file_stays_until_the_import_is_confirmed_or_thrown_away(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    for _ in range(2):
        send_file(client, b"Title\nCall\n")
    first, second = Import.objects.order_by("pk")
    say(client, "")
    assert {*FOLDER.names()} == {first.kept_as, second.kept_as}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{second.pk}/confirm/")
        client.post(f"/imports/{first.pk}/remove/")
    assert FOLDER.names() == []


def test_rows_pasted_from_a_spreadsheet_are_a_file(client: Client) -> None:
    pasted = 'Title\tDue\r\n"Two\r\nlines"\t9.10.2031\r\n\tno title\r\n'
    assert client.post("/imports/", {"pasted": pasted}).status_code == 302
    source = Import.objects.get()
    assert (source.name.startswith("Rows pasted on "), source.heads) == (True, ["Title", "Due"])
    assert cells(client) == [["Two lines", "9 Oct 2031"], ["", "no title"]]


def test_rows_may_be_pasted_without_heads(client: Client) -> None:
    client.post("/imports/", {"pasted": "\tCall\t9.10.2031\n\tWrite\t"})
    say(client, "read/", head_row="-1")
    source = Import.objects.get()
    assert (source.heads, cells(client, say(client, "look/", column_1="title", column_2="due_on"))) == (
        ["", "", ""], [["", "Call", "9 Oct 2031"], ["", "Write", ""]],
    )  # fmt: skip


def test_a_file_and_rows_are_not_brought_together(client: Client) -> None:
    assert "Choose a file, or paste rows." in client.post("/imports/", {"pasted": " \n"}).text
    file = SimpleUploadedFile("a.csv", b"Title\nOne")
    both = client.post("/imports/", {"pasted": "Title\nCall", "file": file})
    assert (both.status_code, "Choose a file or paste rows, not both." in both.text) == (422, True)
    broken = client.post("/imports/", {"pasted": "Title"})
    assert [str(error) for error in broken.context["form"].errors["pasted"]] == [str(SENTENCES["headless"])]
