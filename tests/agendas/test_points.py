"""Points of an agenda: added, ordered, moved on to the next meeting and repeated there, each undone as one."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.agenda import Agenda
from tracker.agendas.points.models import Point
from tracker.agendas.points.next_of import last_of, next_of
from tracker.agendas.points.repeat import repeat_at
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import last_change, undo
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant


@pytest.fixture
def later_meeting(next_meeting: Meeting, claire: User, coordinator: Person, eu: Organisation) -> Meeting:
    return Meeting.log(
        by=claire, title="The one after", held_on=next_meeting.held_on + timedelta(days=90), kind="bilateral",
        participants=[Participant(coordinator, eu, "Coordinator")],
    )  # fmt: skip


@pytest.fixture
def add(next_meeting: Meeting, claire: User) -> Callable[..., Point]:
    return lambda title, **values: Point.add_to(next_meeting, by=claire, title=title, **values)


def points(meeting: Meeting) -> list[str]:
    return [str(row) for row in Point.objects.filter(meeting=meeting).present()]


def under(meeting: Meeting, user: User) -> dict[str, list[FollowUp]]:
    return {str(each.point): [item.follow_up for item in each.items] for each in Agenda(meeting, user).points}


def undone(item: Any, by: User) -> None:
    item.refresh_from_db()
    entry = last_change(item)
    assert entry
    undo(item, entry, by=by)


def test_the_first_point_brings_the_standing_one(add: Callable[..., Point], next_meeting: Meeting) -> None:
    add("Training")
    add("Data")
    assert points(next_meeting) == ["Matters arising", "Training", "Data"]


def test_a_form_that_is_sent_twice_adds_one_point(add: Callable[..., Point], next_meeting: Meeting) -> None:
    key = uuid4()
    assert add("Training", key=key) == add("Training", key=key)
    assert points(next_meeting) == ["Matters arising", "Training"]


def test_a_point_is_put_elsewhere_and_back(add: Callable[..., Point], next_meeting: Meeting, claire: User) -> None:
    training = add("Training")
    add("Data")
    training.place(2, by=claire)
    assert points(next_meeting) == ["Matters arising", "Data", "Training"]
    undone(training, claire)
    assert points(next_meeting) == ["Matters arising", "Training", "Data"]
    assert training.place(9, by=claire)
    assert training.place(9, by=claire) is None


def test_times_are_told_until_a_point_has_no_minutes(
    add: Callable[..., Point], next_meeting: Meeting, claire: User
) -> None:
    next_meeting.change("edited", by=claire, starts_at=time(10, 0))
    add("Training", minutes=20)
    add("Data")
    add("Any other business", minutes=5)
    found = Agenda(next_meeting, claire).points
    assert [each.at for each in found] == [None, time(10, 0), time(10, 20), None]


def test_what_is_carried_over_stands_among_the_matters_arising_and_what_is_linked_under_its_point(
    add: Callable[..., Point], training: FollowUp, exchange: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    point = add("Training")
    carry_over(next_meeting, [exchange], by=claire)
    carry_over(next_meeting, [training], by=claire, point=point)
    assert under(next_meeting, claire) == {"Matters arising": [exchange], "Training": [training]}


def test_what_changed_since_the_last_meeting_with_them_is_told(
    training: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    carry_over(next_meeting, [training], by=claire)
    training.move_to("in_progress", by=claire)
    training.edit(by=claire, title="Train them")
    [item] = Agenda(next_meeting, claire).points[0].items
    assert [(line.label, line.before, line.after) for line in item.since] == [("Status", "Open", "In progress")]


def test_who_does_not_see_the_follow_up_sees_the_point_alone(
    add: Callable[..., Point], secret: FollowUp, next_meeting: Meeting, claire: User, omar: User
) -> None:
    point = add("Training")
    carry_over(next_meeting, [secret], by=claire, point=point)
    assert under(next_meeting, omar) == {"Matters arising": [], "Training": []}
    assert under(next_meeting, claire)["Training"] == [secret]
    assert [entry.verb for entry in point.history.all()] == ["added"]


def test_removed_it_takes_what_stands_under_it_off_and_brings_it_back(
    add: Callable[..., Point], training: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    point = add("Training")
    carry_over(next_meeting, [training], by=claire, point=point)
    point.remove(by=claire)
    assert (points(next_meeting), under(next_meeting, claire)) == (["Matters arising"], {"Matters arising": []})
    point.restore(by=claire)
    assert under(next_meeting, claire) == {"Matters arising": [], "Training": [training]}


def test_the_next_meeting_is_the_first_one_after_it_with_the_same_partners(
    visit: Meeting, next_meeting: Meeting, later_meeting: Meeting, claire: User, today: date
) -> None:
    Meeting.log(by=claire, title="With nobody of them", held_on=today + timedelta(days=10))
    assert next_of(next_meeting, claire) == later_meeting
    assert next_of(later_meeting, claire) is None


def test_of_a_series_the_next_meeting_is_its_own_that_takes_place(claire: User, today: date) -> None:
    daily = Series.make(by=claire, name="Coordination", rule="FREQ=DAILY", begins_on=today - timedelta(days=1))
    days = [today - timedelta(days=1), *(today + timedelta(days=each) for each in range(1, 4))]
    first, _called_off, coming, last = (
        Meeting.log(by=claire, title=f"On {day}", held_on=day, series=daily, slot_on=day + timedelta(days=50))
        for day in days
    )
    Meeting.log(by=claire, title=str(first), held_on=today + timedelta(days=1))
    daily.meetings.exclude(pk__in=[first.pk, coming.pk, last.pk]).update(called_off_at=timezone.now())
    assert [next_of(each, claire) for each in (first, coming, last)] == [coming, last, None]
    assert [last_of(each, claire) for each in (last, coming, first)] == [coming, first, None]


def test_moved_to_the_next_meeting_it_takes_along_what_stands_under_it_and_comes_back_as_one(
    add: Callable[..., Point], training: FollowUp, next_meeting: Meeting, later_meeting: Meeting, claire: User
) -> None:
    point = add("Training")
    carry_over(next_meeting, [training], by=claire, point=point)
    point.move_to(later_meeting, by=claire)
    assert under(next_meeting, claire) == {"Matters arising": []}
    assert under(later_meeting, claire) == {"Matters arising": [], "Training": [training]}
    undone(point, claire)
    assert under(next_meeting, claire) == {"Matters arising": [], "Training": [training]}
    assert under(later_meeting, claire) == {"Matters arising": []}


def test_what_is_hidden_from_whoever_moves_or_removes_it_stays_where_it_was(
    add: Callable[..., Point], training: FollowUp, exchange: FollowUp, secret: FollowUp, next_meeting: Meeting,
    later_meeting: Meeting, claire: User, omar: User,
) -> None:  # fmt: skip
    """So does what was taken off before. Omar does not see the restricted one."""
    point = add("Training")
    carry_over(next_meeting, [training, exchange, secret], by=claire, point=point)
    carry_over(next_meeting, [], by=claire, taken_off=[next_meeting.appearances.get(follow_up=exchange)])

    def stand() -> dict[str, list[FollowUp]]:
        found = {str(each): each.appearances.present() for each in (next_meeting, later_meeting)}
        return {name: [row.follow_up for row in rows] for name, rows in found.items()}

    before = {"Meeting with the Coordinator": [training, secret], "The one after": []}
    moved = {"Meeting with the Coordinator": [secret], "The one after": [training]}
    told = [stand()]
    point.move_to(later_meeting, by=omar)
    told.append(stand())
    undone(point, omar)
    told.append(stand())
    point.remove(by=omar)
    assert [*told, stand()] == [before, moved, before, moved | {"The one after": []}]


def test_repeated_at_the_next_meeting_it_stands_at_both_once(
    add: Callable[..., Point], training: FollowUp, next_meeting: Meeting, later_meeting: Meeting, claire: User
) -> None:
    point = add("Training", minutes=10)
    carry_over(next_meeting, [training], by=claire, point=point)
    made, entry = repeat_at(point, later_meeting, by=claire)
    assert (entry and entry.verb, repeat_at(point, later_meeting, by=claire)) == ("added", (made, None))
    assert under(next_meeting, claire) == under(later_meeting, claire) == {
        "Matters arising": [], "Training": [training],
    }  # fmt: skip
    made.remove(by=claire)
    assert under(later_meeting, claire) == {"Matters arising": []}


def test_what_whoever_repeats_it_does_not_see_is_not_taken_along(
    add: Callable[..., Point], secret: FollowUp, training: FollowUp, next_meeting: Meeting, later_meeting: Meeting,
    claire: User, omar: User,
) -> None:  # fmt: skip
    point = add("Training")
    carry_over(next_meeting, [training, secret], by=claire, point=point)
    made, _entry = repeat_at(point, later_meeting, by=omar)
    assert [item.follow_up for item in made.appearances.all()] == [training]


def test_points_that_a_meeting_did_not_come_to_are_left_over_for_the_next(
    visit: Meeting, next_meeting: Meeting, claire: User
) -> None:
    spoken, left = (Point.add_to(visit, by=claire, title=title) for title in ("Spoken of", "Left"))
    spoken.discuss(by=claire)
    assert Agenda(next_meeting, claire).left_over == [left]


def test_a_point_of_a_restricted_meeting_is_restricted_with_it(
    add: Callable[..., Point], next_meeting: Meeting, claire: User, omar: User
) -> None:
    point = add("Training")
    next_meeting.change("edited", by=claire, classification=RESTRICTED)
    assert (list(Point.objects.visible_to(omar)), Point.objects.visible_to(claire).get(pk=point.pk)) == ([], point)


@pytest.mark.django_db(transaction=True)
def test_two_who_add_the_first_points_at_once_lose_nothing(
    next_meeting: Meeting, claire: User, amina: User,
    at_once: Callable[[list[Callable[[], Any]]], list[Any]],
) -> None:  # fmt: skip
    found = at_once(
        [
            lambda: Point.add_to(next_meeting, by=claire, title="Training").position,
            lambda: Point.add_to(next_meeting, by=amina, title="Data").position,
        ]
    )
    assert sorted(found) == [1, 2]


def test_the_admin_site_shows_a_point_to_those_who_see_its_meeting(
    secret: FollowUp, claire: User, jonas: User, sign_in: Callable[[User], Client]
) -> None:
    point = Point.add_to(secret.meeting, by=claire, title="Budget")
    client, address = sign_in(jonas), f"/admin/agendas/point/{point.pk}/change/"
    closed = client.get(address, follow=True).text
    secret.meeting.change("edited", by=claire, classification="general")
    assert ["Budget" in closed, "Budget" in client.get(address).text] == [False, True]
