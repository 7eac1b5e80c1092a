"""A partner's timeline: what happened with it and its parts, of every noun, newest first."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import CANARY, Enter
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import undo
from tracker.invitations.models import Invitation
from tracker.kit.dates.as_said import DateAsSaid
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Participation
from tracker.pages.timeline.page import MOST, Place, read_timeline
from tracker.pages.timeline.sources import KINDS
from tracker.pledges.models import Pledge

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
Offer = Callable[..., Pledge]
EUROS = "€\xa0100,000"
Told = list[tuple[str, str, str]]


def told(organisation: Organisation, user: User, kind: str = "") -> Told:
    moments, _earlier = read_timeline(organisation, user, kind)
    return [(moment.day.isoformat(), moment.word, moment.title) for moment in moments]


def address(organisation: Organisation) -> str:
    return reverse("directory:timeline", args=[organisation.pk])


@pytest.fixture
def reader(noor: User, sign_in: SignIn) -> Client:
    return sign_in(noor)


@pytest.fixture
def story(visit: Meeting, workshop: Invitation, eu: Organisation, europol: Organisation, make_pledge: Offer,
          make_follow_up: Make, claire: User) -> None:  # fmt: skip
    """The visit with the invitation, what they owe us and it was done, a pledge, an agreement and a course."""
    theirs = make_follow_up("Name a contact", partner=europol, meeting=visit, owed_by="partner", strength="offered")
    theirs.move_to("done", by=claire)
    FollowUp.objects.filter(pk=theirs.pk).update(ended_on=date(2018, 7, 2))
    make_pledge(made_on=date(2018, 5, 28)).move_to("committed", by=claire, on=date(2018, 9, 3))
    Mandate.add(by=None, kind="agreement", title="Mechanism", parties=[eu],
                adopted_on=date(2016, 7, 14), valid_until=date(2019, 7, 13))  # fmt: skip
    Activity.log(by=claire, title="Course", partner=europol, starts_on=date(2017, 3, 6), ends_on=date(2017, 3, 8))


@pytest.mark.usefixtures("story")
def test_all_that_happened_stands_by_day_the_newest_first(eu: Organisation, noor: User) -> None:
    assert told(eu, noor) == [
        ("2019-07-13", "Last day of the agreement", "Mechanism"),
        ("2018-09-03", "Pledge: Committed", EUROS),
        ("2018-07-02", "Done", "Name a contact"),
        ("2018-05-31", "Event", "Workshop on Iraqi heritage"),
        ("2018-05-28", "Pledge made", EUROS),
        ("2018-05-25", "Bilateral visit", "Visit of the EU Counter-Terrorism Coordinator"),
        ("2018-05-25", "Offered", "Name a contact"),
        ("2018-05-25", "Agreed", "Speak at the workshop"),
        ("2017-03-06", "Activity", "Course"),
        ("2016-07-14", "Agreement adopted", "Mechanism"),
    ]


@pytest.mark.usefixtures("story")
def test_each_kind_can_be_shown_alone_and_together_they_are_all(eu: Organisation, noor: User) -> None:
    alone = {kind: told(eu, noor, kind) for kind in KINDS}
    assert {kind: len(rows) for kind, rows in alone.items()} == {
        "meetings": 1, "follow-ups": 3, "pledges": 2, "invitations": 1, "agreements": 2, "activities": 1,
    }  # fmt: skip
    assert sorted(row for rows in alone.values() for row in rows) == sorted(told(eu, noor))


@pytest.mark.usefixtures("story")
def test_the_page_says_who_owes_and_how_much_a_meeting_led_to(reader: Client, eu: Organisation) -> None:
    page = reader.get(address(eu))
    assert [head for head, _moments in page.context["years"]] == ["2019", "2018", "2017", "2016"]
    assert (page.text.count("they owe us"), "2 follow-ups" in page.text) == (2, True)


@pytest.mark.usefixtures("story")
def test_a_part_has_its_own(europol: Organisation, noor: User) -> None:
    assert [title for _day, _word, title in told(europol, noor)] == ["Name a contact", "Name a contact", "Course"]


def test_what_is_to_come_stands_apart(
    reader: Client,
    eu: Organisation,
    visit: Meeting,
    coordinator: Person,
    claire: User,
    make_follow_up: Make,
    today: date,
) -> None:
    ahead = Meeting.add(by=claire, recorder=claire, title="Next", held_on=today + timedelta(days=400))
    Participation.objects.create(meeting=ahead, person=coordinator, organisation=eu)
    paper = make_follow_up("Send a paper", meeting=ahead, partner=eu)
    years = reader.get(address(eu)).context["years"]
    assert [(head, [(row.thing, row.word) for row in rows]) for head, rows in years] == [
        ("To come", [(ahead, "Bilateral meeting"), (paper, "For this meeting")]),
        ("2018", [(visit, "Bilateral visit")]),
    ]


def test_what_no_meeting_asked_for_stands_on_the_day_it_was_logged(
    eu: Organisation, make_follow_up: Make, noor: User, today: date
) -> None:
    make_follow_up("Write", partner=eu)
    make_follow_up("Perhaps", partner=eu, strength="exploratory")
    said = [("Exploratory", "Perhaps"), ("Logged", "Write")]
    assert told(eu, noor) == [(today.isoformat(), word, title) for word, title in said]


def test_what_was_opened_again_has_not_ended_and_a_stage_taken_back_never_was(
    eu: Organisation, make_follow_up: Make, make_pledge: Offer, claire: User, noor: User
) -> None:
    follow_up = make_follow_up(partner=eu)
    follow_up.move_to("done", by=claire)
    follow_up.move_to("open", by=claire, reason="It was not")
    pledge = make_pledge()
    entry = pledge.move_to("committed", by=claire)
    assert entry is not None
    undo(pledge, entry, by=claire)
    assert [word for _day, word, _title in told(eu, noor)] == ["Logged", "Pledge made"]


def test_two_stages_of_one_day_are_both_told(
    eu: Organisation, make_pledge: Offer, claire: User, noor: User, today: date
) -> None:
    pledge = make_pledge()
    for stage in ("committed", "received"):
        pledge.move_to(stage, by=claire)
    assert told(eu, noor, "pledges")[:2] == [
        (today.isoformat(), f"Pledge: {stage}", EUROS) for stage in ("Received", "Committed")
    ]


@pytest.mark.parametrize("most", [1, 2, 3, 7])
@pytest.mark.usefixtures("story")
def test_pages_of_any_length_follow_on_each_other(most: int, eu: Organisation, noor: User) -> None:
    whole, found, place = told(eu, noor), [], None
    for number in range(len(whole)):
        moments, place = read_timeline(eu, noor, after=Place.read(str(place)) if number else None, most=most)
        found += [(moment.day.isoformat(), moment.word, moment.title) for moment in moments]
        if place is None:
            break
    assert (found, place) == (whole, None)


@pytest.mark.usefixtures("story")
def test_the_link_to_what_is_earlier_leads_on(reader: Client, eu: Organisation, make_follow_up: Make) -> None:
    for number in range(MOST):
        make_follow_up(str(number), partner=eu)
    page: Any = reader.get(address(eu), {"show": "follow-ups"})
    [link] = re.findall(r'rel="next" href="([^"]+)"', page.text)
    assert sum(len(rows) for _head, rows in page.context["years"]) == MOST
    further: Any = reader.get(address(eu) + unescape(link))
    assert [(head, len(rows)) for head, rows in further.context["years"]] == [("2018", 3)]


@pytest.mark.parametrize("typed", ["", "x", "2018-99-99.1.1", "9999-12-31.99.1", "2018-05-25.1.9999999999999999"])
@pytest.mark.usefixtures("story")
def test_from_a_place_that_is_none_it_begins_with_the_newest(typed: str, reader: Client, eu: Organisation) -> None:
    years = reader.get(address(eu), {"before": typed, "show": "nonsense"}).context["years"]
    assert (years[0][0], sum(len(rows) for _head, rows in years)) == ("2019", 10)


@pytest.mark.parametrize(("who", "number"), [("noor", 0), ("jonas", 0), ("claire", 3), ("mei", 3)])
def test_what_is_restricted_is_told_only_to_who_may_know(
    who: str, number: int, secret: FollowUp, europol: Organisation, claire: User, sign_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    assert secret.meeting is not None
    Participation.objects.create(meeting=secret.meeting, person=claire.person, organisation=europol)
    secret.move_to("done", by=claire)
    user = request.getfixturevalue(who)
    page = sign_in(user).get(address(europol.parent))
    assert (len(told(europol.parent, user)), CANARY in page.text) == (number, number > 0)


def test_a_meeting_counts_only_the_follow_ups_that_one_may_see(
    visit: Meeting, eu: Organisation, make_follow_up: Make, claire: User, noor: User
) -> None:
    make_follow_up("Open", meeting=visit)
    make_follow_up("Hidden", meeting=visit, classification="restricted")
    said = [read_timeline(eu, user, "meetings")[0][0].details[1] for user in (noor, claire)]
    assert said == ["1 follow-up", "2 follow-ups"]


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_it_shows(
    number: int, eu: Organisation, coordinator: Person, claire: User, reader: Client, make_follow_up: Make,
    make_pledge: Offer, enter: Enter, today: date, django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for each in range(number):
        part = Organisation.add(by=None, name=f"Part {each}", parent=eu)
        meeting = Meeting.add(by=claire, recorder=claire, title="Talks", held_on=today)
        Participation.objects.create(meeting=meeting, person=coordinator, organisation=part)
        make_follow_up(meeting=meeting, partner=part, owner=coordinator).move_to("done", by=claire)
        make_pledge(donor=part).move_to("committed", by=claire)
        enter(today=today).follow_up.edit(by=claire, partner=part)
        Mandate.add(by=None, kind="agreement", title="A", parties=[part], adopted_on=today, valid_until=today)
        Activity.log(by=claire, title="Course", partner=part, starts_on=today, ends_on=today)
    reader.get(address(eu))
    with django_assert_num_queries(31):
        page: Any = reader.get(address(eu))
    assert sum(len(rows) for _head, rows in page.context["years"]) == 10 * number


def test_a_date_is_told_as_it_was_said(reader: Client, noor: User, eu: Organisation, workshop: Invitation) -> None:
    Invitation.objects.filter(pk=workshop.pk).update(days_said="the week after his visit")
    year = DateAsSaid(date(2016, 1, 1), date(2016, 12, 31))
    Mandate.add(by=None, kind="agreement", title="Mechanism", parties=[eu], adopted_on=year)
    [event], [agreement] = (read_timeline(eu, noor, kind)[0] for kind in ("invitations", "agreements"))
    assert (str(event.said), agreement.said) == ("the week after his visit (31 May 2018)", year)
    assert ">2016</time>" in reader.get(address(eu)).text
