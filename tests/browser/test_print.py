"""What comes out on paper, and in colours that a person's system forces."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hand
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
SCREEN_ONLY = ".topbar, .button, .tick, .add, .filters, .menu > .items, #panel *, dialog, .skip"
# What a page shows of these elements: nothing is left when none takes room.
SHOWN = """
elements => elements
  .filter(each => each.checkVisibility({ visibilityProperty: true })).map(each => each.outerHTML.slice(0, 80))
"""


@pytest.fixture
def page(claire: User, hand_of: At) -> Page:
    return hand_of(claire).page


def printed(page: Page, address: str) -> Page:
    page.goto(address)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("place", ["desk", "list", "meeting", "follow-up", "partner"])
def test_nothing_that_only_a_screen_can_use_is_printed(invitation: FollowUp, page: Page, place: str) -> None:
    addresses = {
        "desk": "/",
        "list": "/follow-ups/",
        "meeting": invitation.meeting.get_absolute_url(),
        "follow-up": invitation.get_absolute_url(),
        "partner": invitation.partner.get_absolute_url(),
    }
    printed(page, addresses[place])
    assert page.locator(SCREEN_ONLY).evaluate_all(SHOWN) == []
    expect(page.get_by_text(invitation.title).first).to_be_visible()
    expect(page.locator(".status")).to_have_text("Open")


def test_a_printed_meeting_holds_its_record_and_its_follow_ups(invitation: FollowUp, page: Page) -> None:
    printed(page, invitation.meeting.get_absolute_url())
    expect(page.locator("mark")).to_have_text("The EU Coordinator invited the WCO to speak")
    expect(page.locator(".record")).to_contain_text("Several areas for further cooperation were identified.")
    expect(page.locator(".note")).to_contain_text("Claire Dubois")
    expect(page.locator(".people")).to_contain_text("Gilles de Kerchove")


def test_paper_says_as_of_when_and_on_what_day_a_thing_was_due(
    make_follow_up: Callable[..., FollowUp], page: Page, today: date
) -> None:
    due_on = today - timedelta(days=16)
    late = make_follow_up("Late letter", due_on=due_on)
    printed(page, "/follow-ups/?late=on")
    said = page.locator(f"#due-{late.pk}").evaluate("due => getComputedStyle(due, '::after').content")
    assert "".join(re.findall(r'"([^"]*)"', said)) == f" ({format_date(due_on, 'en')})"
    expect(page.locator(".printed")).to_contain_text(format_date(today, "en"))
    expect(page.locator(".tabs a:visible")).to_have_count(1)


def test_an_open_panel_is_not_printed(invitation: FollowUp, page: Page) -> None:
    page.goto(invitation.meeting.get_absolute_url())
    page.locator("#add").click()
    expect(page.locator("#panel").get_by_label("Title", exact=True)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#panel").get_by_label("Title", exact=True)).to_be_hidden()


def test_paper_is_white_even_for_those_who_work_in_the_dark(invitation: FollowUp, claire: User, hand_of: At) -> None:
    page = hand_of(claire, color_scheme="dark").page
    printed(page, invitation.meeting.get_absolute_url())
    colours = "element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
    assert page.locator("body").evaluate(colours) == ["rgb(255, 255, 255)", "rgb(27, 33, 48)"]


def test_forced_colours_leave_the_statuses_apart_by_their_words_and_borders(
    make_follow_up: Callable[..., FollowUp], claire: User, hand_of: At
) -> None:
    first = make_follow_up("First")
    make_follow_up("Second")
    first.move_to("in_progress", by=claire)
    page = hand_of(claire, forced_colors="active").page
    page.goto("/follow-ups/")
    statuses = page.locator(".status")
    expect(statuses).to_have_text(["In progress", "Open"])
    assert statuses.evaluate_all("all => all.map(each => getComputedStyle(each).borderStyle)") == ["solid", "solid"]


def test_forced_colours_leave_the_words_of_a_follow_up_underlined(
    invitation: FollowUp, claire: User, hand_of: At
) -> None:
    page = hand_of(claire, forced_colors="active").page
    page.goto(invitation.meeting.get_absolute_url())
    assert page.locator("mark").evaluate("element => getComputedStyle(element).textDecorationLine") == "underline"
