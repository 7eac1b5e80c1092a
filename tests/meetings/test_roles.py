"""Host and guest, head of delegation, who attended and who was only invited: typed, shown, told and exported."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.downloaded_files import table_of
from tests.meetings.test_edit import said, save, told, typed_into
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

SignIn = Callable[[User], Client]
BEFORE = "Gilles de Kerchove (EU Counter-Terrorism Coordinator, EU)"
AFTER = "Gilles de Kerchove (EU Counter-Terrorism Coordinator, EU, guest, head of delegation)"


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


@pytest.fixture
def typed(client: Client, visit: Meeting) -> dict[str, str]:
    return typed_into(client, visit)


def test_a_role_is_typed_and_told(client: Client, visit: Meeting, typed: dict[str, str]) -> None:
    save(client, visit, typed | {"participants-0-role": "guest_head"})
    assert (said(visit), told(visit)[-1:]) == ([AFTER], [("Participants", BEFORE, AFTER)])


def test_whoever_was_only_invited_is_not_counted_as_there(
    client: Client, visit: Meeting, typed: dict[str, str], claire: User
) -> None:
    visit.change("edited", by=claire, participants=[*visit.value_of("participants"), Participant(claire.person)])
    typed = typed_into(client, visit)
    save(client, visit, typed | {"participants-0-attendance": "invited"})
    absent = f"{BEFORE[:-1]}, invited only)"
    assert said(visit) == [absent, "Claire Dubois"]
    assert table_of(client, "/meetings/export/csv/")[1][-2:] == ["1", f"{absent}; Claire Dubois"]


def test_the_page_says_both(
    client: Client, visit: Meeting, claire: User, coordinator: Person, eu: Organisation
) -> None:
    people = [
        Participant(claire.person, None, "Officer", "host"),
        Participant(coordinator, eu, "", "guest_head", "invited"),
    ]
    visit.change("edited", by=claire, participants=people)
    page = client.get(visit.get_absolute_url()).text
    chips = [" ".join(each.split()) for each in re.findall(r'class="chip" .*?</span>(.*?)</a>', page, re.DOTALL)]
    assert chips == [
        "Gilles de Kerchove, EU · Guest, head of delegation · Invited only",
        "Claire Dubois · Officer · Host",
    ]
    assert page.count('data-state="absent"') == 1


def test_a_role_asks_whose_it_is(client: Client, visit: Meeting, typed: dict[str, str]) -> None:
    answer = save(client, visit, typed | {"participants-1-role": "host"})
    assert (answer.status_code, "Say who it was." in answer.text) == (422, True)


def test_without_a_word_they_attended_and_had_no_role(client: Client, visit: Meeting, typed: dict[str, str]) -> None:
    left_out = {name: value for name, value in typed.items() if not name.endswith(("-role", "-attendance"))}
    save(client, visit, left_out)
    assert said(visit) == [BEFORE]
