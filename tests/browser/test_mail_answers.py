"""Answering from a mail on a phone, without an account; and a browser that only looks."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, expect

from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.mail_answers.links import link_for
from tracker.mail_answers.models import AnswerLink, Deed

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def path(invitation: FollowUp, coordinator: Person, claire: User, today: date) -> str:
    invitation.give_to(coordinator, by=claire)
    invitation.edit(by=claire, kind="training", due_on=today + timedelta(days=3))
    return link_for(invitation, coordinator).removeprefix(settings.SITE_ADDRESS)


def test_a_browser_that_presses_nothing_changes_nothing(path: str, open_context: Callable[..., BrowserContext]) -> None:
    page, before = open_context(None).new_page(), Entry.objects.count()
    for address in (path, *(f"{path}{deed}/" for deed in Deed)):
        page.goto(address)
        page.keyboard.press("Escape")
    assert (FollowUp.objects.get().status, Entry.objects.count()) == (Status.OPEN, before)
    assert not [cookie for cookie in page.context.cookies() if cookie.get("name") == settings.SESSION_COOKIE_NAME]


def test_two_presses_on_a_phone_without_scripts(path: str, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(None, java_script_enabled=False, **PHONE).new_page()
    page.goto(f"{path}in_progress/")
    page.get_by_role("button", name="In progress").click()
    expect(page.get_by_text("Noted: In progress")).to_be_visible()
    page.get_by_role("link", name="New date").click()
    page.get_by_label("New due date").fill("in 3 weeks")
    page.get_by_role("button", name="Ask for this date").click()
    expect(page.get_by_text("Say why, in a few words.").first).to_be_visible()
    page.get_by_label("Reason").fill("The hall is not free.")
    page.get_by_role("button", name="Ask for this date").click()
    expect(page.get_by_text("waits for an answer")).to_be_visible()
    assert FollowUp.objects.get().status == Status.IN_PROGRESS


def test_its_pages_are_looked_at(path: str, claire: User, walk_of: Callable[..., Walk]) -> None:
    walk = walk_of(claire)
    for address, name in ((path, "a matter"), (f"{path}note/", "a note"), (f"{path}date/", "a date")):
        walk.page.goto(address)
        walk.look(name)
    AnswerLink.objects.all().delete()
    walk.page.goto(path)
    walk.look("a dead link")
    assert walk.found == {}
