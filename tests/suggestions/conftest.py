from collections.abc import Callable

import pytest

from tracker.accounts.models import User
from tracker.meetings.models import Meeting
from tracker.records.models import Record
from tracker.suggestions.proposals import Proposals, proposals_of

TEXT = """Minutes

The Chair welcomed the members.

Action: Claire Dubois to send the list of ports to all members by 15 June 2018.
Action: The Secretariat will organise a training for customs officers in September 2018.

The delegations discussed ways of working together on risk analysis once resources are available.
"""


@pytest.fixture
def minutes(visit: Meeting, claire: User) -> Record:
    return Record.write(by=claire, text=TEXT, meeting=visit, language="en")


@pytest.fixture
def read() -> Callable[[Record, User], Proposals]:
    def read(record: Record, user: User) -> Proposals:
        return proposals_of(record.latest, user)

    return read
