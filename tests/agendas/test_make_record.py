"""The record is put together from the points once, holds its follow-ups on their words, and is taken back as one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.make_record import made_of, make_record, take_record_back
from tracker.agendas.points.models import Point
from tracker.agendas.points.outcomes import log_outcome
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.history.chain.check import check_chain
from tracker.history.chain.models import Seal
from tracker.history.chain.seal import seal_what_stands
from tracker.history.models import Entry
from tracker.meetings.models import Meeting
from tracker.records.models import Record


@pytest.fixture
def spoken(next_meeting: Meeting, training: FollowUp, claire: User) -> Point:
    """A point of which something was said, one that nobody came to; of two carried over one was discussed."""
    carry_over(next_meeting, [training, FollowUp.log(by=claire, title="Not spoken of")], by=claire)
    point = Point.add_to(next_meeting, by=claire, title="Data")
    Point.add_to(next_meeting, by=claire, title="Not come to")
    point.discuss(by=claire, said="One page is missing.")
    next_meeting.appearances.get(follow_up=training).discuss(by=claire, said="Asia is left.")
    return point


@pytest.fixture
def sent(spoken: Point, coordinator: Person, claire: User) -> FollowUp:
    return log_outcome(
        spoken, by=claire, title="Send the page", key=None, owner=coordinator, due_on=date(2018, 6, 5)
    )  # fmt: skip


def test_it_holds_what_was_spoken_of_in_its_order(
    sent: FollowUp, training: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    record, _composed = make_record(next_meeting, by=claire, kind="decisions")
    assert record.latest.text.splitlines()[4:] == [
        "## 1. Matters arising",
        "",
        f"{training.reference}, Extend the training material: Open.",
        "Asia is left.",
        "",
        "## 2. Data",
        "",
        "One page is missing.",
        "",
        "- Send the page – Gilles de Kerchove, 5 June 2018",
    ]
    assert (record.kind, record.language) == ("decisions", "en")


def test_what_was_agreed_there_stands_on_its_words(sent: FollowUp, next_meeting: Meeting, claire: User) -> None:
    make_record(next_meeting, by=claire, kind="minutes")
    sent.refresh_from_db()
    assert sent.passage
    assert sent.passage.exact == "Send the page – Gilles de Kerchove, 5 June 2018"


def test_it_is_made_once(sent: FollowUp, next_meeting: Meeting, claire: User, amina: User) -> None:
    record, _composed = make_record(next_meeting, by=claire, kind="minutes")
    assert make_record(next_meeting, by=amina, kind="decisions") == (record, None)


def test_taken_back_nothing_of_it_is_left_and_it_can_be_made_again(
    sent: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    make_record(next_meeting, by=claire, kind="minutes")
    take_record_back(next_meeting, by=claire)
    sent.refresh_from_db()
    assert (Record.objects.filter(meeting=next_meeting).exists(), sent.passage) == (False, None)
    make_record(next_meeting, by=claire, kind="minutes")
    assert [entry.verb for entry in next_meeting.history.all()] == ["composed", "uncomposed", "composed", "added"]


def test_taken_back_once_its_entry_was_sealed_the_chain_of_history_is_whole(
    sent: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    make_record(next_meeting, by=claire, kind="minutes")
    seal_what_stands(Entry.objects, Seal.objects, timezone.now() + timedelta(hours=1))
    take_record_back(next_meeting, by=claire)
    assert (check_chain().fault, Seal.objects.exclude(let_go_by=None).count()) == (None, 1)


def test_worked_on_since_it_stays(sent: FollowUp, next_meeting: Meeting, claire: User) -> None:
    record, _composed = make_record(next_meeting, by=claire, kind="minutes")
    record.rewrite("In short.", by=claire)
    with pytest.raises(ValidationError, match="worked on the record since"):
        take_record_back(next_meeting, by=claire)
    assert made_of(next_meeting) == record


def test_what_only_some_see_is_left_out(
    sent: FollowUp, training: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    for each in (sent, training):
        each.edit(by=claire, classification=RESTRICTED)
    record, composed = make_record(next_meeting, by=claire, kind="minutes")
    assert [each.title for each in (sent, training) if each.title in record.latest.text] == []
    assert composed
    assert composed.left_out == 2
