"""A list of commitments: in which words, who owes what by when as said, by what means, and how it stands."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.text import slugify

from tests.conftest import CANARY
from tests.house.pages import text_of
from tracker.accounts.models import User
from tracker.commitments import tell
from tracker.commitments.asked import Asked
from tracker.commitments.colours import fill_of
from tracker.commitments.commitments import Commitments
from tracker.commitments.files import FORMS, file_of
from tracker.commitments.tell import commitments_of
from tracker.commitments.tell_lines import Teller
from tracker.directory.models import Organisation
from tracker.exports.sheets.response import Format, kind_of
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.kit.dates.as_said import DateAsSaid
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]
Make = Callable[..., Any]


def told(query: str, user: User, **others: Any) -> Commitments:
    asked = Asked.now(query, user)
    return commitments_of(asked, Teller(asked.today, **others) if others else None)


def titles(query: str, user: User) -> list[str]:
    return [line.title for line in told(query, user).lines]


def test_the_longest_title_gives_a_file_name_that_disks_take(claire: User) -> None:
    meeting = Meeting.log(by=claire, title="x" * 250, held_on=date(2018, 5, 25))
    found = told(f"meeting={meeting.pk}", claire)
    names = [file_of(found, form, "Claire Dubois").name for form in FORMS]
    assert names == [f"{slugify(found.kind)}-{'x' * 300}"[:120] + f".{form}" for form in ("docx", "pdf")]


def test_a_line_says_in_which_words_who_owes_it_and_by_when_as_said(
    communique: Record, make_follow_up: Make, claire: User, eu: Organisation, unit: Organisation
) -> None:
    passage = Passage.of(communique.latest, 0, 21)
    said = DateAsSaid(date(2018, 5, 28), date(2018, 6, 3), "the week after his visit")
    of_it = {"meeting": communique.meeting, "passage": passage, "owner": claire.person, "unit": unit, "partner": eu}
    row = make_follow_up("Thank", due_on=said, strength="offered", **of_it)
    [line] = told(f"meeting={communique.meeting_id}", claire).lines
    assert (line.reference, line.title, line.strength) == (row.reference, "Thank", "Offered")
    assert line.quote == f"“{passage.exact}”"
    assert (line.who, line.to_whom) == ("Claire Dubois, ENF", "to EU")
    assert (line.said, line.day) == ("“the week after his visit”", "28 May to 3 June 2018")
    assert (line.state, line.look) == ("Open, late since 3 June 2018", "late")
    assert line.address == row.get_absolute_url()


def test_it_is_kept_by_keys_whatever_the_names_and_without_how_a_page_is_laid_out(
    claire: User, eu: Organisation
) -> None:
    asked = Asked.now("partner=European+Union&sort=title&layout=board&page=3&columns=title", claire)
    assert asked.kept == f"partner={eu.pk}&sort=title"


def test_what_the_partner_owes_is_said_to_be_theirs(make_follow_up: Make, claire: User, eu: Organisation) -> None:
    make_follow_up("Send the list", owed_by="partner", partner=eu, due_on=date(2018, 6, 1))
    [line] = told(f"partner={eu.pk}", claire).lines
    assert (line.who, line.to_whom) == ("EU", "they owe us")
    assert (line.state, line.look) == ("Open, overdue since 1 June 2018", "overdue")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("in_progress", "In progress"),
        ("done", "Done on 1 June 2019"),
        ("dropped", "Dropped on 1 June 2019"),
        ("waiting", "Waiting on EU until 1 Jun 2030"),
    ],
)
def test_how_it_stands_is_a_line(status: str, said: str, make_follow_up: Make, claire: User, eu: Organisation) -> None:
    row = make_follow_up("Send the list")
    needed = {"waiting_on": eu, "review_on": date(2030, 6, 1)} if status == "waiting" else {"reason": "Because"}
    row.move_to(status, by=claire, **needed)
    FollowUp.objects.exclude(ended_on=None).update(ended_on=date(2019, 6, 1))
    [line] = told("", claire).lines
    assert (line.state, line.look) == (said, status)


def test_a_date_that_was_moved_says_which_was_first(make_follow_up: Make, claire: User) -> None:
    row = make_follow_up("Send the list", due_on=date(2030, 6, 1))
    row.set_due(date(2030, 7, 1), by=claire, reason="Later")
    assert told("", claire).lines[0].day == "1 July 2030; at first 1 June 2030"


def test_by_what_means_tells_what_is_covered(make_need: Make, make_pledge: Make, claire: User) -> None:
    make_need(200_000)
    [line] = told("", claire).lines
    assert line.means == "€\xa00 of €\xa0200,000 covered, €\xa0200,000 missing"


def test_it_is_called_after_the_noun_all_of_whose_follow_ups_it_asks_for(
    visit: Meeting, eu: Organisation, unit: Organisation, resolution: Mandate, claire: User
) -> None:
    asked = {f"meeting={visit.pk}": f"{visit}, 25 May 2018", f"partner={eu.pk}": "European Union (EU)"}
    asked |= {f"unit={unit.pk}": "Enforcement Unit (ENF)", f"mandate={resolution.pk}": resolution.label}
    asked |= {"": "Follow-ups", f"partner={eu.pk}&status=active": "Follow-ups"}
    assert {query: told(query, claire).title for query in asked} == asked
    facts = told(f"partner={eu.pk}&status=active", claire).facts
    assert facts == ("Filter: Status: All active; Partner: EU.",)


def test_of_a_meeting_they_stand_as_its_words_do_else_by_due_date(
    communique: Record, make_follow_up: Make, claire: User, today: date
) -> None:
    second, first = (Passage.of(communique.latest, start, start + 9) for start in (60, 0))
    for name, passage, days in (("Second", second, 1), ("First", first, 9)):
        make_follow_up(name, meeting=communique.meeting, passage=passage, due_on=today + timedelta(days=days))
    meeting = f"meeting={communique.meeting_id}"
    assert titles(meeting, claire) == ["First", "Second"]
    assert titles(f"{meeting}&status=active", claire) == ["Second", "First"]
    assert titles(f"{meeting}&sort=-title", claire) == ["Second", "First"]


def test_figures_say_how_many_stand_how(make_follow_up: Make, claire: User, today: date) -> None:
    make_follow_up("Late", due_on=today - timedelta(days=1))
    make_follow_up("Theirs", owed_by="partner", due_on=today - timedelta(days=1))
    make_follow_up("Done").move_to("done", by=claire)
    make_follow_up("Dropped").move_to("dropped", by=claire, reason="No need.")
    assert [(each.number, each.words) for each in told("", claire).figures] == [
        ("4", "commitments"),
        ("1", "done"),
        ("2", "active"),
        ("1", "of which late"),
        ("1", "of which overdue from partners"),
        ("1", "ended without being done"),
    ]


def test_of_more_than_are_counted_only_how_many_is_said(
    make_follow_up: Make, claire: User, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tell, "MOST_COUNTED", 2)
    make_follow_up("Late", due_on=today - timedelta(days=1))
    for number in range(3):
        make_follow_up(f"Done {number}").move_to("done", by=claire)
    assert [f"{each.number} {each.words}" for each in told("", claire).figures] == [
        "2+ commitments", "1 active", "1 of which late",
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["", "status=active", "status=ended", "status=done", "status=open", "sort=title"])
def test_the_first_ones_are_those_of_the_whole_order(
    query: str, make_follow_up: Make, claire: User, today: date
) -> None:
    for number in range(3):
        make_follow_up(f"Letter {number}", due_on=today + timedelta(days=9 - number))
        make_follow_up(f"Done {number}", due_on=today - timedelta(days=number)).move_to("done", by=claire)
    FollowUp.objects.filter(title="Done 1").update(ended_on=today - timedelta(days=1))
    asked = Asked.now(query, claire)
    every = list(asked.ordered.values_list("pk", flat=True))
    assert [asked.first_keys(number) for number in (2, 4, 9)] == [every[:2], every[:4], every]


def test_of_very_many_the_first_are_listed_and_the_workbook_holds_all(
    make_follow_up: Make, claire: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tell, "MOST_LINES", 2)
    for number in range(3):
        make_follow_up(f"Letter {number}")
    found = told("", claire)
    assert len(found.lines) == 2
    assert found.more == "The first 2 of 3 are listed here; the workbook holds all of them."
    book = text_of(sign_in(claire).get("/commitments/export/xlsx/"))
    assert [f"Letter {number}" in book for number in range(3)] == [True] * 3


def test_it_asks_as_little_of_many_as_of_few(make_follow_up: Make, claire: User, communique: Record) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            told("", claire)
        return len(queries)

    def make(number: int) -> None:
        passage = Passage.of(communique.latest, number, number + 9)
        make_follow_up(f"Letter {number}", meeting=communique.meeting, passage=passage)

    make(0)
    asked()
    few = asked()
    for number in range(1, 9):
        make(number)
    assert asked() == few


def test_files_say_what_the_page_says(communique: Record, make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    passage = Passage.of(communique.latest, 0, 21)
    make_follow_up("Thank", meeting=communique.meeting, passage=passage, due_on=date(2018, 6, 1))
    client, query = sign_in(claire), f"?meeting={communique.meeting_id}"
    page = client.get(f"/commitments/{query}")
    word, paper = (client.get(f"/commitments/document/{form}/{query}") for form in ("docx", "pdf"))
    book = client.get(f"/commitments/export/xlsx/{query}")
    assert [each["Content-Type"] for each in (word, paper)] == [kind_of(Format.DOCX), kind_of(Format.PDF)]
    for found in (page.text, text_of(word), text_of(paper), text_of(book)):
        told_there = [words in " ".join(found.split()) for words in ("Thank", passage.exact[:12], "late since 1 June")]
        assert told_there == [True] * 3


def test_how_it_stands_is_coloured_in_files_and_said_in_words(
    make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    make_follow_up("Thank", due_on=date(2018, 6, 1))
    client = sign_in(claire)
    book = ZipFile(io.BytesIO(b"".join(client.get("/commitments/export/xlsx/"))))  # type: ignore[call-overload]
    assert "Open, late since 1 June 2018" in book.read("xl/worksheets/sheet1.xml").decode()
    assert f"FF{fill_of('late').upper()}" in book.read("xl/styles.xml").decode()
    word = docx.Document(io.BytesIO(client.get("/commitments/document/docx/").content))
    shades = [each.get(docx.oxml.ns.qn("w:fill")) for each in word.tables[0].rows[1].cells[5]._tc.xpath(".//w:shd")]
    assert shades == [fill_of("late")]


def test_what_somebody_typed_is_no_markup_in_any_file(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    typed = "#text(red)[a] <b>{{ kind }}</b> & *so*"
    make_follow_up(typed)
    word, paper = (sign_in(claire).get(f"/commitments/document/{form}/") for form in ("docx", "pdf"))
    cells = [cell.text for table in docx.Document(io.BytesIO(word.content)).tables for cell in table._cells]
    assert [typed in " ".join(text.split()) for text in ("\n".join(cells), text_of(paper))] == [True, True]


def test_it_is_told_in_french(make_follow_up: Make, claire: User) -> None:
    make_follow_up("Thank", due_on=date(2018, 6, 1))
    with translation.override("fr"):
        found = told("", claire)
    assert (found.language, found.lines[0].state) == ("fr", "Ouverte, en retard depuis le 1er juin 2018")


def test_of_what_is_hidden_nothing_tells(
    secret: FollowUp, make_follow_up: Make, claire: User, omar: User, sign_in: SignIn
) -> None:
    make_follow_up("Letter")
    assert titles("", omar) == ["Letter"]
    assert sorted(titles("", claire)) == ["Letter", f"Send {CANARY}"]
    assert told("", omar).figures[0].number == "1"
    pages = [sign_in(who).get(f"/commitments/?meeting={secret.meeting_id}").status_code for who in (claire, omar)]
    assert pages == [200, 404]


def test_pages_lead_there_in_one_click(
    communique: Record, eu: Organisation, unit: Organisation, resolution: Mandate, claire: User, sign_in: SignIn
) -> None:
    client, view = sign_in(claire), SavedView.save_as("Late", by=claire, query="late=on")
    asked = {communique.meeting.get_absolute_url(): f"meeting={communique.meeting_id}"} if communique.meeting else {}
    asked |= {eu.get_absolute_url(): f"partner={eu.pk}", unit.get_absolute_url(): f"unit={unit.pk}"}
    asked |= {resolution.get_absolute_url(): f"mandate={resolution.pk}", "/follow-ups/?late=on": "late=on"}
    asked |= {view.address: "late=on&amp;status="}
    assert [f'href="/commitments/?{query}"' in client.get(page).text for page, query in asked.items()] == [True] * 6


def test_a_filter_that_is_not_understood_is_said_on_the_list(claire: User, sign_in: SignIn) -> None:
    answer = sign_in(claire).get("/commitments/?due_from=someday")
    assert (answer.status_code, answer["Location"]) == (302, "/follow-ups/?due_from=someday")


def test_of_an_event_it_says_in_which_words_its_days_were_said(enter: Make, claire: User, today: date) -> None:
    enter(40, today=today, days_said="the week after his visit", last=today + timedelta(days=42))
    [line] = told("", claire).lines
    assert line.said == "“the week after his visit”"
    assert line.day.startswith("event ")
