"""What is answered from a mail is done as on the page, and history says by mail and by whom."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from tracker.accounts.models import User
from tracker.change_requests.models import AskedAlready, ChangeRequest
from tracker.directory.models import Person
from tracker.files.models import AttachedFile
from tracker.follow_ups.choices import Progress
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.models import Channel, Entry
from tracker.mail_answers.answers import (
    answer_date,
    answer_done,
    answer_in_progress,
    answer_needs_help,
    answer_note,
)
from tracker.notes.models import Mention


def said(entry: Entry | None) -> tuple[str, User | None, str, str]:
    assert entry
    return entry.verb, entry.by, entry.by_name, entry.channel


def test_who_has_no_account_is_named_in_history(owed: FollowUp, coordinator: Person) -> None:
    entry = answer_done(owed, by_person=coordinator, note="Sent this morning.")
    assert said(entry) == ("moved", None, "Gilles de Kerchove", Channel.MAIL)
    assert (owed.status, entry and entry.note, entry and entry.author) == (
        Status.DONE, "Sent this morning.", "Gilles de Kerchove",
    )  # fmt: skip


def test_who_has_one_does_it_as_themselves(ours: FollowUp, noor: User) -> None:
    assert said(answer_in_progress(ours, by_person=noor.person)) == ("moved", noor, "", Channel.MAIL)


def test_a_closed_account_answers_as_the_person(ours: FollowUp, noor: User) -> None:
    person = noor.person
    User.objects.filter(pk=noor.pk).update(is_active=False)
    assert said(answer_note(ours, by_person=Person.objects.get(pk=person.pk), note="Soon."))[1:3] == (None, str(person))


def test_what_is_to_be_confirmed_is_reported_done(owed: FollowUp, coordinator: Person, claire: User) -> None:
    ClosingRule.add(by=claire, kind=owed.kind, needs_confirmation=True)
    answer_done(owed, by_person=coordinator)
    assert (owed.status, owed.is_to_confirm) == (Status.DONE, True)


def test_what_takes_evidence_is_not_done_without(owed: FollowUp, coordinator: Person, claire: User) -> None:
    ClosingRule.add(by=claire, kind=owed.kind, needs_evidence=True)
    with pytest.raises(ValidationError):
        answer_done(owed, by_person=coordinator)
    answer_done(owed, by_person=coordinator, files=[SimpleUploadedFile("programme.txt", b"Day one")])
    file = AttachedFile.objects.get()
    assert (owed.status, file.attached_by, file.giver) == (Status.DONE, None, "Gilles de Kerchove")
    assert said(file.history.get()) == ("attached", None, "Gilles de Kerchove", Channel.MAIL)


def test_done_twice_is_done_once(owed: FollowUp, coordinator: Person) -> None:
    answer_done(owed, by_person=coordinator)
    assert (answer_done(owed, by_person=coordinator), owed.history.filter(verb="moved").count()) == (None, 1)


def test_who_needs_help_is_heard_by_who_recorded_it(owed: FollowUp, coordinator: Person, claire: User) -> None:
    entry = answer_needs_help(owed, by_person=coordinator, note="Nobody sends me the names.")
    assert said(entry) == ("noted", None, "Gilles de Kerchove", Channel.MAIL)
    assert (owed.progress, [each.user for each in Mention.objects.all()]) == (Progress.AT_RISK, [claire])


def test_once_the_recorder_has_left_managers_hear_it(
    owed: FollowUp, coordinator: Person, claire: User, amina: User
) -> None:
    User.objects.filter(pk=claire.pk).update(is_active=False)
    answer_needs_help(owed, by_person=coordinator, note="Nobody sends me the names.")
    assert [each.user for each in Mention.objects.all()] == [amina]


def test_a_date_is_asked_for_by_who_has_no_account(owed: FollowUp, coordinator: Person, later: date) -> None:
    asked = answer_date(owed, by_person=coordinator, due_on=later, reason="The hall is not free.")
    assert isinstance(asked, ChangeRequest)
    assert (asked.asked_by, asked.recorded_by, asked.due_on, owed.due_on == later) == (coordinator, None, later, False)
    assert said(asked.history.get()) == ("asked", None, "Gilles de Kerchove", Channel.MAIL)
    with pytest.raises(AskedAlready):
        answer_date(owed, by_person=coordinator, due_on=later, reason="Once more.")


def test_a_date_is_set_by_an_owner_with_an_account(ours: FollowUp, noor: User, later: date) -> None:
    entry = answer_date(ours, by_person=noor.person, due_on=later)
    assert (isinstance(entry, Entry) and said(entry), ours.due_on) == (("dated", noor, "", Channel.MAIL), later)


def test_the_same_note_of_one_person_is_one(owed: FollowUp, coordinator: Person, claire: User) -> None:
    answer_note(owed, by_person=coordinator, note="Next week.")
    assert answer_note(owed, by_person=coordinator, note="Next week.") is None
    assert answer_note(owed, by_person=claire.person, note="Next week.") is not None
    assert owed.history.filter(verb="noted").count() == 2
