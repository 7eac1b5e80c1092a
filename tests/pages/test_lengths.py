"""No list of a page is longer than it may be, and each says how many there are."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.agendas.offer import offer_for
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.pages import desk, first_steps, leavers, mandate, partner, person
from tracker.pages.feed import due_dates
from tracker.pages.meetings import feed as meetings_feed
from tracker.pages.meetings import series as series_page
from tracker.pages.meetings.agenda import met_before
from tracker.pages.palette import page as palette_page
from tracker.pages.palette import places as palette_places
from tracker.pledges.models import Pledge

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
Three = range(3)


def test_the_page_of_a_partner_shows_so_many_of_each_and_counts_all(
    eu: Organisation, coordinator: Person, claire: User, make_follow_up: Make, make_pledge: Callable[..., Pledge],
    sign_in: SignIn, today: date, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for number in Three:
        Meeting.log(by=claire, title=f"Talks {number}", held_on=today - timedelta(days=number),
                    participants=[Participant(coordinator, eu)])  # fmt: skip
        make_follow_up(f"Waits {number}", partner=eu, conditional=True, due_on=today + timedelta(days=number))
        make_follow_up(f"Done {number}", partner=eu).move_to("done", by=claire)
        for kind in ("agreement", "decision"):
            Mandate.add(by=None, kind=kind, title=f"{kind} {number}", parties=[eu])
        make_pledge(number + 1, made_on=today - timedelta(days=900 + number))
        Appointment.objects.create(person=coordinator, organisation=eu, title=f"Post {number}")
    for name in ("MEETINGS", "FOLLOW_UPS", "MANDATES", "POSTS", "PLEDGES", "PENDING"):
        monkeypatch.setattr(partner, f"MOST_{name}", 2)
    monkeypatch.setattr(partner, "MOST_ENDED_COUNTED", 2)
    monkeypatch.setattr(person, "MOST_POSTS", 2)
    context = sign_in(claire).get(eu.get_absolute_url()).context
    lists = ("meetings", "follow_ups", "agreements", "mandates", "posts", "pledges", "pending", "aged")
    assert {name: len(context[name]) for name in lists} == dict.fromkeys(lists, 2)
    counts = ("meetings", "agreements", "mandates", "pledges", "active")
    assert {name: str(context[f"{name}_count"]) for name in counts} == dict.fromkeys(counts, "3")
    assert (context["ended_count"].number, context["ended_count"].capped) == (2, True)
    firsts = [str(context[name][0]) for name in ("meetings", "follow_ups")]
    assert [*firsts, str(context["pending"][0][0])] == ["Talks 0", "Waits 0", "Waits 0"]
    own = sign_in(claire).get(coordinator.get_absolute_url()).context
    assert (len(own["posts"]), len(own["meetings"]), str(own["meetings_count"])) == (2, 2, "3")


def test_where_all_fit_in_no_count_says_that_there_are_more(
    eu: Organisation, claire: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partner, "MOST_MANDATES", 2)
    for number in range(2):
        Mandate.add(by=None, kind="decision", title=f"Decision {number}", parties=[eu])
    context = sign_in(claire).get(eu.get_absolute_url()).context
    assert (len(context["mandates"]), str(context["mandates_count"]), context["mandates_count"].capped) == (
        2,
        "2",
        False,
    )


def test_the_desk_shows_so_many_lines_of_each(
    claire: User, amina: User, jonas: User, make_follow_up: Make, sign_in: SignIn, today: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(desk, "MOST_LINES", 2)
    monkeypatch.setattr(desk, "LINES", dict.fromkeys(desk.Heap, 2) | {desk.Heap.LATER: 1})
    for number in Three:
        make_follow_up(f"Late {number}", owner=claire.person, due_on=today - timedelta(days=9 - number))
        make_follow_up(f"Later {number}", owner=claire.person, due_on=today + timedelta(days=90 - number))
        make_follow_up(f"Said {number}", by=claire).note(f"Note {number}", by=amina)
    for number in range(6):
        Meeting.log(by=claire, title=f"Talks {number}", held_on=today + timedelta(days=number))
        Mandate.add(by=None, kind="agreement", title=f"Ends {number}", valid_until=today + timedelta(days=number))
    context = sign_in(claire).get("/").context
    heaps = {
        str(each.name): ([row.title for row in each.rows], str(each.count), each.more) for each in context["sections"]
    }
    assert heaps == {
        "late": (["Late 0", "Late 1"], "3", True),
        "later": (["Later 2"], "3", True),
    }
    assert [entry.entry.note for entry in context["lately"]] == ["Note 2", "Note 1"]
    assert [str(each) for each in context["meetings"]] == [f"Talks {number}" for number in range(5)]
    assert [str(each) for each in context["ending"]] == [f"Ends {number}" for number in range(5)]


def test_the_page_of_a_mandate_shows_so_many_and_says_so(
    claire: User,
    resolution: Mandate,
    make_follow_up: Make,
    sign_in: SignIn,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in Three:
        make_follow_up(f"Train {number}", mandates=[resolution], due_on=today + timedelta(days=number))
        Activity.log(by=claire, title=f"Course {number}", starts_on=today - timedelta(days=number), ends_on=today,
                     mandates=[resolution])  # fmt: skip
    monkeypatch.setattr(mandate, "MOST_FOLLOW_UPS", 2)
    monkeypatch.setattr(mandate, "MOST_ACTIVITIES", 2)
    context = sign_in(claire).get(resolution.get_absolute_url()).context
    rows = [[str(row) for row in context[name]] for name in ("whole", "whole_activities")]
    assert rows == [["Train 0", "Train 1"], ["Course 0", "Course 1"]]
    counts = ("count", "active_count", "activities_count")
    assert ([str(context[name]) for name in counts], context["is_cut"]) == (["3", "3", "3"], True)


def test_the_page_of_a_series_and_a_calendar_hold_so_many_meetings(
    claire: User, sign_in: SignIn, today: date, make_follow_up: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Meeting.log(by=claire, title="Coordination", held_on=today - timedelta(days=3))
    series = Series.make(
        by=claire, name="Coordination", begins_on=first.held_on, rule="FREQ=DAILY;COUNT=7", first=first
    )
    Meeting.objects.filter(held_on__lt=today).exclude(pk=first.pk).delete()
    for days in (-1, -2, 2, 3):
        Meeting.log(
            by=claire,
            title="Coordination",
            held_on=today + timedelta(days=days),
            series=series,
            slot_on=today + timedelta(days=days),
        )
    monkeypatch.setattr(series_page, "MOST", 2)
    context = sign_in(claire).get(series.get_absolute_url()).context
    held = [[(each.meeting.held_on - today).days for each in context[name]] for name in ("coming", "past")]
    assert (held, context["count"]) == ([[1, 2], [-1, -2]], 3)
    monkeypatch.setattr(meetings_feed, "MOST", 2)
    assert [(row.held_on - today).days for row in meetings_feed.fed_meetings(claire, everything=True)] == [-3, -2]
    for number in Three:
        make_follow_up(f"Due {number}", owner=claire.person, due_on=today + timedelta(days=number))
    monkeypatch.setattr(due_dates, "MOST", 2)
    assert [row.title for row in due_dates.due_rows(claire)] == ["Due 0", "Due 1"]


def test_the_first_steps_name_so_many_who_were_invited_and_leavers_are_so_many(
    jonas: User, amina: User, claire: User, make_follow_up: Make, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = [User.objects.create_user(f"new{number}@suivi.example", name=f"New {number}") for number in Three]
    monkeypatch.setattr(first_steps, "MOST_INVITED", 2)
    User.objects.exclude(pk__in=[each.pk for each in users]).update(last_login="2018-05-25T00:00Z")
    found = first_steps.first_steps(User.objects.get(pk=jonas.pk))
    assert found is not None
    [colleagues] = [line for line in found.lines if line.name == "colleagues"]
    assert (colleagues.waiting, colleagues.said) == (tuple(users[:2]), "5 colleagues")
    for number in Three:
        gone = Person.add(by=None, name=f"Gone {number}")
        house = Organisation.add(by=None, name=f"House {number}", is_ours=True)
        Appointment.objects.create(person=gone, organisation=house, title="Officer", until=today - timedelta(days=1))
        for _each in range(1 + number % 2):
            make_follow_up(owner=gone)
    monkeypatch.setattr(leavers, "MOST_LEAVERS", 2)
    told = [(each.person.name, each.owns, str(each.last)) for each in leavers.leavers_who_own(amina)]
    assert told == [("Gone 1", 2, "Officer, House 1"), ("Gone 0", 1, "Officer, House 0")]
    assert leavers.leavers_who_own(claire) == []


def test_the_palette_and_the_page_of_what_is_found_offer_so_many(
    claire: User, make_follow_up: Make, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        make_follow_up(f"Seal {number}").note("Now", by=claire)
        Meeting.log(by=claire, title=f"Seal talks {number}", held_on=date(2018, 5, 1))
        SavedView.save_as(f"Seal view {number}", by=claire, query="q=seal", audience="me")
    client = sign_in(claire)

    def offered(q: str) -> dict[str, int]:
        return {each.name: len(each.answers) for each in client.get("/palette/", {"q": q}).context["groups"]}

    assert (offered("seal"), offered("")["find"]) == ({"find": 5, "go": 4 + 2}, 5)
    page = client.get(reverse("find"), {"q": "seal"}).context
    assert (len(page["follow_ups"]), len(page["places"])) == (8, 4)
    assert [(each.name, len(each.hits), each.is_full) for each in page["sections"]] == [("meetings", 8, True)]
    monkeypatch.setattr(palette_places, "MOST_VIEWS", 1)
    assert [each.name for each in palette_places.places(claire, "seal")] == ["Seal view 0"]
    assert palette_page.MOST_LATELY == 5


def test_of_those_before_three_meetings_are_told_the_latest_first(
    visit: Meeting, coordinator: Person, eu: Organisation, claire: User, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:

    there: dict[str, Any] = {"by": claire, "participants": [Participant(coordinator, eu)]}
    for days in (1, 2, 3, 4):
        Meeting.log(title=f"{days} days ago", held_on=today - timedelta(days=days), **there)
    coming = Meeting.log(title="Coming", held_on=today, **there)
    assert [str(each) for each in met_before(offer_for(coming, claire))] == ["1 days ago", "2 days ago", "3 days ago"]
