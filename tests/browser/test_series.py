"""A series of meetings: made of one by mouse, a meeting called off by keyboard, and all of it without JavaScript."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from tracker.accounts.models import User
from tracker.meetings.models import Meeting, Series

pytestmark = pytest.mark.django_db(transaction=True)
Opened = Callable[..., BrowserContext]


@pytest.fixture
def series(claire: User) -> Series:
    begins_on = timezone.localdate() + timedelta(days=7)
    return Series.make(by=claire, name="Coordination meeting", rule="FREQ=DAILY;INTERVAL=7", begins_on=begins_on)


def test_a_meeting_becomes_a_series_whose_rule_is_said_while_it_is_chosen(
    visit: Meeting, claire: User, open_context: Opened
) -> None:
    page = open_context(claire).new_page()
    page.goto(visit.get_absolute_url())
    page.get_by_role("link", name="Make this a series").click()
    page.get_by_label("Repeats").select_option("Every year")
    expect(page.locator("#meaning")).to_contain_text("Every year on the fourth Friday of May.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="To come")).to_be_visible()
    expect(page.locator(".messages, [role=status]").first).to_contain_text("is saved.")
    assert Meeting.objects.earliest("held_on").slot_on == visit.held_on


def test_a_meeting_is_called_off_by_keyboard_and_comes_back(series: Series, claire: User, open_context: Opened) -> None:
    page = open_context(claire).new_page()
    page.goto(series.meetings.get().get_absolute_url())
    page.get_by_role("link", name="Call it off").focus()
    page.keyboard.press("Enter")
    page.locator("dialog").get_by_label("Why").wait_for()
    page.keyboard.type("Nobody is there.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Called off: Nobody is there.")).to_be_visible()
    page.get_by_role("button", name="It takes place after all").click()
    expect(page.get_by_role("link", name="Call it off")).to_be_visible()


def test_without_javascript_a_series_is_made_and_ended(claire: User, open_context: Opened) -> None:
    page = open_context(claire, java_script_enabled=False).new_page()
    page.goto("/meetings/series/new/")
    page.get_by_label("Name", exact=True).fill("Board")
    page.get_by_label("First day").fill("in 3 days")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Board")).to_be_visible()
    page.get_by_role("link", name="End this series").click()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("Ended on")).to_be_visible()
    assert not Series.objects.get().meetings.present().exists()
