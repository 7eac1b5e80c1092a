"""What was reported done comes to the next meeting with its partner, and is confirmed there."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.models import Appearance
from tracker.agendas.offer import offer_for
from tracker.directory.models import Organisation
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.history.undo import last_change, undo
from tracker.meetings.models import Meeting

SignIn = Callable[[User], Client]


@pytest.fixture
def reported(make_follow_up: Callable[..., FollowUp], eu: Organisation, claire: User, jonas: User) -> FollowUp:
    ClosingRule.add(by=jonas, kind="training")
    row = make_follow_up("Train the officers", kind="training", partner=eu, owner=claire.person)
    row.move_to("done", by=claire, reason="Forty came.")
    return row


@pytest.fixture
def item(reported: FollowUp, next_meeting: Meeting, claire: User, today: date) -> Appearance:
    Meeting.objects.filter(pk=next_meeting.pk).update(held_on=today)
    carry_over(next_meeting, [reported], by=claire)
    return Appearance.objects.select_related("meeting").get()


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_it_is_offered_for_the_next_meeting_and_chosen(reported: FollowUp, next_meeting: Meeting, claire: User) -> None:
    heap = offer_for(next_meeting, claire).heaps[0]
    assert (heap.name, [(line.follow_up, line.is_chosen) for line in heap.lines]) == ("reported", [(reported, True)])
    assert (heap.count.number, heap.is_cut) == (1, False)


def test_once_it_is_confirmed_it_is_offered_no_more(
    reported: FollowUp, next_meeting: Meeting, claire: User, amina: User
) -> None:
    reported.confirm(by=amina)
    assert offer_for(next_meeting, claire).heaps == []


def test_the_meeting_confirms_it_on_its_day(item: Appearance, reported: FollowUp, claire: User, today: date) -> None:
    item.discuss(by=claire, said="They were content.", confirms=True)
    assert (fresh(reported).confirmed_on, fresh(reported).confirmed_by) == (today, None)
    assert fresh(item).was_confirmed_there(claire)


def test_a_meeting_before_it_was_reported_confirms_it_on_the_day_of_the_report(
    item: Appearance, reported: FollowUp, claire: User, today: date
) -> None:
    item.meeting.held_on = today - timedelta(days=2)
    item.discuss(by=claire, confirms=True)
    assert fresh(reported).confirmed_on == today


def test_one_undo_takes_back_the_confirmation_with_what_was_said(
    item: Appearance, reported: FollowUp, claire: User
) -> None:
    item.discuss(by=claire, said="They were content.", confirms=True)
    entry = last_change(item)
    assert entry
    undo(item, entry, by=claire)
    assert (fresh(item).said, fresh(item).was_confirmed_there(claire)) == ("", False)
    assert fresh(reported).is_to_confirm


def test_taken_back_on_its_own_page_the_meeting_confirmed_nothing(
    item: Appearance, reported: FollowUp, claire: User
) -> None:
    item.discuss(by=claire, confirms=True)
    row = fresh(reported)
    entry = last_change(row)
    assert entry
    undo(row, entry, by=claire)
    assert not fresh(item).was_confirmed_there(claire)


def test_it_is_a_tick_where_one_says_what_was_said(
    item: Appearance, reported: FollowUp, claire: User, sign_in: SignIn
) -> None:
    client, address = sign_in(claire), f"/meetings/{item.meeting_id}/agenda/{item.pk}/"
    assert 'name="confirms"' in client.get(address).text
    client.post(address, {"said": "They were content.", "confirms": "on", "status": "", "version": item.version})
    assert (fresh(reported).is_to_confirm, "<b>Confirmed</b>" in client.get(f"/meetings/{item.meeting_id}/").text) == (
        False, True,
    )  # fmt: skip
    assert 'name="confirms"' not in client.get(address).text
    assert "confirmed" in client.get(reported.get_absolute_url()).text


def test_it_is_not_confirmed_and_opened_again_at_once(item: Appearance, claire: User, sign_in: SignIn) -> None:
    sent = {"confirms": "on", "status": "open", "reason": "Not yet", "version": item.version}
    answer = sign_in(claire).post(f"/meetings/{item.meeting_id}/agenda/{item.pk}/", sent)
    assert "What is confirmed stays as it is. Do one or the other." in answer.text


def test_where_the_kind_asks_for_evidence_what_was_said_there_is_some(
    make_follow_up: Callable[..., FollowUp], next_meeting: Meeting, claire: User, jonas: User, sign_in: SignIn
) -> None:
    ClosingRule.add(by=jonas, kind="document", needs_evidence=True)
    carry_over(next_meeting, [make_follow_up("Send the list", kind="document")], by=claire)
    item, client = Appearance.objects.get(), sign_in(claire)
    answers = [
        client.post(f"/meetings/{next_meeting.pk}/agenda/{item.pk}/", {"status": "done", "said": said, "version": 1})
        for said in ("", "They have it.")
    ]
    assert [answer.status_code for answer in answers] == [422, 302]
    assert "Say what shows that it is done, or attach a file that does." in answers[0].text
