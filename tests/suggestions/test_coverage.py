"""How far a record is read: what each sentence is, and that an edit opens anew only what changed."""

from collections.abc import Callable

from django.test import Client

from tests.suggestions.conftest import TEXT
from tracker.accounts.models import User
from tracker.meetings.models import Meeting
from tracker.pages.meeting import Margin
from tracker.records.models import Record
from tracker.suggestions.accept import accept_open
from tracker.suggestions.coverage import coverage_of
from tracker.suggestions.models import Decision, ReadThrough
from tracker.suggestions.proposals import Proposals

Read = Callable[[Record, User], Proposals]
SignIn = Callable[[User], Client]


def states(record: Record, user: User, read: Read) -> list[str]:
    return [*coverage_of(record.latest, read(record, user)).states.values()]


def test_every_sentence_is_one_of_five(minutes: Record, claire: User, read: Read) -> None:
    accept_open([read(minutes, claire).every[0]], by=claire)
    third = read(minutes, claire).every[2]
    Decision.decide(third.words, third.read, by=claire)
    minutes.refresh_from_db()
    minutes.mark_information(minutes.latest, 0, 7, by=claire)
    assert states(minutes, claire, read) == ["information", "unread", "follow_up", "like", "dismissed"]


def test_read_to_its_end_nothing_is_unread_and_who_did_is_told(
    minutes: Record, claire: User, amina: User, sign_in: SignIn, read: Read
) -> None:
    for user in (claire, amina):
        answer = sign_in(user).post(f"/records/{minutes.pk}/read-through/", follow=True)
    assert states(minutes, claire, read) == ["information", "information", "like", "like", "like"]
    assert ReadThrough.objects.get().by == claire
    assert "Claire Dubois read version 1 to its end" in answer.text
    assert "0 unread" in answer.text


def test_an_edit_opens_anew_only_what_changed(minutes: Record, claire: User, read: Read) -> None:
    ReadThrough.note(minutes.latest, by=claire)
    minutes.refresh_from_db()
    minutes.rewrite(f"They met early.\n\n{TEXT.replace('welcomed', 'thanked')}", by=claire)
    assert states(minutes, claire, read) == ["unread", "information", "unread", "like", "like", "like"]


def test_taken_back_it_is_unread_again(minutes: Record, claire: User, sign_in: SignIn, read: Read) -> None:
    row = ReadThrough.note(minutes.latest, by=claire)
    sign_in(claire).post(f"/records/read-through/{row.pk}/take-back/")
    assert states(minutes, claire, read)[:2] == ["unread", "unread"]
    minutes.refresh_from_db()
    assert [entry.verb for entry in minutes.history.all()] == ["unread", "read", "added"]


def test_the_page_of_the_meeting_says_the_same(minutes: Record, visit: Meeting, claire: User) -> None:
    (before,) = Margin(visit, claire).sheets
    ReadThrough.note(minutes.latest, by=claire)
    minutes.refresh_from_db()
    minutes.rewrite(TEXT.replace("welcomed", "thanked"), by=claire)
    (after,) = Margin(visit, claire).sheets
    unread = [[each.start for each in sheet.sentences if each.state == "unread"] for sheet in (before, after)]
    assert unread == [[], [9]]


def test_without_a_grammar_it_can_be_read(visit: Meeting, claire: User, sign_in: SignIn, read: Read) -> None:
    record = Record.write(by=claire, text="وصل الوفد. عاد الوفد.", meeting=visit, language="ar")
    assert states(record, claire, read) == ["unread", "unread"]
    answer = sign_in(claire).get(f"/records/{record.pk}/read/")
    assert "Suivi has no grammar for this language yet" in answer.text
