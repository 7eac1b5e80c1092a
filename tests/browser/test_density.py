"""How much of one's work a laptop shows at once, and what stays of it on less."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Hand
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
LAPTOP = {"width": 1280, "height": 800}
WHOLE = """
rows => rows.filter(row => {
  const { top, bottom } = row.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}).length
"""


def whole(page: Page) -> int:
    """How many follow-ups stand on the screen from their first line to their last."""
    rows: Locator = page.locator("[data-follow-up]")
    count: int = rows.evaluate_all(WHOLE)
    return count


@pytest.fixture
def work(make_follow_up: Callable[..., FollowUp], claire: User) -> list[FollowUp]:
    today = timezone.localdate()
    long = "Send the revised list of risk indicators to the members of the working party on cultural objects"
    return [
        make_follow_up(f"{long} {number:02}", owner=claire.person, due_on=today + timedelta(days=number - 7))
        for number in range(20)
    ]


def test_a_laptop_shows_fourteen_of_the_list_and_twelve_of_the_desk(
    work: list[FollowUp], claire: User, hand_of: At
) -> None:
    page = hand_of(claire, viewport=LAPTOP).page
    shown = []
    for address in ("/follow-ups/?status=active", "/"):
        page.goto(address)
        shown.append(whole(page))
    assert (shown[0] >= 14, shown[1] >= 12) == (True, True)


def test_down_to_720_pixels_the_list_is_a_table_of_one_line_each(
    work: list[FollowUp], claire: User, hand_of: At
) -> None:
    page = hand_of(claire, viewport={"width": 720, "height": 800}).page
    page.goto("/follow-ups/?status=active")
    assert whole(page) >= 12


def test_a_title_that_is_cut_stands_whole_for_whoever_stands_on_it(
    work: list[FollowUp], claire: User, hand_of: At
) -> None:
    page = hand_of(claire, viewport={"width": 900, "height": 800}).page
    page.goto("/follow-ups/?status=active")
    title = page.locator("[data-follow-up] .title").first
    is_cut = "title => title.scrollWidth > title.clientWidth"
    before = title.evaluate(is_cut)
    page.keyboard.press("j")
    expect(title).to_be_focused()
    assert (before, title.evaluate(is_cut)) == (True, False)


def test_whoever_likes_it_roomy_sees_kind_and_meeting_below_the_title(
    work: list[FollowUp], claire: User, hand_of: At
) -> None:
    page = hand_of(claire, viewport=LAPTOP).page
    page.goto("/account/preferences/")
    page.get_by_label("Lists").select_option("roomy")
    page.get_by_role("button", name="Save").click()
    page.goto("/follow-ups/?status=active")
    expect(page.locator("[data-follow-up] .meta").first).to_be_visible()
    assert 0 < whole(page) < 14
