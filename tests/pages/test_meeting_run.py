"""The page by which a meeting is run: a step at a time, what was typed is saved on every way from it."""

import re
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.house.tree import Tree
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.agenda import Agenda
from tracker.agendas.points.models import Outcome, Point
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.pages.meetings.run.forms import OutcomeForm
from tracker.pages.meetings.run.steps import pace_of, steps_of

SignIn = Callable[[User], Client]
TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def data(visit: Meeting, claire: User) -> Point:
    return Point.add_to(visit, by=claire, title="Data", minutes=10)


@pytest.fixture
def training(visit: Meeting, data: Point, claire: User, make_follow_up: Callable[..., FollowUp]) -> FollowUp:
    follow_up = make_follow_up("Extend the training material")
    carry_over(visit, [follow_up], by=claire, point=data)
    return follow_up


def at(data: Point, deed: str = "") -> str:
    return f"/meetings/{data.meeting_id}/run/" + (f"point-{data.pk}/{deed}/" if deed else "")


def test_it_opens_at_the_first_step_that_was_not_spoken_of(
    data: Point, training: FollowUp, sign_in: SignIn, claire: User
) -> None:
    client = sign_in(claire)
    assert client.get(at(data)).context["step"].label == "Data"
    data.discuss(by=claire)
    assert client.get(at(data)).context["step"].label == "Extend the training material"
    data.meeting.appearances.get().discuss(by=claire)
    assert client.get(at(data)).context["step"] is None


def test_saved_it_goes_on_to_the_next(data: Point, training: FollowUp, sign_in: SignIn, claire: User) -> None:
    client = sign_in(claire)
    answer = client.post(at(data, "say"), {"said": "At length.", "version": data.version})
    data.refresh_from_db()
    item = data.meeting.appearances.get()
    assert (data.said, data.discussed_at is not None) == ("At length.", True)
    assert answer["Location"] == f"{at(data)}?at=follow-up-{item.pk}"


def test_on_the_way_to_another_step_only_what_was_typed_is_saved(data: Point, sign_in: SignIn, claire: User) -> None:
    client, elsewhere = sign_in(claire), f"{at(data)}?at=end"
    answer = client.post(at(data, "keep"), {"said": "", "version": data.version, "next": elsewhere})
    data.refresh_from_db()
    assert (answer["Location"], data.discussed_at) == (elsewhere, None)
    client.post(at(data, "keep"), {"said": "A word.", "version": data.version, "next": elsewhere})
    data.refresh_from_db()
    assert data.said == "A word."


def test_what_is_agreed_is_a_follow_up_of_the_meeting_under_its_point(
    data: Point, sign_in: SignIn, claire: User
) -> None:
    typed = {"said": "", "version": data.version, "new-title": "Send the list", "new-due_on": "5 June 2018"}
    client = sign_in(claire)
    client.post(at(data, "keep"), typed)
    [outcome] = Outcome.objects.all()
    assert (outcome.point, outcome.follow_up.title, outcome.follow_up.meeting) == (data, "Send the list", data.meeting)
    assert str(outcome.follow_up.due_on) == "2018-06-05"


def test_what_was_agreed_leads_to_its_own_page_from_the_run_and_from_the_agenda(
    data: Point, visit: Meeting, sign_in: SignIn, claire: User
) -> None:
    client = sign_in(claire)
    client.post(at(data, "keep"), {"said": "", "version": data.version, "new-title": "Send the list"})
    address = FollowUp.objects.get().get_absolute_url()
    pages = [client.get(f"{at(data)}?at=point-{data.pk}"), client.get(visit.get_absolute_url())]
    links = [[link for link in Tree(page.text).all("a") if link.words() == "Send the list"] for page in pages]
    assert [{link.get("href") for link in found} for found in links] == [{address}, {address}]


def test_an_owner_without_a_title_is_asked_about_and_nothing_typed_is_lost(
    data: Point, sign_in: SignIn, claire: User
) -> None:
    typed = {"said": "At length.", "version": data.version, "new-owner": "Claire Dubois"}
    answer = sign_in(claire).post(at(data, "say"), typed)
    page = answer.content.decode()
    assert (answer.status_code, "Say what is to be done." in page, "At length." in page) == (422, True, True)
    data.refresh_from_db()
    assert data.said == ""


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({}, {}),
        ({"new-title": "Send the list", "new-owner": "Claire Dubois"}, {}),
        ({"new-owner": "Claire Dubois"}, {"title": 1}),
        ({"new-due_on": "5 June 2018"}, {"title": 1}),
        ({"new-title": "x" * 300, "new-owner": "Claire Dubois"}, {"title": 1}),
        ({"new-title": "x" * 300, "new-due_on": "5 June 2018"}, {"title": 1}),
    ],
)
def test_what_is_agreed_is_refused_once_for_each_reason(
    typed: dict[str, str], refused: dict[str, int], visit: Meeting, claire: User
) -> None:
    errors = OutcomeForm(typed, meeting=visit, user=claire).errors
    assert {name: len(said) for name, said in errors.items()} == refused


def test_two_who_write_at_once_are_shown_both(data: Point, sign_in: SignIn, claire: User, amina: User) -> None:
    version = data.version
    sign_in(amina).post(at(data, "say"), {"said": "Hers.", "version": version})
    answer = sign_in(claire).post(
        at(data, "say"), {"said": "Mine.", "version": version, "new-title": "Send the list"}
    )  # fmt: skip
    page = answer.content.decode()
    assert (answer.status_code, *(words in page for words in ("Hers.", "Mine.", "Send the list"))) == (
        409, True, True, True,
    )  # fmt: skip
    assert Outcome.objects.count() == 0


def test_a_follow_up_is_moved_on_there(data: Point, training: FollowUp, sign_in: SignIn, claire: User) -> None:
    item = data.meeting.appearances.get()
    address = f"{at(data)}follow-up-{item.pk}/say/"
    sign_in(claire).post(address, {"said": "Begun.", "status": "in_progress", "version": item.version})
    training.refresh_from_db()
    item.refresh_from_db()
    assert (training.status, item.said) == ("in_progress", "Begun.")


def test_what_was_said_of_a_step_is_taken_back(data: Point, training: FollowUp, sign_in: SignIn, claire: User) -> None:
    client, item = sign_in(claire), data.meeting.appearances.get()
    for step, thing in ((f"point-{data.pk}", data), (f"follow-up-{item.pk}", item)):
        client.post(f"{at(data)}{step}/say/", {"said": "At length.", "version": thing.version})
        thing.refresh_from_db()
        assert thing.said == "At length."
        client.post(client.session["last_deed"]["undo"])
        thing.refresh_from_db()
        assert thing.said == ""


def test_a_point_that_is_spoken_of_counts_from_the_end_of_the_one_before(
    data: Point, visit: Meeting, claire: User
) -> None:
    Point.add_to(visit, by=claire, title="Next", minutes=5)
    data.discuss(by=claire)
    Point.objects.filter(pk=data.pk).update(discussed_at=timezone.now() - timedelta(minutes=7))
    steps = steps_of(Agenda(visit, claire))
    pace = pace_of(steps[1], steps, visit)
    assert (pace.minutes, pace.allotted) == (7, 5)


@pytest.mark.parametrize(("begins", "minutes"), [(-7, 7), (7, None)])
def test_the_first_point_counts_from_when_the_meeting_began_and_not_before(
    begins: int, minutes: int | None, data: Point, visit: Meeting, claire: User
) -> None:
    """Where the day has an hour before now and one behind."""
    now = timezone.now()
    zone = next(each for each in ("UTC", "Asia/Tokyo") if 1 <= now.astimezone(ZoneInfo(each)).hour < 23)
    with timezone.override(zone):
        there = timezone.localtime(now + timedelta(minutes=begins))
        visit.change("edited", by=claire, held_on=there.date(), starts_at=there.time(), zone=zone)
        steps = steps_of(Agenda(visit, claire))
        assert pace_of(steps[0], steps, visit).minutes == minutes


def test_nobody_tells_how_long_it_lasts_of_a_meeting_that_was(data: Point, visit: Meeting, claire: User) -> None:
    steps = steps_of(Agenda(visit, claire))
    assert pace_of(steps[0], steps, visit).minutes is None


def test_a_reader_runs_no_meeting(data: Point, sign_in: SignIn, noor: User) -> None:
    client = sign_in(noor)
    makes = client.post(f"/meetings/{data.meeting_id}/record/make/")
    found = [client.get(at(data)), client.post(at(data, "say"), {"said": "No."}), makes]
    assert [each.status_code for each in found] == [403, 403, 403]


def test_the_record_is_made_and_taken_back(data: Point, sign_in: SignIn, claire: User) -> None:
    data.discuss(by=claire, said="At length.")
    client, before = sign_in(claire), data.meeting.records.count()
    client.post(f"/meetings/{data.meeting_id}/record/make/", {"kind": "minutes"})
    assert data.meeting.records.count() == before + 1
    client.post(client.session["last_deed"]["undo"])
    assert data.meeting.records.count() == before


def test_what_was_not_said_is_not_told_to_be_saved(data: Point, sign_in: SignIn, claire: User) -> None:
    client = sign_in(claire)
    answer = client.post(at(data, "say"), {"said": "", "version": data.version}, follow=True)
    assert [TAG.sub("", str(each)) for each in answer.context["messages"]] == ["Discussed: “Data”"]
