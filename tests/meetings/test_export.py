"""The list of meetings as a file."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import CANARY
from tests.downloaded_files import FORMATS, content, rows_of, table_of, words_of
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

SignIn = Callable[[User], Client]
HEADS = ["Date", "Meeting", "Place", "With", "Kind", "Participants", "Who took part"]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


@pytest.fixture
def calls(claire: User, eu: Organisation, europol: Organisation) -> Callable[[int], None]:
    people = [Participant(Person.add(by=None, name="Anna Berg"), eu), Participant(claire.person, europol)]

    def log(number: int) -> None:
        for each in range(number):
            held_on = date(2019, 1, each + 1)
            Meeting.log(by=claire, title=f"=Call {each}", kind="call", held_on=held_on, participants=people)

    return log


def test_it_holds_the_columns_of_the_list_newest_first(
    client: Client, visit: Meeting, calls: Callable[[int], None]
) -> None:
    calls(1)
    assert table_of(client, "/meetings/export/csv/") == [
        HEADS,
        ["2019-01-01", "'=Call 0", "", "EU, EUROPOL", "Call", "2", "Anna Berg (EU); Claire Dubois (EUROPOL)"],
        [
            "2018-05-25",
            visit.title,
            "WCO Headquarters, Brussels",
            "EU",
            "Bilateral visit",
            "1",
            "Gilles de Kerchove (EU Counter-Terrorism Coordinator, EU)",
        ],
    ]


VISIT, CALLS = "Visit of the EU Counter-Terrorism Coordinator", ["=Call 1", "=Call 0"]


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("", [*CALLS, VISIT]),
        ("kind=call", CALLS),
        ("year=2018", [VISIT]),
        ("year=2019&q=1", ["=Call 1"]),
        ("partner=EUROPOL", CALLS),
        ("q=visit", [VISIT]),
        ("q=nothing", []),
    ],
)
def test_it_holds_what_the_list_shows(
    query: str, held: list[str], client: Client, visit: Meeting, calls: Callable[[int], None]
) -> None:
    calls(2)
    shown = [meeting.title for meeting in client.get(f"/meetings/?{query}").context["page"].rows]
    file = [row[1].lstrip("'") for row in table_of(client, f"/meetings/export/csv/?{query}")[1:]]
    assert (shown, file) == (held, held)


def test_the_file_of_the_removed_holds_just_these_and_says_so(
    client: Client, visit: Meeting, calls: Callable[[int], None], claire: User, noor: User, sign_in: SignIn
) -> None:
    calls(1)
    visit.remove(by=claire)
    assert [row[1] for row in table_of(client, "/meetings/export/csv/?removed=1")[1:]] == [visit.title]
    assert rows_of(client, "/meetings/export/csv/?removed=1")[0] == ["Removed meetings"]
    assert rows_of(client, "/meetings/export/csv/")[0] == ["Meetings"]
    assert sign_in(noor).get("/meetings/export/csv/?removed=1").status_code == 403


def test_a_meeting_without_participants_leaves_their_number_open(client: Client, claire: User) -> None:
    Meeting.log(by=claire, title="Alone", held_on=date(2018, 5, 25))
    assert table_of(client, "/meetings/export/csv/")[1] == ["2018-05-25", "Alone", "", "", "Bilateral meeting", "", ""]


@pytest.mark.parametrize("many", [1, 3])
def test_more_rows_take_no_more_queries(
    many: int, client: Client, calls: Callable[[int], None], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    calls(many)
    with django_assert_num_queries(7):
        assert len(table_of(client, "/meetings/export/csv/")[1:]) == many


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("who", "sees"), [("omar", False), ("jonas", False), ("mei", True)])
def test_what_is_restricted_is_in_nobody_elses_file(
    form: str, who: str, sees: bool, secret: FollowUp, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    client = sign_in(request.getfixturevalue(who))
    assert (CANARY in words_of(form, content(client.get(f"/meetings/export/{form}/")))) is sees
