"""What is to be done "at the next Council" is due on the day for which that Council is entered."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.kit.dates.as_said import read_as_said
from tracker.kit.dates.refusals import AskForDate
from tracker.meetings.models import Meeting
from tracker.meetings.next_meeting import next_meeting
from tracker.meetings.participant_values import Participant

SignIn = Callable[[User], Client]
LEAST = {"title": "Speak", "kind": "invitation", "strength": "agreed", "owed_by": "us", "classification": "general"}
MEETINGS: list[dict[str, Any]] = [
    {"title": "Council of Ministers", "held_on": date(2018, 6, 4), "ends_on": date(2018, 6, 5)},
    {"title": "Council of Ministers", "held_on": date(2018, 10, 8)},
    {"title": "Council of Ministers", "held_on": date(2018, 3, 5)},
    {"title": "Finance Committee", "held_on": date(2018, 6, 20)},
    {"title": "Audit Committee", "held_on": date(2018, 7, 20)},
    {"title": "Policy Commission", "held_on": date(2018, 6, 27), "classification": "restricted"},
    {"title": "Visit of the EU Counter-Terrorism Coordinator", "held_on": date(2019, 5, 24)},
]


@pytest.fixture
def to_come(visit: Meeting, claire: User) -> Meeting:
    for values in MEETINGS:
        Meeting.log(by=claire, **values)
    return visit


def meant(words: str, meeting: Meeting | None, by: User, **how: Any) -> str:
    """The days, or "asked"."""
    day = meeting.last_day if meeting else None
    how |= {"meeting": day, "next_meeting": next_meeting(by, lambda: meeting)}
    try:
        said = read_as_said(words, language="en", today=date(2018, 9, 1), **how)
    except AskForDate:
        return "asked"
    return str(said)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("at the next Council", "at the next Council (4 to 5 June 2018)"),
        ("by the Council's next session", "by the Council's next session (4 to 5 June 2018)"),
        ("lors du prochain Council", "lors du prochain Council (4 to 5 June 2018)"),
        ("à la prochaine réunion du Council", "à la prochaine réunion du Council (4 to 5 June 2018)"),
        ("before the next Council", "before the next Council (3 June 2018)"),
        ("at the next Audit Committee", "at the next Audit Committee (20 July 2018)"),
        ("at the next meeting", "at the next meeting (24 May 2019)"),
        ("at the next Committee", "asked"),
        ("at the next Assembly", "asked"),
        ("two weeks after the next Council", "asked"),
    ],
)
def test_it_is_the_first_after_the_meeting_that_is_called_so(
    to_come: Meeting, claire: User, words: str, days: str
) -> None:
    assert meant(words, to_come, claire) == days


def test_what_is_moved_is_moved_to_the_next_from_today(to_come: Meeting, claire: User) -> None:
    days = [meant("the next Council", to_come, claire, is_moved=True), meant("the next Council", None, claire)]
    assert days == ["the next Council (8 October 2018)"] * 2
    assert meant("the next meeting", None, claire) == "asked"


def test_two_on_one_day_are_asked_about(to_come: Meeting, claire: User) -> None:
    Meeting.log(by=claire, **MEETINGS[0])
    assert meant("the next Council", to_come, claire) == "asked"


def test_it_counts_only_for_those_who_may_see_it(to_come: Meeting, claire: User, omar: User) -> None:
    words = "at the next Policy Commission"
    assert [meant(words, to_come, each) for each in (claire, omar)] == [f"{words} (27 June 2018)", "asked"]


def test_where_no_title_says_it_a_partner_names_the_meeting_with_it(
    to_come: Meeting, claire: User, coordinator: Person, eu: Organisation
) -> None:
    values = {"title": "Annual talks", "held_on": date(2018, 11, 5)}
    Meeting.log(by=claire, participants=[Participant(coordinator, eu)], **values)
    assert (
        meant("at the next European Union meeting", to_come, claire)
        == "at the next European Union meeting (5 November 2018)"
    )


@pytest.mark.parametrize("place", ["address", "form"])
def test_the_page_says_it_back_and_keeps_it(to_come: Meeting, claire: User, sign_in: SignIn, place: str) -> None:
    client, words = sign_in(claire), "at the next Council"
    query, named = (f"?meeting={to_come.pk}", "") if place == "address" else ("", to_come.label)
    field = client.get(f"/follow-ups/new/{query}").context["form"]["due_on"].field
    typed = urlencode({"due_on": words, "meeting": named})
    told = client.get(f"{field.widget.attrs['hx-get']}&{typed}").text
    client.post(f"/follow-ups/new/{query}", LEAST | {"due_on": words, "meeting": named})
    assert (told, str(FollowUp.objects.get().due)) == ("4 to 5 June 2018", f"{words} (4 to 5 June 2018)")
