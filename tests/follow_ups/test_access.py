"""Who sees a restricted meeting by what they have to do from it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.records.models import Record

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


@pytest.fixture
def task(amina: User, omar: User) -> FollowUp:
    closed = Meeting.log(by=amina, title="Safety", held_on=date(2018, 6, 1), classification="restricted")
    return FollowUp.log(by=amina, title="Send", meeting=closed, owner=omar.person)


def seen_by(user: User) -> list[bool]:
    return [model.objects.visible_to(user).exists() for model in (Meeting, FollowUp)]


def test_a_task_from_it_shows_the_meeting_until_it_is_removed(task: FollowUp, amina: User, omar: User) -> None:
    before = seen_by(omar)
    task.remove(by=amina)
    removed = seen_by(omar), FollowUp.objects.removed_for(omar).exists()
    task.restore(by=amina)
    assert (before, removed, seen_by(omar)) == ([True, True], ([False, False], False), [True, True])


def test_whoever_removes_their_last_task_from_it_brings_it_back(task: FollowUp, omar: User, sign_in: SignIn) -> None:
    client = sign_in(omar)
    assert client.post(f"/follow-ups/{task.pk}/remove/").status_code == 302
    gone = seen_by(omar)
    assert client.post(f"/follow-ups/{task.pk}/restore/").status_code == 302
    assert (gone, seen_by(omar)) == ([False, False], [True, True])


def test_what_somebody_wrote_on_since_is_theirs_no_more(
    task: FollowUp, amina: User, omar: User, sign_in: SignIn
) -> None:
    client = sign_in(omar)
    client.post(f"/follow-ups/{task.pk}/remove/")
    FollowUp.objects.get(pk=task.pk).note("Better so.", by=amina)
    assert client.post(f"/follow-ups/{task.pk}/restore/").status_code == 404


@pytest.mark.parametrize("written", ["another follow-up", "the record", "another owner", "a name"])
def test_what_others_wrote_in_its_meeting_since_keeps_it_out_of_reach(
    task: FollowUp, amina: User, omar: User, sign_in: SignIn, written: str
) -> None:
    """Who took it out of their own sight learns nothing that came since, nor comes back once taken off."""
    client, meeting = sign_in(omar), task.meeting
    record = Record.write(by=amina, meeting=meeting, text="They met.")
    bureau = Organisation.add(by=amina, name="Bureau", classification="restricted")
    second = FollowUp.log(by=amina, title="Call", meeting=meeting, owner=omar.person, partner=bureau)
    if written != "another owner":
        second.give_to(None, by=amina)
    client.post(f"/follow-ups/{task.pk}/remove/")
    if written == "another follow-up":
        FollowUp.log(by=amina, title="Pay the witness", meeting=meeting)
    elif written == "a name":
        bureau.change("edited", by=amina, about="Launders.")
    elif written == "the record":
        record.rewrite("They met in Minsk.", by=amina)
    else:
        second.give_to(None, by=amina)
    assert client.post(f"/follow-ups/{task.pk}/restore/").status_code == 404
    assert seen_by(omar) == [False, False]


def test_a_removed_task_tells_of_no_restricted_name(task: FollowUp, amina: User, omar: User) -> None:
    bureau = Organisation.add(by=amina, name="Bureau", classification="restricted")
    task.edit(by=amina, partner=bureau)
    before = Organisation.objects.visible_to(omar).filter(pk=bureau.pk).exists()
    task.remove(by=amina)
    assert (before, Organisation.objects.visible_to(omar).filter(pk=bureau.pk).exists()) == (True, False)


@pytest.mark.parametrize("closed", ["nothing", "itself", "its meeting", "its record", "removed", "meeting removed"])
def test_what_is_everybodys_the_database_shows_to_everybody(invitation: FollowUp, noor: User, closed: str) -> None:
    """Said in Python for one and in SQL for many."""
    assert invitation.meeting
    assert invitation.passage
    nouns = {
        "its meeting": invitation.meeting,
        "its record": invitation.passage.record,
        "meeting removed": invitation.meeting,
    }
    changed: Any = nouns.get(closed, invitation)
    if "removed" in closed:
        changed.removed_at = timezone.now()
    elif closed != "nothing":
        changed.classification = "restricted"
    changed.save()
    found = FollowUp._base_manager.get(pk=invitation.pk)
    is_seen = FollowUp.objects.visible_to(noor).filter(pk=found.pk).exists()
    assert (found.is_everybodys, is_seen) == (closed == "nothing",) * 2
