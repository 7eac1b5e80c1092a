"""Menus stay on the screen and tables fit it, on telephones, tablets and laptops."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hand
from tests.browser.walk import TOO_WIDE
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
# On how many heights the links of a row stand.
TOPS = "row => new Set([...row.children].map(each => each.getBoundingClientRect().top)).size"
OFF_THE_SIDES = """
() => [...document.querySelectorAll("details[open] .items *")]
  .filter(item => item.getBoundingClientRect().left < 0 || item.getBoundingClientRect().right > innerWidth)
  .map(item => `${location.pathname}: ${item.textContent.trim()}`)
"""


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
def test_every_status_of_an_open_menu_can_be_reached(
    invitation: FollowUp, claire: User, hand_of: At, width: int
) -> None:
    invitation.edit(
        by=claire, title="Speak at the Workshop on Protecting Iraqi Cultural Heritage and Fighting Terrorism"
    )
    page = hand_of(claire, viewport={"width": width, "height": 900}).page
    for address in ("/", "/follow-ups/", invitation.meeting.get_absolute_url(), invitation.get_absolute_url()):
        page.goto(address)
        page.locator(f"#status-{invitation.pk}").click()
        menu = page.locator("[data-follow-up] details[open] .items")
        expect(menu).to_be_visible()
        assert page.evaluate(OFF_THE_SIDES) == []
        menu.get_by_role("link", name="Dropped…").click(trial=True)
        assert page.evaluate(TOO_WIDE) == []


def test_the_places_and_the_quick_choices_take_a_row_each_with_the_present_one_in_sight(
    invitation: FollowUp, claire: User, hand_of: At
) -> None:
    page = hand_of(claire, viewport={"width": 320, "height": 700}).page
    page.goto("/follow-ups/?status=active&unowned=on")
    for name in ("Main", "Quick choices"):
        row = page.get_by_role("navigation", name=name)
        assert row.evaluate(TOPS) == 1
        expect(row.locator("[aria-current]")).to_be_in_viewport(ratio=1)


def test_the_last_line_of_a_list_does_not_cut_its_menu_off(
    make_follow_up: Callable[..., FollowUp], claire: User, hand_of: At
) -> None:
    only = make_follow_up("Only")
    page = hand_of(claire).page
    page.goto("/follow-ups/")
    page.locator(f"#status-{only.pk}").click()
    last = page.locator("details[open] .items").locator("a, button").last
    last.click(trial=True)
    expect(last).to_be_in_viewport(ratio=1)
