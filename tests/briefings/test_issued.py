"""An issued note stays as it was, is its author's and its reader's alone, and dies with the right to what it tells."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from django.test import Client

from tests.house.pages import as_sent, text_of
from tracker.accounts.models import User
from tracker.briefings.models import BriefingNote
from tracker.directory.models import Organisation, Person
from tracker.exports.sheets.response import Format, kind_of
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

SignIn = Callable[[User], Client]
Make = Callable[..., Any]


def issue(client: Client, partner: Organisation, query: str = "", **typed: Any) -> BriefingNote:
    page = client.get(f"/partners/{partner.pk}/briefing/{query}")
    answer = client.post(f"/partners/{partner.pk}/briefing/issue/", {**as_sent(page), **typed})
    assert answer.status_code == 302
    note: BriefingNote = BriefingNote.objects.latest("pk")
    assert answer["Location"] == note.get_absolute_url()
    return note


@pytest.fixture
def letter(make_follow_up: Make, europol: Organisation, today: date) -> FollowUp:
    row: FollowUp = make_follow_up("Letter", partner=europol, due_on=today)
    return row


def test_what_is_issued_stays_as_it_was(letter: FollowUp, europol: Organisation, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    note = issue(client, europol)
    before = client.get(note.get_absolute_url()).text
    letter.change("edited", by=claire, title="Another letter")
    letter.remove(by=claire)
    europol.change("edited", by=claire, about="Police work.")
    after = client.get(note.get_absolute_url()).text
    assert [("Letter" in page, "Another letter" in page, "Police work." in page) for page in (before, after)] == [
        (True, False, False)
    ] * 2
    assert (note.by, note.reader, note.partner) == (claire, claire, europol)


def test_it_is_its_authors_and_its_readers_alone(
    letter: FollowUp, europol: Organisation, claire: User, noor: User, amina: User, mei: User, sign_in: SignIn
) -> None:
    assert letter.partner == europol
    note = issue(sign_in(claire), europol, f"?for={noor.name}")
    assert note.reader == noor
    asked = (note.get_absolute_url(), f"{note.get_absolute_url()}file/pdf/")
    found = {who: [sign_in(who).get(path).status_code for path in asked] for who in (claire, noor, amina, mei)}
    assert found == {claire: [200, 200], noor: [200, 200], amina: [404, 404], mei: [404, 404]}
    listed = {who: note.get_absolute_url() in sign_in(who).get(europol.get_absolute_url()).text for who in found}
    assert listed == {claire: True, noor: True, amina: False, mei: False}


def test_who_may_no_longer_see_what_it_tells_of_reads_it_no_more(
    letter: FollowUp, europol: Organisation, claire: User, omar: User, mei: User, sign_in: SignIn
) -> None:
    notes = [issue(sign_in(claire), europol, f"?for={who.name}") for who in (omar, mei)]
    letter.change("edited", by=claire, classification="restricted")
    seen = [[sign_in(who).get(note.get_absolute_url()).status_code for note in notes] for who in (claire, omar, mei)]
    assert seen == [[200, 200], [404, 404], [404, 200]]


def test_a_meeting_that_it_names_closes_it_though_the_follow_up_has_left_that(
    europol: Organisation, make_follow_up: Make, claire: User, omar: User, today: date, sign_in: SignIn
) -> None:
    meeting = Meeting.log(by=claire, title="Talks", held_on=today)
    row = make_follow_up("Letter", partner=europol, meeting=meeting)
    note = issue(sign_in(claire), europol, f"?for={omar.name}")
    meeting.change("edited", by=claire, classification="restricted")
    FollowUp.objects.get(pk=row.pk).edit(by=claire, meeting=None)
    seen = [sign_in(omar).get(path).status_code for path in (row.get_absolute_url(), note.get_absolute_url())]
    assert seen == [200, 404]


@pytest.mark.parametrize("what", ["meeting", "partner", "pledge", "person"])
def test_so_it_is_of_each_thing_that_may_be_hidden(
    what: str, europol: Organisation, claire: User, omar: User, make_pledge: Make, today: date, sign_in: SignIn
) -> None:
    person = Person.add(by=claire, name="Rosa Conti")
    person.appointments.create(organisation=europol, title="Envoy")
    seat = Participant(Person.add(by=claire, name="Ada Byron"), europol)
    meeting = Meeting.log(by=claire, title="Talks", held_on=today, participants=[seat])
    told = {"meeting": meeting, "partner": europol, "pledge": make_pledge(donor=europol), "person": person}
    note = issue(sign_in(claire), europol, f"?for={omar.name}")
    type(told[what]).objects.filter(pk=told[what].pk).update(classification="restricted")
    assert sign_in(omar).get(note.get_absolute_url()).status_code == 404


def test_for_whoever_may_not_see_the_partner_none_is_made(
    europol: Organisation, claire: User, omar: User, today: date, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    hidden = Organisation.add(by=claire, name="Office", classification="restricted")
    meeting = Meeting.log(by=claire, title="Talks", held_on=today, classification="restricted")
    Person.add(by=claire, name="Rosa Conti")
    asked = (
        f"{hidden.pk}/briefing/?for={omar.name}",
        f"{europol.pk}/briefing/?for={omar.name}&meeting={meeting.pk}",
        f"{europol.pk}/briefing/?for=Rosa Conti",
        f"{europol.pk}/briefing/?language=xx",
    )
    pages = [client.get(f"/partners/{path}") for path in asked]
    assert [page.status_code for page in pages] == [400] * 4
    told = ("may not see this partner.", "may not see this meeting.", "does not sign in to Suivi", "")
    assert [words in page.text for words, page in zip(told, pages, strict=True)] == [True] * 4
    assert ['class="paper"' in page.text for page in pages] == [False] * 4


def test_points_are_chosen_and_others_written(
    letter: FollowUp, make_follow_up: Make, europol: Organisation, claire: User, today: date, sign_in: SignIn
) -> None:
    make_follow_up("Paper", partner=europol, due_on=today)
    own = "Thank them.\n\n  Ask for a date. "
    note = issue(sign_in(claire), europol, points=[f"due-{letter.pk}", "due-0"], own=own)
    assert [point.words for point in note.briefing.points] == [
        "Bring it, or say when: Letter.",
        "Thank them.",
        "Ask for a date.",
    ]


def test_pressed_twice_it_is_issued_once(europol: Organisation, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    sent = as_sent(client.get(f"/partners/{europol.pk}/briefing/"))
    for _twice in range(2):
        client.post(f"/partners/{europol.pk}/briefing/issue/", sent)
    assert BriefingNote.objects.count() == 1


def test_whoever_issued_it_takes_it_back_and_brings_it_back(
    europol: Organisation, claire: User, noor: User, sign_in: SignIn
) -> None:
    note = issue(sign_in(claire), europol, f"?for={noor.name}")
    place = note.get_absolute_url()
    author, reader = sign_in(claire), sign_in(noor)
    found = [reader.post(f"{place}remove/").status_code, author.post(f"{place}remove/").status_code]
    found += [who.get(place).status_code for who in (author, reader)]
    found += [reader.post(f"{place}restore/").status_code, author.post(f"{place}restore/").status_code]
    assert [*found, reader.get(place).status_code] == [403, 302, 404, 404, 404, 302, 200]


def test_files_say_what_the_page_says_in_the_language_of_the_note(
    letter: FollowUp, europol: Organisation, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    note = issue(client, europol, "?language=fr")
    assert note.briefing.language == "fr"
    word, paper = (client.get(f"{note.get_absolute_url()}file/{form}/") for form in ("docx", "pdf"))
    assert [each["Content-Type"] for each in (word, paper)] == [kind_of(Format.DOCX), kind_of(Format.PDF)]
    made = docx.Document(io.BytesIO(word.content))
    assert made.core_properties.language == "fr-FR"
    for text in (text_of(word), text_of(paper), client.get(note.get_absolute_url()).text):
        assert [words in text for words in ("Letter", letter.reference, "À notre charge")] == [True] * 3


def test_what_somebody_typed_is_no_markup_in_any_file(
    make_follow_up: Make, europol: Organisation, claire: User, sign_in: SignIn
) -> None:
    typed = "#text(red)[a] <b>{{ kind }}</b> & *so*"
    make_follow_up(typed, partner=europol)
    client = sign_in(claire)
    word, paper = (client.get(f"/partners/{europol.pk}/briefing/file/{form}/") for form in ("docx", "pdf"))
    cells = [cell.text for table in docx.Document(io.BytesIO(word.content)).tables for cell in table._cells]
    assert [typed in text for text in ("\n".join(cells), text_of(paper).replace("\r\n", " "))] == [True, True]


def test_a_meeting_leads_to_the_note_on_whom_one_meets_there(
    eu: Organisation, europol: Organisation, claire: User, today: date, sign_in: SignIn
) -> None:
    rosa, ada = (Person.add(by=claire, name=name) for name in ("Rosa Conti", "Ada Byron"))
    seats = [Participant(rosa, europol), Participant(ada, eu)]
    both = Meeting.log(by=claire, title="Talks", held_on=today, participants=seats)
    none = Meeting.log(by=claire, title="Alone", held_on=today)
    client = sign_in(claire)
    assert f"/meetings/{both.pk}/briefing/" in client.get(both.get_absolute_url()).text
    assert f"/meetings/{none.pk}/briefing/" not in client.get(none.get_absolute_url()).text
    page = client.get(f"/meetings/{both.pk}/briefing/", follow=True)
    others = [f"/partners/{each.pk}/briefing/?meeting={both.pk}" for each in (eu, europol)]
    assert [address in page.text for address in others] == [True, True]
    assert client.get(f"/meetings/{none.pk}/briefing/").status_code == 404


def test_of_our_own_units_there_is_no_note(unit: Organisation, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    assert client.get(f"/partners/{unit.pk}/briefing/").status_code == 404
    assert "briefing" not in client.get(unit.get_absolute_url()).text
