"""Follow-ups go on the agenda of a meeting at one save, and one undo takes that back."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over, log_meeting_with_agenda, take_back
from tracker.agendas.models import Appearance
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]


def agenda(meeting: Meeting) -> list[FollowUp]:
    return [row.follow_up for row in meeting.appearances.present()]


def deeds() -> list[str]:
    return [entry.verb for entry in Entry.objects.about(Appearance).order_by("id")]


def test_the_same_row_stands_on_the_agenda_in_the_order_it_was_put_there(
    training: FollowUp, exchange: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    carry_over(next_meeting, [exchange], by=claire)
    carry_over(next_meeting, [training], by=claire)
    assert (agenda(next_meeting), FollowUp.objects.count()) == ([exchange, training], 2)


def test_what_stands_there_is_not_put_there_twice(training: FollowUp, next_meeting: Meeting, claire: User) -> None:
    carry_over(next_meeting, [training], by=claire)
    assert carry_over(next_meeting, [training], by=claire) == []
    assert (agenda(next_meeting), deeds()) == ([training], ["carried"])


def test_what_was_taken_off_comes_back_as_the_same_row_at_the_end(
    training: FollowUp, exchange: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    carry_over(next_meeting, [training, exchange], by=claire)
    first = next_meeting.appearances.get(follow_up=training)
    carry_over(next_meeting, [], by=claire, taken_off=[first])
    assert agenda(next_meeting) == [exchange]
    carry_over(next_meeting, [training], by=claire)
    assert agenda(next_meeting) == [exchange, training]
    assert next_meeting.appearances.get(follow_up=training) == first


def test_one_undo_takes_back_one_save_and_no_other(
    training: FollowUp, exchange: FollowUp, make_follow_up: Make, next_meeting: Meeting, claire: User
) -> None:
    third = make_follow_up("Third")
    carry_over(next_meeting, [third], by=claire)
    there = list(next_meeting.appearances.all())
    entries = carry_over(next_meeting, [training, exchange], by=claire, taken_off=there)
    assert agenda(next_meeting) == [training, exchange]
    assert take_back(entries[0], by=claire) == (3, 0)
    assert agenda(next_meeting) == [third]
    assert take_back(entries[0], by=claire) == (0, 0)


def test_what_was_discussed_since_stays_on_the_agenda(
    training: FollowUp, exchange: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    entries = carry_over(next_meeting, [training, exchange], by=claire)
    next_meeting.appearances.get(follow_up=exchange).discuss(by=claire, said="At length.")
    assert take_back(entries[0], by=claire) == (1, 1)
    assert agenda(next_meeting) == [exchange]


def test_a_meeting_that_is_logged_twice_keeps_the_agenda_as_it_was_left(
    training: FollowUp, coordinator: Person, eu: Organisation, claire: User, today: date
) -> None:
    values: dict[str, Any] = {
        "title": "Call", "held_on": today, "kind": "call", "record": {"text": ""},
        "key": UUID(int=1), "participants": [Participant(coordinator, eu)],
    }  # fmt: skip
    meeting = log_meeting_with_agenda(by=claire, follow_ups=[training], **values)
    carry_over(meeting, [], by=claire, taken_off=list(meeting.appearances.all()))
    assert log_meeting_with_agenda(by=claire, follow_ups=[training], **values) == meeting
    assert agenda(meeting) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_put_each_there_once(
    training: FollowUp, exchange: FollowUp, next_meeting: Meeting, claire: User, amina: User,
    at_once: Callable[[list[Callable[[], Any]]], list[Any]],
) -> None:  # fmt: skip
    found = at_once(
        [
            lambda: len(carry_over(next_meeting, [training, exchange], by=claire)),
            lambda: len(carry_over(next_meeting, [exchange, training], by=amina)),
        ]
    )
    assert sorted(found) == [0, 2]


def test_the_meeting_takes_its_agenda_out_of_sight_and_brings_it_back(
    training: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    carry_over(next_meeting, [training], by=claire)
    next_meeting.remove(by=claire)
    assert list(Appearance.objects.visible_to(claire)) == []
    next_meeting.restore(by=claire)
    training.remove(by=claire)
    assert list(Appearance.objects.visible_to(claire)) == []
    training.restore(by=claire)
    assert [row.follow_up for row in Appearance.objects.visible_to(claire)] == [training]


def test_three_are_put_there_by_as_many_queries_as_one(
    training: FollowUp, exchange: FollowUp, make_follow_up: Make, next_meeting: Meeting, claire: User, sign_in: SignIn
) -> None:
    def save(*follow_ups: FollowUp) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.post(f"/meetings/{next_meeting.pk}/agenda/save/", {"on": [each.pk for each in follow_ups]})
        return len(queries)

    client = sign_in(claire)
    save()
    assert save(training) == save(exchange, *(make_follow_up(f"Paper {number}") for number in range(2)))
    assert len(agenda(next_meeting)) == 4
