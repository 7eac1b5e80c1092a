"""What selected words become: an activity, or information only and back, without leaving the meeting."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hand
from tracker.accounts.models import User
from tracker.mandates.models import Mandate
from tracker.records.models import Record

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]


@pytest.fixture
def hand(communique: Record, claire: User, hand_of: At) -> Hand:
    hand = hand_of(claire)
    hand.page.goto(communique.get_absolute_url())
    hand.start()
    hand.page.locator(".record .add").first.press("Enter")
    expect(hand.page.locator("#panel").get_by_label("Title")).to_be_focused()
    return hand


def test_words_become_an_activity_beside_them(hand: Hand, resolution: Mandate) -> None:
    panel = hand.page.locator("#panel")
    panel.get_by_role("link", name="Activity").click()
    panel.get_by_label("When").fill("2017")
    panel.get_by_label("Implements").first.fill(str(resolution))
    panel.get_by_role("button", name="Save").click()
    expect(hand.page.locator(".note")).to_contain_text("1 · Activity")
    expect(hand.page.locator("mark")).to_have_text("The Secretary General welcomed Mr. de Kerchove on 25 May.")
    assert hand.loads == []


def test_words_are_marked_as_information_only_and_back(hand: Hand) -> None:
    page = hand.page
    page.locator("#panel").get_by_role("button", name="Information only").click()
    told = page.get_by_role("link", name="Information only: The Secretary General welcomed")
    expect(told).to_be_visible()
    expect(page.locator("[data-unread]")).to_have_count(2)
    told.click()
    page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(told).to_have_count(0)
    expect(page.locator("[data-unread]")).to_have_count(0)
    assert hand.loads == []
