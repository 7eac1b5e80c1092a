"""A list that Noor promised to the EU, and what she asks of them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.conftest import account
from tracker.accounts.models import Role, User
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.models import FollowUp


@pytest.fixture
def promised(make_follow_up: Callable[..., FollowUp], noor: User, eu: Organisation, today: date) -> FollowUp:
    return make_follow_up("Share the list", owner=noor.person, partner=eu, due_on=today + timedelta(days=3))


@pytest.fixture
def later(today: date) -> date:
    return today + timedelta(days=40)


@pytest.fixture
def asked(promised: FollowUp, noor: User, later: date) -> ChangeRequest:
    why = "The archive moves house."
    return ChangeRequest.ask(promised, by=noor, due_on=later, reason=why, asked_by=noor.person)


@pytest.fixture
def make_reader(wco: Organisation) -> Callable[[Organisation | None], User]:
    """Rosa Lind, who reads along, and holds a post there."""

    def make(organisation: Organisation | None) -> User:
        reader = account(wco, "Rosa Lind", Role.READER)
        if organisation:
            Appointment.objects.create(person=reader.person, organisation=organisation, title="Adviser")
        return reader

    return make
