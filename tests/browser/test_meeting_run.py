"""A meeting is run from its page to its record: by keyboard, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tracker.accounts.models import User
from tracker.agendas.points.models import Outcome, Point
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db(transaction=True)
Opened = Callable[..., BrowserContext]


@pytest.fixture
def data(visit: Meeting, claire: User) -> Point:
    Point.add_to(visit, by=claire, title="Data", minutes=10)
    return Point.add_to(visit, by=claire, title="Any other business")


def agree(page: Page, title: str) -> None:
    page.get_by_label("What was said").fill("One page is missing.")
    page.get_by_label("New follow-up").fill(title)
    page.get_by_label("Due date").fill("5 June 2018")


def assert_recorded(visit: Meeting, title: str) -> None:
    follow_up = Outcome.objects.get().follow_up
    assert follow_up.passage
    assert (follow_up.title, follow_up.passage.exact) == (title, f"{title} – 5 June 2018")


def test_by_keyboard(visit: Meeting, data: Point, claire: User, open_context: Opened) -> None:
    page = open_context(claire).new_page()
    page.clock.install()
    page.goto(visit.get_absolute_url())
    page.keyboard.press("r")
    expect(page.get_by_role("heading", level=1)).to_have_text("Data")
    expect(page.get_by_label("What was said")).to_be_focused()
    agree(page, "Send the page")
    page.get_by_label("Due date").press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Any other business")
    # Since the point before was spoken of.
    expect(page.locator("#pace b")).to_have_text("0")
    page.clock.fast_forward("07:30")
    expect(page.locator("#pace b")).to_have_text("7")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("The end")
    expect(page.get_by_role("button", name="Make the record")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The record is made")).to_be_visible()
    assert_recorded(visit, "Send the page")


def test_without_javascript(visit: Meeting, data: Point, claire: User, open_context: Opened) -> None:
    page = open_context(claire, java_script_enabled=False).new_page()
    page.goto(f"{visit.get_absolute_url()}run/")
    agree(page, "Send the page")
    page.get_by_role("button", name="Any other business").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Any other business")
    page.get_by_role("button", name="Data").click()
    expect(page.get_by_label("What was said")).to_have_value("One page is missing.")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="The end").click()
    page.get_by_role("button", name="Make the record").click()
    expect(page.get_by_text("The record is made")).to_be_visible()
    assert_recorded(visit, "Send the page")
