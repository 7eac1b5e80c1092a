"""A meeting as a document: all of it that its reader may see, in Word and on paper."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.test import Client

from tests.conftest import CANARY
from tests.downloaded_files import words_of
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.models import Point
from tracker.circulation.meeting_paper import record_to_show
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.records.models import Record
from tracker.records.stages import Stage

SignIn = Callable[[User], Client]


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_it_holds_people_agenda_text_and_follow_ups(
    communique: Record, invitation: FollowUp, make_follow_up: Callable[..., FollowUp], claire: User, sign_in: SignIn,
    form: str,
) -> None:  # fmt: skip
    carry_over(communique.meeting, [make_follow_up("Exchange")], by=claire)
    answer = sign_in(claire).get(f"/meetings/{communique.meeting_id}/paper/{form}/")
    said = words_of(form, answer.content)
    expected = ("Gilles de Kerchove", "EU Counter-Terrorism Coordinator", "Exchange", "Several areas", invitation.title)
    assert [words for words in expected if words not in " ".join(said.split())] == []


def test_what_its_reader_may_not_see_leaves_no_trace(
    communique: Record, claire: User, noor: User, sign_in: SignIn
) -> None:
    FollowUp.log(by=claire, title=f"Hidden {CANARY}", meeting=communique.meeting, classification=RESTRICTED)
    hidden = Record.write(
        by=claire, text=f"Of {CANARY} alone.", meeting=communique.meeting, kind="note", classification=RESTRICTED
    )
    path = f"/meetings/{communique.meeting_id}/paper/docx/"
    theirs, own = (words_of("docx", sign_in(user).get(path).content) for user in (noor, claire))
    assert (CANARY in theirs, CANARY in own) == (False, True)
    assert sign_in(noor).get(path, {"record": hidden.pk}).status_code == 404
    assert f"Of {CANARY} alone." in words_of("docx", sign_in(claire).get(path, {"record": hidden.pk}).content)


def test_the_text_that_is_agreed_is_shown_first(visit: Meeting, communique: Record, claire: User) -> None:
    assert record_to_show(visit, claire) == communique
    minutes = Record.write(by=claire, text="Minutes.", meeting=visit)
    minutes.go_to(Stage.AGREED, by=claire)
    assert record_to_show(visit, claire) == minutes


def test_items_keep_their_numbers_and_rows_their_cells_wherever_the_text_goes(
    visit: Meeting, claire: User, sign_in: SignIn
) -> None:
    text = "1. The Board agreed to pay.\n2. Anna will send it.\n- all of it\n\nWhat\tWho\tWhen\nSend it\tAnna\tMay"
    record, client = Record.write(by=claire, text=text, meeting=visit), sign_in(claire)
    pages = [client.get(path).text for path in (f"/records/{record.pk}/round/", f"/meetings/{visit.pk}/records/")]
    paper = words_of("docx", client.get(f"/meetings/{visit.pk}/paper/docx/", {"record": record.pk}).content)
    said = ("1. The Board agreed to pay.", "2. Anna will send it.", "What | Who | When", "Send it | Anna | May")
    assert [[words for words in said if words not in each] for each in (*pages, paper)] == [[], [], []]
    assert ("• all of it" in pages[0], "• all of it" in pages[1], "- all of it" in paper) == (True, True, False)


def test_a_meeting_without_a_record_is_a_document_too(visit: Meeting, claire: User, sign_in: SignIn) -> None:
    assert "No record is part of it." in words_of(
        "docx", sign_in(claire).get(f"/meetings/{visit.pk}/paper/docx/").content
    )


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_its_agenda_holds_the_points_with_who_presents_them_and_when(
    visit: Meeting, coordinator: Person, claire: User, sign_in: SignIn, form: str
) -> None:
    visit.change("edited", by=claire, starts_at=time(10))
    Point.add_to(visit, by=claire, title="Training material", presenter=coordinator, minutes=20)
    Point.add_to(visit, by=claire, title="Information exchange")
    said = " ".join(words_of(form, sign_in(claire).get(f"/meetings/{visit.pk}/paper/{form}/").content).split())
    assert "10:00 · 1. Training material · Gilles de Kerchove, 20 min" in said
    assert "10:20 · 2. Information exchange" in said


def test_whoever_left_since_stands_there_as_on_that_day(
    visit: Meeting, coordinator: Person, claire: User, sign_in: SignIn
) -> None:
    coordinator.appointments.update(until=visit.held_on + timedelta(days=1))
    assert "(left)" not in words_of("docx", sign_in(claire).get(f"/meetings/{visit.pk}/paper/docx/").content)


def test_whoever_owes_a_follow_up_and_left_since_is_marked(
    visit: Meeting, coordinator: Person, make_follow_up: Callable[..., FollowUp], claire: User, sign_in: SignIn
) -> None:
    make_follow_up(meeting=visit, owner=coordinator)
    coordinator.appointments.update(until=visit.held_on + timedelta(days=1))
    said = words_of("docx", sign_in(claire).get(f"/meetings/{visit.pk}/paper/docx/").content)
    assert said.count("Gilles de Kerchove (left)") == 1


def test_of_a_coming_meeting_it_says_the_time_and_misses_no_record(
    visit: Meeting, claire: User, today: date, sign_in: SignIn
) -> None:
    visit.change("edited", by=claire, held_on=today + timedelta(days=7), starts_at=time(10))
    said = words_of("docx", sign_in(claire).get(f"/meetings/{visit.pk}/paper/docx/").content)
    assert (", 10:00" in said, "No record" in said) == (True, False)
