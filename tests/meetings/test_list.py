"""The list of meetings: newest first, filtered, and cut to what the person may see."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import CANARY
from tests.offered import offers_in
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.kit.names.suggestions import MOST_SUGGESTIONS
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant

SignIn = Callable[[User], Client]


def titles(answer: Any) -> list[str]:
    return [meeting.title for meeting in answer.context["page"].rows]


def on(answer: Any) -> list[tuple[str, str, str]]:
    return [(chip.label, chip.value, chip.without) for chip in answer.context["chips"]]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


@pytest.fixture
def liaison(claire: User, europol: Organisation, today: date) -> Meeting:
    people = [Participant(Person.add(by=None, name="Anna Berg"), europol), Participant(claire.person, None)]
    held_on = today + timedelta(days=9)
    return Meeting.log(by=claire, title="Liaison", kind="call", held_on=held_on, place="The Hague", participants=people)


def test_the_newest_meeting_comes_first(client: Client, visit: Meeting, liaison: Meeting) -> None:
    assert titles(client.get("/meetings/")) == [liaison.title, visit.title]


def test_a_meeting_that_is_to_come_is_marked(client: Client, visit: Meeting, liaison: Meeting) -> None:
    assert client.get("/meetings/").content.decode().count("Upcoming") == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=call", ["Liaison"]),
        ("kind=visit", ["Visit of the EU Counter-Terrorism Coordinator"]),
        ("year=2018", ["Visit of the EU Counter-Terrorism Coordinator"]),
        ("q=hague", ["Liaison"]),
        ("q=BRUSSELS+coordinator", ["Visit of the EU Counter-Terrorism Coordinator"]),
        ("q=coordinator+hague", []),
        ("partner=EUROPOL", ["Liaison"]),
        ("partner=European+Union+(EU)", ["Liaison", "Visit of the EU Counter-Terrorism Coordinator"]),
        ("partner=EU&kind=call", ["Liaison"]),
    ],
)
def test_filters_keep_what_fits(query: str, found: list[str], client: Client, visit: Meeting, liaison: Meeting) -> None:
    answer = client.get(f"/meetings/?{query}")
    assert (titles(answer), str(answer.context["count"])) == (found, str(len(found)))


def test_a_partner_is_found_by_its_key(client: Client, liaison: Meeting, visit: Meeting, europol: Organisation) -> None:
    assert titles(client.get(f"/meetings/?partner={europol.pk}")) == ["Liaison"]


def test_each_filter_that_is_on_can_be_taken_off(client: Client, liaison: Meeting) -> None:
    answer = client.get("/meetings/?kind=call&partner=EUROPOL&page=x")
    assert on(answer) == [("Kind", "Call", "?partner=EUROPOL"), ("Partner", "EUROPOL", "?kind=call")]


@pytest.mark.parametrize("query", ["removed=", ""])
def test_meetings_that_are_there_are_not_called_removed(query: str, client: Client, visit: Meeting) -> None:
    page = client.get(f"/meetings/export/csv/?{query}")
    assert b"".join(page).decode().splitlines()[0] == "\ufeffMeetings"


@pytest.mark.parametrize(("year", "status"), [(1899, 400), (1900, 200), (2200, 200), (2201, 400)])
def test_a_year_is_one_of_three_centuries(year: int, status: int, client: Client) -> None:
    assert client.get(f"/meetings/?year={year}").status_code == status


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("year=abc", "Type a year such as 2018."),
        ("year=0", "Type a year such as 2018."),
        (f"year={'9' * 5000}", "Type a year such as 2018."),
        ("partner=Nobody", "Nothing is called “Nobody”. Choose a name from the list."),
        (f"partner={'9' * 30}", f"Nothing is called “{'9' * 30}”. Choose a name from the list."),
        ("kind=tea", "Select a valid choice. tea is not one of the available choices."),
        ("removed=maybe", "Select a valid choice. maybe is not one of the available choices."),
        ("q=a%00b", "This holds a control character. Type the words again, or paste them as plain text."),
    ],
)
def test_a_filter_not_understood_is_named_and_the_list_is_empty(
    query: str, sentence: str, client: Client, visit: Meeting
) -> None:
    answer = client.get(f"/meetings/?{query}")
    assert (answer.status_code, titles(answer), answer.context["form"].errors.popitem()[1]) == (400, [], [sentence])


def test_a_page_that_is_none_is_the_first(client: Client, visit: Meeting) -> None:
    assert titles(client.get("/meetings/?page=forged")) == [visit.title]


def test_long_lists_are_paged(client: Client, claire: User) -> None:
    for day in range(1, 29):
        Meeting.log(by=claire, title=f"January {day}", held_on=date(2018, 1, day))
        Meeting.log(by=claire, title=f"February {day}", held_on=date(2018, 2, day))
    first = client.get("/meetings/?year=2018")
    second = client.get("/meetings/", {"year": 2018, "page": first.context["page"].next})
    assert (len(titles(first)), titles(second)) == (50, [f"January {day}" for day in range(6, 0, -1)])


def test_organisations_are_named_once_and_ours_is_left_out(
    client: Client, liaison: Meeting, wco: Organisation, europol: Organisation
) -> None:
    others = [Participant(Person.add(by=None, name=name), for_) for name, for_ in [("Bo Ek", europol), ("Ulla", wco)]]
    liaison.change("edited", by=None, participants=[*liaison.value_of("participants"), *others])
    (row,) = client.get("/meetings/").context["page"].rows
    assert row.partners == [europol]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_queries_however_long_it_is(
    many: int, client: Client, claire: User, coordinator: Person, eu: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(many):
        people = [Participant(coordinator, eu), Participant(claire.person, eu)]
        Meeting.log(by=claire, title=f"Meeting {number}", held_on=date(2018, 5, 25), participants=people)
    with django_assert_num_queries(6):
        assert len(titles(client.get("/meetings/"))) == many


def test_a_restricted_meeting_leaves_no_trace_for_others(
    secret: FollowUp, visit: Meeting, omar: User, sign_in: SignIn
) -> None:
    client = sign_in(omar)
    answers = [client.get(f"/meetings/?{query}") for query in ("", "year=2018", f"q={CANARY}", "partner=EUROPOL")]
    assert [titles(answer) for answer in answers] == [[visit.title], [visit.title], [], []]
    assert [str(answer.context["count"]) for answer in answers] == ["1", "1", "0", "0"]
    assert [answer.content.decode().count(f"on {CANARY}") for answer in answers] == [0, 0, 0, 0]


@pytest.mark.parametrize("name", ["claire", "mei"])
def test_those_who_may_see_a_restricted_meeting_do(
    name: str, secret: FollowUp, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    assert titles(sign_in(request.getfixturevalue(name)).get("/meetings/")) == [f"Talks on {CANARY}"]


@pytest.mark.parametrize("name", ["noor", "claire", "amina"])
def test_everybody_signed_in_reads_the_list(
    name: str, visit: Meeting, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    assert titles(sign_in(request.getfixturevalue(name)).get("/meetings/")) == [visit.title]


def test_removed_meetings_have_a_list_of_their_own(
    client: Client, visit: Meeting, liaison: Meeting, claire: User
) -> None:
    visit.remove(by=claire)
    assert (titles(client.get("/meetings/")), titles(client.get("/meetings/?removed=1"))) == (
        [liaison.title],
        [visit.title],
    )
    assert f'action="/meetings/{visit.pk}/restore/"' in client.get("/meetings/?removed=1").content.decode()


def test_a_reader_does_not_see_what_was_removed(visit: Meeting, noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    assert client.get("/meetings/?removed=1").status_code == 403
    assert "removed" not in client.get("/meetings/").content.decode().lower()


def test_a_restricted_meeting_that_was_removed_stays_hidden(
    secret: FollowUp, claire: User, omar: User, sign_in: SignIn
) -> None:
    assert secret.meeting is not None
    secret.meeting.remove(by=claire)
    assert titles(sign_in(omar).get("/meetings/?removed=1")) == []


def test_an_empty_list_says_what_to_do_next(client: Client, noor: User, sign_in: SignIn) -> None:
    assert "Log the first one" in client.get("/meetings/").content.decode()
    assert "once an officer has logged them" in sign_in(noor).get("/meetings/").content.decode()
    # Nothing is there to be filtered out: no filter is to blame.
    assert "Log the first one" in client.get("/meetings/?kind=call").text


def test_a_list_is_empty_because_of_a_filter_only_if_it_holds_something(client: Client, visit: Meeting) -> None:
    assert "Take a filter off above" in client.get("/meetings/?kind=call").text


def test_meetings_are_offered_by_their_title_and_only_those_one_may_see(
    secret: FollowUp, visit: Meeting, omar: User, sign_in: SignIn
) -> None:
    client = sign_in(omar)
    assert visit.label in client.get("/meetings/offers/?meeting=visit").content.decode()
    assert offers_in(client.get(f"/meetings/offers/?meeting={CANARY}").text) == []


def test_before_a_word_is_typed_the_latest_meetings_and_the_first_series_are_offered(
    secret: FollowUp, visit: Meeting, claire: User, omar: User, sign_in: SignIn
) -> None:
    """Of those that Omar may see."""
    for number in range(MOST_SUGGESTIONS):
        Meeting.log(by=claire, title=f"Call {number}", held_on=date(2018, 5, 26) + timedelta(days=number))
    series: dict[str, Any] = {"by": claire, "recorder": claire, "rule": "FREQ=DAILY", "begins_on": date(2018, 5, 25)}
    for name, classification in (("Staff", "general"), ("Heads", "general"), (f"On {CANARY}", "restricted")):
        Series.add(name=name, classification=classification, **series)
    latest = [meeting.label for meeting in Meeting.objects.filter(title__startswith="Call ").order_by("-held_on")]
    client = sign_in(omar)
    assert {
        name: offers_in(client.get(f"/meetings/{name}").text)
        for name in (
            "offers/?meeting=",
            "offers/?meeting=%20",
            "series/offers/?series=",
        )
    } == {"offers/?meeting=": latest, "offers/?meeting=%20": latest, "series/offers/?series=": ["Heads", "Staff"]}


def test_time_zones_are_offered_by_their_city(client: Client) -> None:
    assert offers_in(client.get("/meetings/zones/?zone=bruss").text) == ["Europe/Brussels"]
