"""Columns asked for only where they are shown: quoted words, mandates, detail, files, and how often it was carried."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.house.columns import cells, lines, table
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.files.attach import attach
from tracker.follow_ups.models import FollowUp
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]
Make = Callable[..., Any]
COLUMNS = ("passage", "mandates", "detail", "files", "carried")
SHOWN = f"?status=&columns=title,{','.join(COLUMNS)}"


@pytest.fixture
def full(communique: Record, make_follow_up: Make, resolution: Mandate, claire: User) -> FollowUp:
    """With something in each of them."""
    five = Paragraph.objects.create(mandate=resolution, number="5", text="Encourages the members.")
    values = {"passage": Passage.of(communique.latest, 0, 21), "mandates": [Target(resolution), Target.of(five)]}
    row: FollowUp = make_follow_up("Thank", meeting=communique.meeting, detail="In full.", **values)
    for name in ("Minutes.txt", "Agenda.txt"):
        attach(row, SimpleUploadedFile(name, name.encode()), by=claire)
    carry_over(Meeting.log(by=claire, title="Next", held_on=date(2030, 1, 1)), [row], by=claire)
    return row


def said(client: Client, row: FollowUp) -> list[str]:
    """What its cells say in those columns."""
    line = "".join(lines(client.get(f"/follow-ups/{SHOWN}").text, row))
    return [cell.partition(">")[2].removesuffix("</td>").strip() for cell in cells(line)[-len(COLUMNS) :]]


def test_the_list_shows_them(full: FollowUp, claire: User, sign_in: SignIn) -> None:
    assert full.passage
    targets = "S/RES/2347 (2017); S/RES/2347 (2017), 5"
    assert said(sign_in(claire), full) == [full.passage.exact, targets, "In full.", "2", "1×"]


def test_the_file_holds_them_whole(full: FollowUp, claire: User, sign_in: SignIn) -> None:
    full.edit(by=claire, detail="In full. " * 60)
    [row] = table(sign_in(claire), f"/follow-ups/export/csv/{SHOWN}")
    assert full.passage
    assert (row["Quoted words"], row["Implements"]) == (full.passage.exact, "S/RES/2347 (2017); S/RES/2347 (2017), 5")
    assert (row["Detail"].count("In full."), row["Files"], row["Carried"]) == (60, "Agenda.txt, Minutes.txt", "1")


def test_of_what_has_none_they_say_nothing(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    row, client = make_follow_up("Bare"), sign_in(claire)
    assert said(client, row) == [""] * len(COLUMNS)
    [found] = table(client, f"/follow-ups/export/csv/{SHOWN}")
    assert [found[head] for head in ("Quoted words", "Implements", "Detail", "Files", "Carried")] == [""] * len(COLUMNS)


def test_filters_find_what_was_carried_so_often_and_what_has_files(
    full: FollowUp, make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    make_follow_up("Bare")
    client = sign_in(claire)
    found = {query: client.get(f"/follow-ups/?{query}").text for query in ("carried=1", "carried=2", "with_files=on")}
    shown = {query: [title in page for title in ("Thank</a>", "Bare</a>")] for query, page in found.items()}
    assert shown == {"carried=1": [True, False], "carried=2": [False, False], "with_files=on": [True, False]}


def test_what_was_carried_to_a_meeting_that_one_does_not_see_counts_for_nobody_else(
    full: FollowUp, claire: User, omar: User, sign_in: SignIn
) -> None:
    closed = Meeting.log(by=claire, title="Closed", held_on=date(2030, 2, 1), classification="restricted")
    carry_over(closed, [full], by=claire)
    assert [said(sign_in(who), full)[-1] for who in (claire, omar)] == ["2×", "1×"]
    files = [table(sign_in(who), f"/follow-ups/export/csv/{SHOWN}")[0]["Carried"] for who in (claire, omar)]
    assert files == ["2", "1"]
    found = ["Thank</a>" in sign_in(who).get("/follow-ups/?carried=2").text for who in (claire, omar)]
    assert found == [True, False]


def test_a_file_that_was_taken_off_is_neither_counted_nor_named(full: FollowUp, claire: User, sign_in: SignIn) -> None:
    full.files.get(name="Minutes.txt").remove(by=claire)
    client = sign_in(claire)
    assert said(client, full)[3] == "1"
    assert table(client, f"/follow-ups/export/csv/{SHOWN}")[0]["Files"] == "Agenda.txt"


def test_words_of_a_former_text_that_is_withheld_are_withheld(
    communique: Record, make_follow_up: Make, claire: User, omar: User, sign_in: SignIn
) -> None:
    communique.change("edited", by=claire, classification="restricted")
    communique.rewrite("They spoke of the quiet matter at length.", by=claire)
    passage = Passage.of(communique.latest, 0, 28)
    row = make_follow_up("Thank", meeting=communique.meeting, passage=passage)
    communique.rewrite("They spoke.", by=claire)
    Record.objects.get(pk=communique.pk).change("edited", by=claire, classification="general")
    page = sign_in(omar).get(row.get_absolute_url()).text
    cell = said(sign_in(omar), row)[0]
    filed = table(sign_in(omar), f"/follow-ups/export/csv/{SHOWN}")[0]["Quoted words"]
    assert ("quiet" in page, cell, filed) == (False, "", "")


def test_they_ask_as_little_of_many_as_of_few(
    full: FollowUp, communique: Record, make_follow_up: Make, resolution: Mandate, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)

    def asked() -> list[int]:
        found = []
        for address in (f"/follow-ups/{SHOWN}", f"/follow-ups/export/csv/{SHOWN}"):
            with CaptureQueriesContext(connection) as queries:
                b"".join(client.get(address))
            found.append(len(queries))
        return found

    asked()
    few = asked()
    for number in range(5):
        passage = Passage.of(communique.latest, 30 + number, 40 + number)
        row = make_follow_up("Letter", meeting=communique.meeting, passage=passage, mandates=[Target(resolution)])
        attach(row, SimpleUploadedFile("Letter.txt", b"Signed."), by=claire)
    assert asked() == few
