"""Points of an agenda on the page of their meeting: who does what with them, and what is said of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.points.models import Point
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

SignIn = Callable[[User], Client]


@pytest.fixture
def data(next_meeting: Meeting, claire: User) -> Point:
    return Point.add_to(next_meeting, by=claire, title="Data")


@pytest.fixture
def later_meeting(next_meeting: Meeting, claire: User, coordinator: Person, eu: Organisation) -> Meeting:
    return Meeting.log(
        by=claire, title="The one after", held_on=next_meeting.held_on + timedelta(days=90),
        participants=[Participant(coordinator, eu)],
    )  # fmt: skip


def points(meeting: Meeting) -> list[str]:
    return [str(row) for row in Point.objects.filter(meeting=meeting).present().typed()]


def test_one_is_added_with_what_stands_under_it_and_undone(
    next_meeting: Meeting, training: FollowUp, sign_in: SignIn, claire: User
) -> None:
    client = sign_in(claire)
    typed = {"title": "Training", "presenter": "Claire Dubois", "minutes": "20", "follow_up": training.reference}
    client.post(f"/meetings/{next_meeting.pk}/points/new/", typed)
    point = Point.objects.typed().get()
    assert (str(point.presenter), point.minutes, point.appearances.get().follow_up) == ("Claire Dubois", 20, training)
    client.post(client.session["last_deed"]["undo"])
    assert points(next_meeting) == []


def test_whoever_added_one_adds_the_next(next_meeting: Meeting, data: Point, sign_in: SignIn, claire: User) -> None:
    page = sign_in(claire).get(next_meeting.get_absolute_url()).content.decode()
    there = next_meeting.get_absolute_url() + "?add=point#point_title"
    assert f'name="next" value="{there}"' in page
    posted = sign_in(claire).post(f"/meetings/{next_meeting.pk}/points/new/", {"title": "Costs", "next": there})
    assert posted.headers["Location"] == there
    opened = sign_in(claire).get(there).content.decode()
    assert ("add-point no-print" + '" open>' in opened, "add-point no-print" + '" open>' in page) == (True, False)


def test_the_follow_up_under_it_is_exchanged_for_another(
    data: Point, training: FollowUp, exchange: FollowUp, sign_in: SignIn, claire: User
) -> None:
    client = sign_in(claire)
    for each in (training, exchange):
        typed = {"title": "Data", "follow_up": each.reference, "version": data.version}
        client.post(f"/meetings/points/{data.pk}/edit/", typed)
    assert [row.follow_up for row in data.appearances.all()] == [exchange]
    assert data.meeting.appearances.get(follow_up=training).point is None


def test_it_is_moved_to_the_next_meeting_from_the_page_and_undone(
    data: Point, later_meeting: Meeting, sign_in: SignIn, claire: User
) -> None:
    client, take = sign_in(claire), f"/meetings/{later_meeting.pk}/points/{data.pk}/take/"
    assert take in client.get(data.get_absolute_url()).content.decode()
    client.post(take)
    assert (points(data.meeting), points(later_meeting)) == ([], ["Data"])
    client.post(client.session["last_deed"]["undo"])
    assert (points(data.meeting), points(later_meeting)) == (["Data"], [])


def test_it_is_repeated_at_the_next_and_undone(
    data: Point, later_meeting: Meeting, sign_in: SignIn, claire: User
) -> None:
    client = sign_in(claire)
    client.post(f"/meetings/{later_meeting.pk}/points/{data.pk}/repeat/")
    assert (points(data.meeting), points(later_meeting)) == (["Data"], ["Data"])
    client.post(client.session["last_deed"]["undo"])
    assert (points(data.meeting), points(later_meeting)) == (["Data"], [])


def test_what_is_restricted_is_not_repeated_where_more_people_read_it(
    data: Point, later_meeting: Meeting, sign_in: SignIn, claire: User
) -> None:
    Meeting.objects.get(pk=data.meeting_id).change("edited", by=claire, classification=RESTRICTED)
    sign_in(claire).post(f"/meetings/{later_meeting.pk}/points/{data.pk}/repeat/")
    assert points(later_meeting) == []


def test_a_reader_sees_the_points_and_no_way_to_change_them(data: Point, sign_in: SignIn, noor: User) -> None:
    client = sign_in(noor)
    page = client.get(data.get_absolute_url()).content.decode()
    assert ("Data" in page, "/points/" in page) == (True, False)
    assert client.post(f"/meetings/points/{data.pk}/remove/").status_code == 403


def test_what_the_last_meeting_did_not_come_to_is_offered(
    visit: Meeting, next_meeting: Meeting, sign_in: SignIn, claire: User
) -> None:
    left = Point.add_to(visit, by=claire, title="Left")
    page = sign_in(claire).get(next_meeting.get_absolute_url()).content.decode()
    assert f"/meetings/{next_meeting.pk}/points/{left.pk}/take/" in page
