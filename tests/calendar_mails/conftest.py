"""A meeting to come in Brussels, to which Noor and Omar of the house and the Coordinator, who has no account, come."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.test import Client

from tests.accounts.conftest import closed_port, letterbox  # noqa: F401
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

SignIn = Callable[[User], Client]
Press = Callable[..., str]


@pytest.fixture
def coordinator(coordinator: Person) -> Person:
    coordinator.change("edited", by=None, email="gilles@eu.example")
    return coordinator


@pytest.fixture
def meeting(claire: User, noor: User, coordinator: Person, today: date) -> Meeting:
    silent = Person.add(by=claire, name="Rosa Conti")
    return Meeting.log(
        by=claire, title="Round on heritage", held_on=today + timedelta(days=30), starts_at=time(10),
        zone="Europe/Brussels", place="Room 4",
        participants=[Participant(person) for person in (noor.person, coordinator, silent)],
    )  # fmt: skip


@pytest.fixture
def press(sign_in: SignIn, claire: User, meeting: Meeting) -> Press:
    """What Claire reads once she has pressed a button of the meeting's calendar invitations."""

    def press(deed: str = "", *people: Person, by: User = claire, **typed: object) -> str:
        data = {"people": [person.pk for person in people], **typed}
        return sign_in(by).post(f"/meetings/{meeting.pk}/calendar/{deed}", data, follow=True).text

    return press
