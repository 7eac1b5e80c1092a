"""Meetings in the calendar feed: their own, at their hour, and the same ones when they are moved or called off."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from tracker.accounts.models import User
from tracker.history.undo import last_change, undo
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.pages.calendar_feed import feed

HOUSE = "https://suivi.example"
BRUSSELS = "Europe/Brussels"


@pytest.fixture
def meeting(claire: User, today: date) -> Meeting:
    series = Series.make(
        by=claire, name="Coordination", rule="FREQ=MONTHLY;BYDAY=2TU", begins_on=today, starts_at=time(10),
        zone=BRUSSELS, place="Room 4",
    )  # fmt: skip
    found: Meeting = series.meetings.order_by("held_on").last()
    return found


def told(user: User, *, everything: bool = True) -> list[Event]:
    read = Calendar.from_ical(feed(user, everything=everything, address=HOUSE))
    assert [str(event.errors) for event in read.walk() if event.errors] == []
    return list(read.walk("VEVENT"))


def one(user: User, meeting: Meeting) -> Any:
    return next(event for event in told(user) if event["uid"] == f"{meeting.uid}@suivi")


def test_a_meeting_stands_at_its_hour_in_its_zone(meeting: Meeting, claire: User) -> None:
    event = one(claire, meeting)
    assert event["dtstart"].dt == datetime.combine(meeting.held_on, time(10), ZoneInfo(BRUSSELS))
    assert (str(event["summary"]), str(event["location"]), str(event["status"])) == (
        "Coordination",
        "Room 4",
        "CONFIRMED",
    )
    assert str(event["url"]) == f"{HOUSE}{meeting.get_absolute_url()}"


def test_no_word_of_a_meeting_holds_what_nobody_sees(meeting: Meeting, claire: User) -> None:
    meeting.call_off(by=claire, why="No\u00adbody\x07\nis there.")
    Meeting.objects.filter(pk=meeting.pk).update(title="Coordi\u00adnation\x07of\u2028all", place="Ro\u00adom\x074")
    event = one(claire, meeting)
    assert [str(event[name]) for name in ("summary", "location", "description")] == [
        "Coordination of all", "Room 4", "Called off: Nobody is there.",
    ]  # fmt: skip


def test_a_meeting_without_a_time_takes_its_days(claire: User, today: date) -> None:
    Meeting.log(by=claire, title="Retreat", held_on=today, ends_on=today + timedelta(days=1))
    event = next(each for each in told(claire) if str(each["summary"]) == "Retreat")
    assert (event["dtstart"].dt, event["dtend"].dt) == (today, today + timedelta(days=2))


def test_moved_it_is_the_same_one_with_a_higher_sequence(meeting: Meeting, claire: User) -> None:
    before = one(claire, meeting)
    meeting.change("edited", by=claire, held_on=meeting.held_on + timedelta(days=1))
    after = one(claire, meeting)
    assert after["dtstart"].dt - before["dtstart"].dt == timedelta(days=1)
    assert after["sequence"] > before["sequence"]


def test_called_off_it_is_cancelled_and_comes_back_by_undo(meeting: Meeting, claire: User) -> None:
    meeting.call_off(by=claire, why="Nobody is there.")
    off = one(claire, meeting)
    undo(meeting, last_change(meeting), by=claire)
    back = one(claire, meeting)
    assert [(str(each["status"]), each["sequence"]) for each in (off, back)] == [("CANCELLED", 2), ("CONFIRMED", 3)]
    assert str(off["description"]) == "Called off: Nobody is there."


def test_what_was_called_off_long_ago_is_told_no_more(meeting: Meeting, claire: User) -> None:
    meeting.call_off(by=claire, why="Nobody is there.")
    Meeting.objects.filter(pk=meeting.pk).update(called_off_at=meeting.called_off_at - timedelta(days=91))
    assert f"{meeting.uid}@suivi" not in [str(event["uid"]) for event in told(claire)]


def test_removed_it_is_cancelled(meeting: Meeting, claire: User) -> None:
    meeting.remove(by=claire)
    assert str(one(claire, meeting)["status"]) == "CANCELLED"


def test_others_have_only_what_they_take_part_in(meeting: Meeting, omar: User, claire: User) -> None:
    assert told(omar, everything=False) == []
    meeting.change("edited", by=claire, participants=[Participant(omar.person)])
    assert [str(event["uid"]) for event in told(omar, everything=False)] == [f"{meeting.uid}@suivi"]


def test_nothing_restricted_is_told_to_others(meeting: Meeting, omar: User, claire: User) -> None:
    Meeting.objects.update(classification="restricted")
    assert told(omar) == []
    assert str(one(claire, meeting)["class"]) == "PRIVATE"
