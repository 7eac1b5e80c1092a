"""The note before a meeting: two clicks from a partner or a coming meeting, issued with the keyboard."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hand
from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.briefings.models import BriefingNote
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_clicks_from_a_meeting_and_issued(
    claire: User, europol: Organisation, today: date, walk_of: Callable[..., Walk]
) -> None:
    seat = Participant(Person.add(by=claire, name="Rosa Conti"), europol, "Envoy")
    day = today + timedelta(days=3)
    meeting = Meeting.log(by=claire, title="Talks", held_on=day, participants=[seat])
    FollowUp.log(by=claire, title="Send the list", partner=europol, due_on=today)
    walk = walk_of(claire)
    page, hand = walk.page, Hand(walk.page)
    page.goto(meeting.get_absolute_url())
    hand.start()
    hand.click(page.get_by_role("link", name="Briefing note"))
    expect(page.get_by_role("heading", name="European Police Office (EUROPOL)")).to_be_visible()
    hand.click(page.get_by_role("link", name="Issue this note"))
    assert hand.clicks == 2
    walk.look("briefing note")
    own = page.get_by_label("Points of your own, one a line")
    own.fill("Thank them.")
    own.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("is issued.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Thank them.")).to_be_visible()
    walk.look("issued briefing note")
    assert (BriefingNote.objects.get().meeting, walk.found) == (meeting, {})
