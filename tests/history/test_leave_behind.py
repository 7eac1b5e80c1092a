"""The first due date of what was opened without its past is the first that everybody reads."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.opening.open_up import Choice, Question, asking
from tracker.kit.periods import Period
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
FIRST, NOW = date(2027, 3, 3), date(2027, 5, 5)


def opened(follow_up: FollowUp, by: User, choice: Choice = Choice.WITHOUT, **first: Any) -> list[date | None]:
    """Its first due date and that of now, after it was moved while it was restricted, and opened."""
    follow_up.edit(by=by, **first, due_on=NOW, reason="Moved")
    with asking(Question(choice)):
        follow_up.edit(by=by, classification=GENERAL)
    stands = FollowUp.objects.get(pk=follow_up.pk)
    return [stands.first_due_on, stands.due_on, follow_up.first_due_on]


def test_a_first_date_that_was_left_behind_is_that_of_now(
    make_follow_up: Make, claire: User, omar: User, sign_in: SignIn
) -> None:
    dated = make_follow_up(classification=RESTRICTED, due_on=FIRST)
    later = make_follow_up(classification=RESTRICTED)
    later.set_due(FIRST, by=claire)
    assert [opened(each, claire) for each in (dated, later)] == [[NOW] * 3] * 2
    assert "March 2027" not in sign_in(omar).get(dated.get_absolute_url()).text


def test_a_first_date_that_everybody_reads_stays(make_follow_up: Make, claire: User) -> None:
    known = make_follow_up(due_on=FIRST)
    told = make_follow_up(classification=RESTRICTED, due_on=FIRST)
    assert opened(known, claire, classification=RESTRICTED) == [FIRST, NOW, FIRST]
    assert opened(told, claire, Choice.WITH) == [FIRST, NOW, FIRST]


def test_what_hangs_on_a_meeting_begins_anew_with_it_although_it_stays_restricted_itself(
    make_follow_up: Make, claire: User, today: date
) -> None:
    talks = Meeting.log(by=claire, title="Talks", held_on=date(2018, 6, 1), classification=RESTRICTED)
    rows = [make_follow_up(meeting=talks, due_on=FIRST, classification=each) for each in (GENERAL, RESTRICTED)]
    for row in rows:
        row.set_due(NOW, by=claire)
    slipped = FollowUp.objects.slipped_within(Period(today, today))
    before = slipped.count()
    talks.change("edited", by=claire, classification=GENERAL)
    assert [FollowUp.objects.get(pk=row.pk).first_due_on for row in rows] == [NOW, NOW]
    assert (before, list(slipped)) == (2, [])
