"""Meetings: found by what they are about, and by whom one met."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.pledges.models import Pledge


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


def test_a_partner_for_whom_several_spoke_is_the_only_one(
    visit: Meeting, claire: User, eu: Organisation, europol: Organisation
) -> None:
    visit.participations.update(organisation=eu)
    second = visit.participations.create(person=claire.person, organisation=eu)
    assert visit.only_partner == eu
    second.organisation = europol
    second.save()
    assert visit.only_partner is None


def test_one_of_ours_beside_a_partner_leaves_it_the_only_one(
    visit: Meeting, claire: User, wco: Organisation, eu: Organisation
) -> None:
    visit.participations.create(person=claire.person, organisation=wco)
    assert (visit.only_partner, visit.partners) == (eu, [eu])
    visit.participations.all().delete()
    assert (visit.only_partner, Meeting.objects.get(pk=visit.pk).partners) == (None, [])


@pytest.mark.parametrize(("ends_on", "last"), [(None, 25), (date(2018, 5, 27), 27)])
def test_a_meeting_lasts_to_its_last_day_or_is_over_on_its_first(ends_on: date | None, last: int) -> None:
    assert Meeting(held_on=date(2018, 5, 25), ends_on=ends_on).last_day == date(2018, 5, last)


def test_those_who_were_only_invited_did_not_attend(visit: Meeting, claire: User, coordinator: Person) -> None:
    visit.participations.create(person=claire.person, attendance="invited")
    assert [each.person for each in visit.attended] == [coordinator]


@pytest.mark.parametrize(
    ("words", "found"),
    [("visit brussels", True), ("VISIT", True), ("visit geneva", False), ("100%", False), ("_", False)],
)
def test_every_word_stands_in_title_or_place(words: str, found: bool, visit: Meeting) -> None:
    assert Meeting.objects.search(words).exists() == found


@pytest.mark.parametrize(
    ("words", "found"), [("visit", True), ("  visit (2018-05-25) ", True), ("visit (2018-05-26)", False)]
)
def test_a_meeting_is_found_by_its_label(words: str, found: bool, visit: Meeting) -> None:
    assert Meeting.objects.find(words).exists() == found


def test_a_label_with_a_day_there_is_not_finds_nothing(visit: Meeting) -> None:
    assert not Meeting.objects.find("visit (2018-02-31)").exists()


def test_a_removed_meeting_is_only_among_the_removed(visit: Meeting, claire: User) -> None:
    visit.remove(by=claire)
    visible, removed = Meeting.objects.visible_to(claire), Meeting.objects.removed_for(claire)
    assert (list(visible), list(removed)) == ([], [visit])


def test_upcoming_meetings_stand_by_day_then_time_then_in_the_order_they_were_logged(claire: User, today: date) -> None:
    for title, days, hour in [("c", 2, 9), ("b", 1, 15), ("a", 1, 9), ("d", 2, 9)]:
        Meeting.log(by=claire, title=title, held_on=today + timedelta(days=days), starts_at=time(hour))
    assert [meeting.title for meeting in Meeting.objects.upcoming(today)] == ["a", "b", "c", "d"]


def test_the_meetings_of_an_account_are_those_it_recorded_or_took_part_in(
    visit: Meeting, claire: User, omar: User, noor: User
) -> None:
    visit.participations.create(person=omar.person)
    assert [list(Meeting.objects.of_account(user)) for user in (claire, omar, noor)] == [[visit], [visit], []]
    assert list(Meeting.objects.with_person(omar.person)) == [visit]
    assert list(Meeting.objects.with_person(claire.person)) == []


@pytest.mark.parametrize(
    ("way", "sees"),
    [("none", False), ("recorder", True), ("participant", True), ("reader", True), ("owner", True)],
)
def test_a_restricted_meeting_opens_to_who_recorded_it_took_part_reads_it_or_owns_in_it(
    way: str, sees: bool, visit: Meeting, claire: User, omar: User, make_follow_up: Callable[..., FollowUp]
) -> None:
    Meeting.log(by=omar, title="Another", held_on=date(2018, 5, 26), participants=[Participant(omar.person)])
    follow_up = make_follow_up(meeting=visit)
    if way == "recorder":
        Meeting.objects.filter(pk=visit.pk).update(recorder=omar)
    elif way == "participant":
        visit.participations.create(person=omar.person)
    elif way == "reader":
        visit.readers.add(omar.person)
    elif way == "owner":
        follow_up.edit(by=claire, owner=omar.person)
    visit.change("edited", by=claire, classification=RESTRICTED)
    assert Meeting.objects.visible_to(omar).filter(pk=visit.pk).exists() is sees


@pytest.mark.parametrize("noun", ["follow-up", "pledge", "activity"])
def test_a_meeting_that_became_general_opens_the_names_in_all_that_hangs_on_it(
    noun: str, visit: Meeting, claire: User, make_follow_up: Callable[..., FollowUp], make_pledge: Callable[..., Pledge]
) -> None:
    visit.change("edited", by=claire, classification=RESTRICTED)
    cell = Organisation.add(by=claire, name="Cell", classification=RESTRICTED)
    if noun == "follow-up":
        make_follow_up(meeting=visit, partner=cell)
    elif noun == "pledge":
        make_pledge(meeting=visit, donor=cell)
    else:
        day = visit.held_on
        Activity.log(by=claire, title="Train", starts_on=day, ends_on=day, meeting=visit, partner=cell)
    cell.refresh_from_db()
    before = cell.classification
    visit.change("edited", by=claire, classification=GENERAL)
    cell.refresh_from_db()
    assert (before, cell.classification) == (RESTRICTED, GENERAL)


def test_a_restricted_organisation_for_which_two_came_is_named_once(claire: User, noor: User) -> None:
    office = Organisation.add(by=claire, name="Office", classification=RESTRICTED)
    there = [Participant(each.person, office) for each in (claire, noor)]
    held: dict[str, Any] = {"held_on": date(2018, 6, 1), "classification": RESTRICTED}
    meeting = Meeting.log(by=claire, title="Talks", participants=there, **held)
    assert list(meeting.restricted_names()) == [office]
