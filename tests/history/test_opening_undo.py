"""What an opening left behind comes back by no undo, whoever wrote it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.conftest import CANARY
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written
from tracker.history.undo import NotLast, can_be_undone, undo, undoable
from tracker.meetings.models import Meeting
from tracker.records.models import Record

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
FORMER = f"Former {CANARY}"


@pytest.fixture
def talks(claire: User, amina: User) -> Meeting:
    return Meeting.log(by=claire, title="Talks", held_on=date(2018, 6, 1), classification=RESTRICTED)


def refused(thing: Any, entry: Entry, by: User) -> bool:
    try:
        undo(type(thing).objects.get(pk=thing.pk), entry, by=by)
    except NotLast as refusal:
        return refusal.newer == entry
    return False


def test_nobody_takes_back_a_change_that_was_left_behind(
    talks: Meeting, make_follow_up: Make, claire: User, mei: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(meeting=talks, title=FORMER)
    calmed = follow_up.edit(by=claire, title="Calm")
    assert calmed
    talks.change("edited", by=claire, classification=GENERAL)
    calmed.refresh_from_db()
    now, address = FollowUp.objects.get(pk=follow_up.pk), f"/follow-ups/{follow_up.pk}/undo/{calmed.pk}/"
    assert [undoable(now, user) for user in (claire, mei)] == [None, None]
    assert [sign_in(user).post(address).status_code for user in (claire, mei)] == [404, 404]
    assert [refused(now, calmed, user) for user in (claire, mei)] == [True, True]
    talks.change("edited", by=claire, classification=RESTRICTED)
    assert can_be_undone(FollowUp.objects.get(pk=follow_up.pk), calmed) is False


def test_nobody_is_named_for_what_they_did_in_a_past_that_was_left_behind(
    talks: Meeting, make_follow_up: Make, claire: User, omar: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(owner=omar.person)
    own = follow_up.edit(by=omar, meeting=talks, title="Mine")
    assert own
    Entry.objects.filter(pk=own.pk).update(written=Written.GENERAL)
    follow_up.edit(by=claire, title=FORMER)
    talks.change("edited", by=claire, classification=GENERAL)
    answer = sign_in(omar).post(f"/follow-ups/{follow_up.pk}/undo/{own.pk}/", follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert [(line.startswith("Somebody changed this"), "Claire" in line) for line in told] == [(True, False)]


def test_words_marked_as_information_stay_behind_with_their_text(talks: Meeting, claire: User, sign_in: SignIn) -> None:
    record = Record.write(by=claire, text=FORMER, meeting=talks)
    row = record.mark_information(record.latest, 0, len(FORMER), by=claire)
    record.rewrite("They spoke.", by=claire)
    address = f"/records/information/{row.pk}/"
    before = sign_in(claire).get(address)
    talks.change("edited", by=claire, classification=GENERAL)
    answers = [before, sign_in(claire).get(address), sign_in(claire).post(address)]
    assert [each.status_code for each in answers] == [200, 404, 404]


def test_no_text_of_a_record_comes_back_that_was_left_behind(
    talks: Meeting, claire: User, amina: User, sign_in: SignIn
) -> None:
    record = Record.write(by=claire, text="They spoke.", meeting=talks)
    record.rewrite(FORMER, by=amina)
    record.rewrite("They spoke.", by=claire)
    talks.change("edited", by=claire, classification=GENERAL)
    last = record.history.first()
    assert sign_in(claire).post(f"/records/{record.pk}/undo/{last.pk}/").status_code == 404
    assert Record.objects.get(pk=record.pk).latest.text == "They spoke."


def test_a_text_that_was_left_behind_later_than_what_followed_on_it_comes_not_back_either(
    talks: Meeting, claire: User, sign_in: SignIn
) -> None:
    record = Record.write(by=claire, text=FORMER, meeting=talks)
    talks.change("edited", by=claire, classification=GENERAL)
    record = Record.objects.get(pk=record.pk)
    record.rewrite("They spoke.", by=claire)
    talks.change("edited", by=claire, classification=RESTRICTED)
    talks.change("edited", by=claire, classification=GENERAL)
    answer = sign_in(claire).post(f"/records/{record.pk}/undo/{record.history.first().pk}/", follow=True)
    assert "The text before it was left behind when the record became general." in answer.text
    assert Record.objects.get(pk=record.pk).latest.text == "They spoke."


def test_who_takes_the_opening_back_closes_it_again_as_it_was(
    talks: Meeting, make_follow_up: Make, visit: Meeting, claire: User
) -> None:
    record = Record.write(by=claire, text=FORMER, meeting=visit, classification=RESTRICTED)
    record.rewrite("Plain", by=claire, classification=GENERAL)
    follow_up = make_follow_up(meeting=talks)
    follow_up.edit(by=claire, meeting=None, title="Plain")
    for thing in (record, follow_up):
        undo(thing, thing.history.first(), by=claire)
    assert (record.latest.text, record.is_restricted) == (FORMER, True)
    assert (follow_up.meeting, follow_up.is_restricted) == (talks, True)
