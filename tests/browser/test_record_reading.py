"""A record is pasted and what it suggests accepted: by pointer in eight clicks at most, by fifteen keys at most."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hand, Keys
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
NAMES = ("Anna Berg", "Bo Ek", "Cem Arslan", "Dina Haddad", "Eva Roth")
TEXT = "Meeting on ports\n\n25 May 2018\n\n" + "\n\n".join(
    f"Action: {name} to send the list of ports of region {number} to the members."
    for number, name in enumerate(NAMES, 1)
)


@pytest.fixture
def hand(claire: User, hand_of: At) -> Hand:
    hand = hand_of(claire)
    hand.page.goto("/meetings/")
    hand.start()
    hand.click(hand.page.get_by_role("link", name="Log a meeting").first)
    hand.page.get_by_label("Text").evaluate(
        """(field, text) => {
          field.value = text;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          field.dispatchEvent(new Event("paste", { bubbles: true }));
        }""",
        TEXT,
    )
    expect(hand.page.locator("[name=title]")).to_have_value("Meeting on ports")
    return hand


def test_five_are_accepted_in_eight_clicks_on_two_pages(hand: Hand) -> None:
    page = hand.page
    hand.click(page.get_by_role("button", name="Save the meeting"))
    for left in range(5, 0, -1):
        accept = page.get_by_role("button", name="Accept: ")
        expect(accept).to_have_count(left)
        accept.first.click()
        hand.clicks += 1
    expect(page.get_by_role("button", name="Accept: ")).to_have_count(0)
    assert (FollowUp.objects.count(), hand.clicks <= 8, len(hand.loads) <= 2) == (5, True, True)


def test_by_keys_they_are_accepted_one_by_one_undone_and_all_at_once(hand: Hand) -> None:
    page, keys = hand.page, Keys(hand, pressed=2)
    page.get_by_label("Text").press("Control+Enter")
    for left in range(5, 0, -1):
        expect(page.locator("[data-suggestion]")).to_have_count(left)
        keys.press("a")
    expect(page.locator("[data-suggestion]")).to_have_count(0)
    assert (FollowUp.objects.count(), keys.pressed + 1 <= 15) == (5, True)
    keys.press("z")
    expect(page.locator("[data-suggestion]")).to_have_count(1)
    keys.press("e")
    title = page.locator("#panel").get_by_label("Title", exact=True)
    expect(title).to_be_focused()
    title.press("Escape")
    expect(title).to_have_count(0)
    expect(page.locator("[data-suggestion] .title")).to_be_focused()
    keys.press("A")
    expect(page.locator("[data-suggestion]")).to_have_count(0)
    assert FollowUp.objects.present().count() == 5
