"""What was agreed comes back at the next meeting: by mouse, by keyboard, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db(transaction=True)
Opened = Callable[..., BrowserContext]
Make = Callable[..., FollowUp]


@pytest.fixture
def training(visit: Meeting, eu: Organisation, make_follow_up: Make) -> FollowUp:
    make_follow_up("Exchange information", meeting=visit, partner=eu, conditional=True)
    return make_follow_up("Extend the training material", meeting=visit, partner=eu)


def log(page: Page, coordinator: Person) -> None:
    page.goto("/meetings/log/")
    page.get_by_label("Title", exact=True).fill("Next meeting")
    page.get_by_label("Date", exact=True).fill("today")
    page.get_by_label("Person", exact=True).first.fill(coordinator.name)


def agenda() -> list[str]:
    return [row.follow_up.title for row in Meeting.objects.get(title="Next meeting").appearances.present()]


def test_it_is_chosen_while_the_meeting_is_logged_and_moved_on_there(
    training: FollowUp, coordinator: Person, claire: User, open_context: Opened
) -> None:
    page = open_context(claire).new_page()
    log(page, coordinator)
    page.keyboard.press("Tab")
    left_out = page.get_by_label("On the agenda: Exchange information")
    expect(left_out).to_be_checked()
    left_out.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save the meeting").click()
    page.wait_for_load_state()
    assert agenda() == ["Extend the training material"]
    page.get_by_role("link", name="What was said: Extend the training material").click()
    page.get_by_role("textbox", name="What was said").fill("The last region is done.")
    page.get_by_role("combobox", name="Status").select_option("Done")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#points .there")).to_contain_text("The last region is done.")
    assert FollowUp.objects.get(pk=training.pk).status == "done"


def test_without_javascript_a_button_shows_what_is_open(
    training: FollowUp, coordinator: Person, claire: User, open_context: Opened
) -> None:
    page = open_context(claire, java_script_enabled=False).new_page()
    log(page, coordinator)
    page.get_by_role("button", name="Show what is open with them").click()
    page.get_by_label("On the agenda: Exchange information").uncheck()
    page.get_by_role("button", name="Save the meeting").click()
    page.wait_for_load_state()
    assert agenda() == ["Extend the training material"]
    page.get_by_label("On the agenda: Exchange information").check()
    page.get_by_role("button", name="Save the agenda").click()
    page.wait_for_load_state()
    assert agenda() == ["Extend the training material", "Exchange information"]
    page.get_by_role("button", name="Undo").first.click()
    page.wait_for_load_state()
    assert agenda() == ["Extend the training material"]
