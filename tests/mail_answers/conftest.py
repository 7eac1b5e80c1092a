"""What Gilles owes us, who has an e-mail and no account; and what Noor owes him, who has one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.choices import OwedBy
from tracker.follow_ups.models import FollowUp


@pytest.fixture
def coordinator(coordinator: Person) -> Person:
    coordinator.change("edited", by=None, email="gilles@eu.example")
    return coordinator


@pytest.fixture
def owed(make_follow_up: Callable[..., FollowUp], coordinator: Person, eu: Organisation, today: date) -> FollowUp:
    how = {"owner": coordinator, "partner": eu, "owed_by": OwedBy.PARTNER}
    return make_follow_up("Send the programme", due_on=today + timedelta(days=3), **how)


@pytest.fixture
def ours(make_follow_up: Callable[..., FollowUp], noor: User, eu: Organisation, today: date) -> FollowUp:
    return make_follow_up("Share the list", owner=noor.person, partner=eu, due_on=today + timedelta(days=3))


@pytest.fixture
def later(today: date) -> date:
    return today + timedelta(days=40)
