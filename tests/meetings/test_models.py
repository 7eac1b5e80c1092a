"""Meetings: found by what they are about, and by whom one met."""

from datetime import date, timedelta

import pytest

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.meetings.models import Meeting


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_meeting_is_upcoming_from_today_on(days: int, claire: User, today: date) -> None:
    meeting = Meeting.log(by=claire, title="Liaison", held_on=today + timedelta(days=days))
    assert [meeting.is_upcoming, Meeting.objects.upcoming(today).exists()] == [days >= 0, days >= 0]


def test_meetings_with_a_part_are_meetings_with_the_whole(
    visit: Meeting, eu: Organisation, europol: Organisation
) -> None:
    visit.participations.update(organisation=europol)
    found = [list(Meeting.objects.with_partner(partner)) for partner in (eu, europol)]
    assert found == [[visit], [visit]]


def test_a_meeting_is_found_once_however_many_spoke_for_the_partner(
    visit: Meeting, claire: User, eu: Organisation
) -> None:
    visit.participations.create(person=claire.person, organisation=eu)
    assert list(Meeting.objects.with_partner(eu)) == [visit]


@pytest.mark.parametrize(
    ("words", "found"),
    [("visit brussels", True), ("VISIT", True), ("visit geneva", False), ("100%", False), ("_", False)],
)
def test_every_word_stands_in_title_or_place(words: str, found: bool, visit: Meeting) -> None:
    assert Meeting.objects.search(words).exists() == found


@pytest.mark.parametrize(
    ("words", "found"), [("visit", True), ("visit (2018-05-25)", True), ("visit (2018-05-26)", False)]
)
def test_a_meeting_is_found_by_its_label(words: str, found: bool, visit: Meeting) -> None:
    assert Meeting.objects.find(words).exists() == found


def test_a_label_with_a_day_there_is_not_finds_nothing(visit: Meeting) -> None:
    assert not Meeting.objects.find("visit (2018-02-31)").exists()


def test_a_removed_meeting_is_only_among_the_removed(visit: Meeting, claire: User) -> None:
    visit.remove(by=claire)
    visible, removed = Meeting.objects.visible_to(claire), Meeting.objects.removed_for(claire)
    assert (list(visible), list(removed)) == ([], [visit])
