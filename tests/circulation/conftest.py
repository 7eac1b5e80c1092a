"""The communiqué of the visit on its round: to the Coordinator, who has no account, and to Noor, who has one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.accounts.conftest import closed_port, letterbox  # noqa: F401
from tracker.accounts.models import User
from tracker.circulation.models import Copy, Correction
from tracker.circulation.recipients import recipients_of
from tracker.circulation.send_copies import write_copies
from tracker.directory.models import Person
from tracker.meetings.models import Participation
from tracker.records.models import Record

Propose = Callable[..., Correction]


@pytest.fixture
def coordinator(coordinator: Person) -> Person:
    coordinator.change("edited", by=None, email="gilles@eu.example")
    return coordinator


@pytest.fixture
def until(today: date) -> date:
    return today + timedelta(days=7)


@pytest.fixture
def going_round(communique: Record, coordinator: Person, noor: User, claire: User, until: date) -> Record:
    Participation.objects.create(meeting=communique.meeting, person=noor.person)
    communique.circulate(until, by=claire)
    write_copies(communique, [each for each in recipients_of(communique) if not each.why_not], by=claire, message="")
    return communique


@pytest.fixture
def copy(going_round: Record, coordinator: Person) -> Copy:
    """The Coordinator's."""
    found: Copy = Copy.objects.with_names().get(record=going_round, person=coordinator)
    return found


@pytest.fixture
def propose(copy: Copy) -> Propose:
    def propose(old: str, new: str, *, by: User | None = None, number: int = 1, remark: str = "") -> Correction:
        record = Record.objects.get(pk=copy.record_id)
        start = record.versions.get(number=number).text.index(old)
        how = {"by": by} if by else {"copy": copy}
        return Correction.propose(record, number, start, start + len(old), new, remark=remark, **how)  # type: ignore[arg-type]

    return propose
