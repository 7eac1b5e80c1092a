"""A form drawn before an opening is answered as old: no guess of what stood there before is told from another."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.conftest import CANARY
from tests.house.pages import as_sent
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.three_way_merge import merge
from tracker.meetings.models import Meeting
from tracker.records.models import Record

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
FORMER = f"Former {CANARY}"


@pytest.fixture
def opened(claire: User, eu: Organisation) -> dict[str, Any]:
    """What was restricted under other words, and opened without them."""
    hidden: dict[str, Any] = {"by": claire, "classification": RESTRICTED}
    meeting = Meeting.log(**hidden, title=FORMER, held_on=date(2018, 6, 1), zone="Europe/Brussels")
    record = Record.write(by=claire, text=FORMER, meeting=meeting)
    record.rewrite("They spoke.", by=claire)
    alone = FollowUp.log(**hidden, title=FORMER, partner=eu, due_on=date(2027, 3, 3))
    alone.edit(by=claire, title="Plain", partner=None, due_on=date(2027, 5, 5))
    alone.edit(by=claire, classification=GENERAL)
    meeting.change("edited", by=claire, title="Plain")
    meeting.change("edited", by=claire, classification=GENERAL)
    return {"meetings": meeting, "records": record, "follow-ups": alone}


GUESSES = {
    "follow-ups": [{"title": FORMER}, {"title": "Wrong"}],
    "follow-ups by its day": [{"due_on": "3 March 2027"}, {"due_on": "4 March 2027"}],
    "follow-ups by its partner": [{"partner": "European Union (EU)"}, {"partner": "Europol"}],
    "meetings": [{"title": FORMER}, {"title": "Wrong"}],
    "records": [{"text": FORMER}, {"text": "Wrong"}],
}


@pytest.mark.parametrize("guess", GUESSES)
def test_the_right_guess_is_answered_as_the_wrong_one(
    guess: str, opened: dict[str, Any], europol: Organisation, omar: User, sign_in: SignIn
) -> None:
    noun, client = guess.partition(" ")[0], sign_in(omar)
    thing = opened[noun]
    address, numbers = f"/{noun}/{thing.pk}/edit/", {"version": "1", "number": "1"}
    sent = as_sent(client.get(address))
    sent |= {name: first for name, first in numbers.items() if name in sent}
    answers = [client.post(address, sent | typed) for typed in GUESSES[guess]]
    assert [(each.status_code, "Claire" in _clashes(each)) for each in answers] == [(409, noun == "records")] * 2
    assert type(thing).objects.get(pk=thing.pk).version == thing.version


def _clashes(answer: Any) -> str:
    """Who is named by what they made of it: of a text, the author of the one that everybody reads."""
    return " ".join(str(each.by) for each in [*answer.context["clashes"], answer.context.get("text_clash")] if each)


def test_whoever_reads_its_past_has_it_compared_as_ever(opened: dict[str, Any], claire: User, omar: User) -> None:
    follow_up = FollowUp.objects.get(pk=opened["follow-ups"].pk)
    told = [merge(follow_up, 1, {"title": FORMER, "detail": "Mine"}, by=user) for user in (claire, omar)]
    assert [(safe, [clash.theirs for clash in clashes]) for safe, clashes in told] == [
        ({"detail": "Mine"}, []), ({}, ["Plain", ""]),
    ]  # fmt: skip


def test_a_form_drawn_since_it_was_opened_is_compared(opened: dict[str, Any], omar: User, amina: User) -> None:
    follow_up = FollowUp.objects.get(pk=opened["follow-ups"].pk)
    drawn = follow_up.version
    follow_up.edit(by=amina, title="Theirs")
    safe, clashes = merge(follow_up, drawn, {"title": "Mine", "detail": "Mine"}, by=omar)
    assert (safe, [clash.by for clash in clashes]) == ({"detail": "Mine"}, [amina])
