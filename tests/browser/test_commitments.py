"""The list of commitments: one click from a meeting, made public with the keyboard, and read by a stranger."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hand
from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.commitments.models import PublicAddress
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_click_from_a_meeting_made_public_and_read_by_a_stranger(
    claire: User, invitation: FollowUp, walk_of: Callable[..., Walk]
) -> None:
    assert invitation.meeting
    walk = walk_of(claire)
    page, hand = walk.page, Hand(walk.page)
    page.goto(invitation.meeting.get_absolute_url())
    hand.start()
    hand.click(page.get_by_role("link", name="Commitments"))
    expect(page.get_by_role("cell", name=invitation.title)).to_be_visible()
    assert hand.clicks == 1
    walk.look("list of commitments")
    page.get_by_role("link", name="Public address", exact=True).press("Enter")
    title = page.get_by_label("Title")
    title.fill("What was agreed")
    title.press("Enter")
    expect(page.get_by_role("heading", name="What was agreed")).to_be_visible()
    walk.look("public address")
    stranger = walk_of()
    stranger.visit(PublicAddress.objects.get().public_path)
    expect(stranger.page.get_by_role("cell", name=invitation.title)).to_be_visible()
    assert (walk.found, stranger.found) == ({}, {})
