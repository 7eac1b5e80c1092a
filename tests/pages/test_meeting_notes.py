"""The notes of a meeting: one drawing for all that look alike says what each says alone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.lists import speed_tricks
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record

Make = Callable[..., FollowUp]


@pytest.fixture
def noted(
    invitation: FollowUp, visit: Meeting, communique: Record, wco: Organisation, today: date, make_follow_up: Make
) -> Meeting:
    """With a note of each kind: of an invitation, late, owed, waiting for resources, and of words that are gone."""
    passage = Passage.of(communique.latest, COMMUNIQUE.index("Several areas"), COMMUNIQUE.index("Several areas") + 13)
    make_follow_up("<b>Areas</b>", meeting=visit, passage=passage, due_on=today - timedelta(days=9), partner=wco)
    make_follow_up("Train", meeting=visit, conditional=True, owed_by="partner", strength="offered", owner=None)
    make_follow_up("Speak", meeting=visit, kind="invitation", classification="restricted")
    communique.rewrite(
        COMMUNIQUE.replace("The EU Coordinator invited the WCO to speak", "They spoke"), by=visit.recorder
    )
    return visit


@pytest.mark.parametrize("name", ["noor", "omar", "amina"])
def test_a_note_says_the_same_with_and_without_the_trick(
    noted: Meeting, name: str, request: pytest.FixtureRequest, sign_in: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    client = sign_in(request.getfixturevalue(name))

    def notes() -> list[str]:
        page = client.get(noted.get_absolute_url()).text
        return page.partition('class="notes stack"')[2].partition("</section>")[0].split()

    fast = notes()
    monkeypatch.setattr(speed_tricks, "is_on", False)
    assert notes() == fast
    assert [word for word in fast if "Areas" in word][-1].endswith(">&lt;b&gt;Areas&lt;/b&gt;</a></p>")


def test_more_notes_ask_nothing_more(
    noted: Meeting, amina: User, make_follow_up: Make, communique: Record, sign_in: Callable[[User], Client],
    django_assert_num_queries: Callable[..., Any],
) -> None:  # fmt: skip
    client = sign_in(amina)
    client.get(noted.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(noted.get_absolute_url())
    removed = FollowUp.objects.exclude(passage__removed_in=None).get()
    make_follow_up("Areas again", meeting=noted, owner=amina.person, partner=removed.partner)
    again = Passage.of(communique.versions.get(number=1), 0, 9)
    Passage.follow([(again, None)], communique.latest)
    make_follow_up("Gone as well", meeting=noted, passage=again)
    with django_assert_num_queries(len(asked)):
        client.get(noted.get_absolute_url())
