"""The next meeting with the Coordinator, and what is open with the European Union from the visit."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant


@pytest.fixture
def next_meeting(visit: Meeting, claire: User, coordinator: Person, eu: Organisation, today: date) -> Meeting:
    return Meeting.log(
        by=claire, title="Meeting with the Coordinator", held_on=today + timedelta(days=50), kind="bilateral",
        participants=[Participant(coordinator, eu, "Coordinator")],
    )  # fmt: skip


@pytest.fixture
def training(visit: Meeting, eu: Organisation, make_follow_up: Callable[..., FollowUp]) -> FollowUp:
    return make_follow_up("Extend the training material", kind="training", meeting=visit, partner=eu)


@pytest.fixture
def exchange(visit: Meeting, eu: Organisation, make_follow_up: Callable[..., FollowUp]) -> FollowUp:
    return make_follow_up("Information exchange", meeting=visit, partner=eu, conditional=True)
