"""The Coordinator of the EU has a link; the EU owes us a letter of the visit and a report that is past its day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.accounts.conftest import closed_port, letterbox  # noqa: F401
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.partner_links.models import PartnerLink
from tracker.partner_links.report import open_list

SignIn = Callable[[User], Client]


@pytest.fixture
def coordinator(coordinator: Person) -> Person:
    coordinator.change("edited", by=None, email="gilles@eu.example")
    return coordinator


@pytest.fixture
def letter(visit: Meeting, eu: Organisation, claire: User, today: date) -> FollowUp:
    due = today + timedelta(days=10)
    return FollowUp.log(by=claire, title="Send the letter", partner=eu, owed_by="partner", meeting=visit, due_on=due)


@pytest.fixture
def report(eu: Organisation, claire: User, today: date) -> FollowUp:
    late = today - timedelta(days=10)
    return FollowUp.log(by=claire, title="Send the report", partner=eu, owed_by="partner", due_on=late)


def made(coordinator: Person, eu: Organisation, claire: User, today: date) -> tuple[PartnerLink, str]:
    values = {"organisation": eu, "person": coordinator, "language": "en", "until": today + timedelta(days=90)}
    return PartnerLink.make(by=claire, **values)


@pytest.fixture
def given(coordinator: Person, eu: Organisation, claire: User, today: date) -> tuple[PartnerLink, str]:
    return made(coordinator, eu, claire, today)


@pytest.fixture
def link(given: tuple[PartnerLink, str]) -> PartnerLink:
    return given[0]


@pytest.fixture
def path(given: tuple[PartnerLink, str]) -> str:
    """Where the Coordinator looks at the list."""
    return f"/partner/{given[1]}/"


@pytest.fixture
def opened(link: PartnerLink, path: str) -> str:
    """The same, once somebody has pressed for the list."""
    open_list(link)
    return path
