"""A series: its next meeting is there by itself, follows it as long as nobody touched it, and is never made twice."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from tests.meetings.series.conftest import MakeSeries
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.offer import offer_for
from tracker.directory.models import Appointment, Organisation, Person
from tracker.history.undo import last_change, undo
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.meetings.series.follow import follow
from tracker.meetings.series.tasks import make_next_meetings
from tracker.meetings.series.usual_participant_values import Usual
from tracker.records.models import Record

WEEK = timedelta(days=7)


def weeks(series: Series, today: date) -> list[float]:
    """In how many weeks its meetings that are there take place."""
    return [(meeting.held_on - today) / WEEK for meeting in series.meetings.present().order_by("held_on")]


def only(series: Series) -> Meeting:
    meeting: Meeting = series.meetings.present().get()
    return meeting


def test_its_next_meeting_is_there_once_it_is_saved(make_series: MakeSeries, claire: User, today: date) -> None:
    meeting = only(make_series(place="Room 4", kind="internal"))
    said = (meeting.title, meeting.held_on, meeting.slot_on, meeting.starts_at, meeting.place, meeting.kind)
    assert said == ("Coordination meeting", today + WEEK, today + WEEK, time(10), "Room 4", "internal")
    assert meeting.recorder == claire


def test_one_that_begins_today_has_its_next_meeting_too(make_series: MakeSeries, today: date) -> None:
    assert weeks(make_series(begins_on=today), today) == [0, 1]


def test_one_that_began_long_ago_makes_up_for_nothing(make_series: MakeSeries, today: date) -> None:
    assert weeks(make_series(begins_on=today - 10 * WEEK), today) == [0, 1]


def test_once_the_last_one_has_passed_the_next_is_made_and_no_other(make_series: MakeSeries, today: date) -> None:
    series = make_series()
    series.meetings.update(held_on=today - WEEK, slot_on=today - WEEK)
    for _time in range(3):
        make_next_meetings.func()
    assert weeks(series, today) == [-1, 1]


@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_makes_the_next_meeting(
    make_series: MakeSeries, today: date, at_once: Callable[[Any], list[Any]]
) -> None:
    series = make_series()
    series.meetings.update(held_on=today - WEEK, slot_on=today - WEEK)
    at_once([lambda: follow(Series.objects.get(), by=None)] * 4)
    assert at_once([lambda: weeks(series, today)]) == [[-1, 1]]


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_twice_at_once_makes_one_series(
    make_series: MakeSeries, at_once: Callable[[Any], list[Any]]
) -> None:
    key = uuid4()
    made = at_once([lambda: make_series(key=key)] * 2)
    counted = at_once([lambda: (Series.objects.count(), Meeting.objects.count())])
    assert (made[0], counted) == (made[1], [(1, 1)])


def test_a_meeting_becomes_the_first_of_a_series(make_series: MakeSeries, visit: Meeting, today: date) -> None:
    series = make_series(begins_on=today + WEEK, first=visit)
    assert [each.title for each in series.meetings.order_by("held_on")] == [visit.title, "Coordination meeting"]
    assert series.meetings.get(pk=visit.pk).slot_on == visit.held_on


@pytest.mark.parametrize(
    ("classification", "of_the_first", "is_refused"),
    [(RESTRICTED, GENERAL, True), (RESTRICTED, RESTRICTED, False), (GENERAL, RESTRICTED, False)],
)
def test_a_meeting_that_everybody_sees_is_not_the_first_of_a_restricted_series(
    classification: str, of_the_first: str, is_refused: bool, make_series: MakeSeries, visit: Meeting, claire: User
) -> None:
    visit.change("edited", by=claire, classification=of_the_first)
    told = pytest.raises(ValidationError, match="Everybody sees the meeting") if is_refused else nullcontext()
    with told, transaction.atomic():
        make_series(classification=classification, first=visit)
    assert Series.objects.exists() == (not is_refused)


def test_who_usually_comes_is_whoever_holds_the_post_that_day(
    make_series: MakeSeries, claire: User, coordinator: Person, eu: Organisation, today: date
) -> None:
    coordinator.appointments.update(until=today + timedelta(days=3))
    ilkka = Person.add(by=None, name="Ilkka Salmi")
    Appointment.objects.create(
        person=ilkka, organisation=eu, title="counter-terrorism coordinator", since=today + timedelta(days=4)
    )
    post = Usual(organisation=eu, title="Counter-Terrorism Coordinator")
    series = make_series(usual=[Usual(person=claire.person), post])
    assert [str(each.person) for each in only(series).participations.all()] == ["Claire Dubois", "Ilkka Salmi"]


def test_a_post_that_changes_hands_before_the_day_changes_who_is_invited(
    make_series: MakeSeries, coordinator: Person, eu: Organisation, today: date
) -> None:
    series = make_series(usual=[Usual(organisation=eu, title="Counter-Terrorism Coordinator")])
    coordinator.appointments.update(until=today)
    ilkka = Person.add(by=None, name="Ilkka Salmi")
    Appointment.objects.create(person=ilkka, organisation=eu, title="Counter-Terrorism Coordinator", since=today)
    make_next_meetings.func()
    assert [str(each.person) for each in only(series).participations.all()] == ["Ilkka Salmi"]


def test_a_post_leads_to_nobody_of_whom_only_some_know(make_series: MakeSeries, eu: Organisation) -> None:
    hidden = Person.add(by=None, name="Mona Quill", classification=RESTRICTED)
    Appointment.objects.create(person=hidden, organisation=eu, title="Envoy")
    assert not only(make_series(usual=[Usual(organisation=eu, title="Envoy")])).participations.exists()


def test_what_is_changed_of_the_series_reaches_the_meeting_that_nobody_touched(
    make_series: MakeSeries, claire: User, today: date
) -> None:
    series = make_series()
    series.change("edited", by=claire, name="Monthly meeting", rule="FREQ=DAILY", begins_on=today + timedelta(days=3))
    meeting = only(series)
    assert (meeting.title, meeting.held_on) == ("Monthly meeting", today + timedelta(days=3))


def move(meeting: Meeting, by: User) -> None:
    meeting.change("edited", by=by, held_on=meeting.held_on + timedelta(days=1))


def prepare(meeting: Meeting, by: User) -> None:
    Record.write(by=by, text="The agenda.", meeting=meeting)


def call_off(meeting: Meeting, by: User) -> None:
    meeting.call_off(by=by, why="The room is taken.")


@pytest.mark.parametrize(("deed", "stays_in"), [(move, [1 + 1 / 7]), (prepare, [1]), (call_off, [1, 2])])
def test_what_was_moved_prepared_or_called_off_stays_as_it_is(
    make_series: MakeSeries, claire: User, today: date, deed: Callable[..., None], stays_in: list[float]
) -> None:
    series = make_series()
    meeting = only(series)
    deed(meeting, claire)
    series.change("edited", by=claire, name="Monthly meeting")
    make_next_meetings.func()
    assert weeks(series, today) == pytest.approx(stays_in)
    assert Meeting.objects.get(pk=meeting.pk).title == "Coordination meeting"


def test_a_meeting_called_off_keeps_its_slot_and_undo_brings_it_back(
    make_series: MakeSeries, claire: User, today: date
) -> None:
    series = make_series()
    meeting = only(series)
    entry = meeting.call_off(by=claire, why="The room is taken.")
    assert (meeting.call_off(by=claire, why="Twice"), meeting.called_off_because) == (None, "The room is taken.")
    assert [each.is_called_off for each in series.meetings.order_by("held_on")] == [True, False]
    undo(meeting, entry, by=claire)
    assert [each.is_called_off for each in series.meetings.order_by("held_on")] == [False, False]
    assert (meeting.called_off_because, meeting.is_as_made, weeks(series, today)) == ("", True, [1, 2])


def test_moved_or_not_it_takes_up_what_is_open_with_who_comes(
    make_series: MakeSeries, claire: User, coordinator: Person, eu: Organisation, make_follow_up: Callable[..., Any]
) -> None:
    post = Usual(organisation=eu, title="Counter-Terrorism Coordinator")
    meeting, open_still = only(make_series(usual=[post])), make_follow_up(partner=eu)
    offered = [line.follow_up for line in offer_for(meeting, claire).lines]
    move(meeting, claire)
    moved = [line.follow_up for line in offer_for(Meeting.objects.get(pk=meeting.pk), claire).lines]
    assert (offered, moved) == ([open_still], [open_still])


def test_one_that_was_removed_by_hand_is_not_made_again(make_series: MakeSeries, claire: User, today: date) -> None:
    series = make_series()
    only(series).remove(by=claire)
    make_next_meetings.func()
    assert weeks(series, today) == [2]


def test_a_series_that_is_ended_takes_out_what_is_to_come_and_undo_brings_it_back(
    make_series: MakeSeries, claire: User, today: date
) -> None:
    series = make_series()
    meeting = only(series)
    series.end(by=claire, on=today, why="The project is over.")
    assert (series.has_ended, weeks(series, today)) == (True, [])
    undo(series, last_change(series), by=claire)
    assert (series.has_ended, only(series).pk, only(series).slot_on) == (False, meeting.pk, meeting.slot_on)


def test_a_series_that_is_removed_takes_its_next_meeting_with_it(
    make_series: MakeSeries, claire: User, today: date
) -> None:
    series = make_series()
    series.remove(by=claire)
    assert weeks(series, today) == []
    series.restore(by=claire)
    assert weeks(series, today) == [1]


def test_a_series_whose_rule_is_at_its_end_makes_no_more(make_series: MakeSeries, today: date) -> None:
    series = make_series(rule=f"FREQ=WEEKLY;UNTIL={today + WEEK:%Y%m%d}")
    series.meetings.update(held_on=today - WEEK, slot_on=today + WEEK)
    make_next_meetings.func()
    assert weeks(series, today) == [-1]


def test_the_meetings_of_a_series_know_those_before_and_after(make_series: MakeSeries, today: date) -> None:
    series = make_series(begins_on=today)
    first, second = series.meetings.order_by("held_on")
    rows = Meeting.objects.akin_to(first, series)
    found = [rows.earlier_than(second), rows.later_than(first), rows.earlier_than(first), rows.later_than(second)]
    assert [list(each) for each in found] == [[first], [second], [], []]


def test_a_meeting_of_no_series_knows_those_with_its_partner(
    visit: Meeting, claire: User, coordinator: Person, eu: Organisation
) -> None:
    later = Meeting.log(
        by=claire, title="Call", held_on=visit.held_on + WEEK, participants=[Participant(coordinator, eu)]
    )
    Meeting.log(by=claire, title="Another talk", held_on=visit.held_on + WEEK)
    assert list(Meeting.objects.akin_to(visit, None).later_than(visit)) == [later]
    assert list(Meeting.objects.akin_to(later, None).earlier_than(later)) == [visit]


def test_a_restricted_series_is_seen_by_its_recorder_its_readers_and_its_people(
    make_series: MakeSeries, claire: User, omar: User, noor: User, amina: User, mei: User
) -> None:
    make_series(classification=RESTRICTED, readers=[omar.person], usual=[Usual(person=noor.person)])
    sees = {user.name.split()[0]: Series.objects.visible_to(user).exists() for user in (claire, omar, noor, amina, mei)}
    assert sees == {"Claire": True, "Omar": True, "Noor": True, "Amina": False, "Mei": True}
    assert not Meeting.objects.visible_to(amina).exists()


def test_undo_brings_back_who_usually_comes(make_series: MakeSeries, eu: Organisation, claire: User) -> None:
    series = make_series(usual=[Usual(organisation=eu, title="Envoy")])
    series.change("edited", by=claire, usual=[])
    undo(series, last_change(series), by=claire)
    assert [str(each) for each in series.usual] == ["Envoy, EU"]
