"""Typing goes on while a save is under way: no answer takes away what was typed after it was asked for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Hand
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.records.models import Record

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
NOON = datetime(2030, 6, 4, 12, tzinfo=UTC)


@pytest.fixture
def page(claire: User, hand_of: At) -> Page:
    return hand_of(claire).page


class Held:
    """The requests to an address, which wait until they are let go."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.routes, self.is_over = page, list[Route](), False
        page.route(address, lambda route: route.continue_() if self.is_over else self.routes.append(route))

    def wait(self, number: int = 1) -> None:
        until = monotonic() + 15
        while len(self.routes) < number:
            assert monotonic() < until, f"{len(self.routes)} of {number} requests were made."
            # Each look at the page lets what happened there be heard here.
            self.page.evaluate("document.readyState")

    def let_go(self, number: int = 0) -> None:
        self.routes.pop(number).continue_()

    def end(self) -> None:
        self.wait()
        self.is_over = True
        while self.routes:
            self.let_go()


def test_a_note_that_is_being_written_outlives_a_change_of_status(invitation: FollowUp, page: Page) -> None:
    page.goto(invitation.get_absolute_url())
    held = Held(page, "**/to/in_progress/**")
    page.keyboard.press("s")
    page.keyboard.press("1")
    note = page.get_by_label("Note", exact=False).first
    note.click()
    page.keyboard.type("They will ans")
    held.end()
    expect(page.locator(f"#status-{invitation.pk}")).to_have_text("In progress")
    page.keyboard.type("wer")
    expect(page.get_by_label("Note", exact=False).first).to_have_value("They will answer")


def test_what_is_typed_in_the_panel_outlives_a_change_in_the_margin(
    communique: Record, invitation: FollowUp, page: Page
) -> None:
    page.goto(communique.meeting.get_absolute_url())
    page.locator("#add").click()
    title = page.locator("#panel").get_by_label("Title", exact=True)
    title.fill("Send the lett")
    held = Held(page, "**/to/in_progress/**")
    page.locator(f"#status-{invitation.pk}").click()
    page.get_by_role("button", name="In progress").click()
    title.click()
    page.keyboard.press("End")
    page.keyboard.type("er")
    held.end()
    expect(page.locator(f"#status-{invitation.pk}")).to_have_text("In progress")
    expect(title).to_have_value("Send the letter")
    expect(title).to_be_focused()
    page.locator("#panel").get_by_role("button", name="Save").click()
    expect(page.locator("#panel")).to_be_empty()
    assert FollowUp.objects.filter(title="Send the letter").count() == 1


def test_a_refused_form_keeps_what_was_typed_meanwhile(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    page.locator(f"#due-{invitation.pk}").click()
    dialog = page.locator("#dialog")
    due = dialog.get_by_label("Due date")
    due.fill("the day aft")
    held = Held(page, "**/due/**")
    due.press("Enter")
    due.fill("4 June 2030")
    held.end()
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(due).to_have_value("4 June 2030")


def test_what_is_typed_into_a_form_after_it_was_sent_is_still_there_when_it_is_saved(
    invitation: FollowUp, page: Page
) -> None:
    page.goto("/follow-ups/")
    page.locator(f"#due-{invitation.pk}").click()
    due = page.locator("#dialog").get_by_label("Due date")
    due.fill("4 June 2030")
    held = Held(page, "**/due/**")
    due.press("Enter")
    due.fill("5 June 2030")
    held.end()
    expect(page.locator(f"#due-{invitation.pk}")).to_contain_text("4 Jun 2030")
    expect(due).to_have_value("5 June 2030")
    page.keyboard.press("Escape")
    expect(page.locator(f"#due-{invitation.pk}")).to_be_focused()


def test_an_older_answer_never_replaces_a_newer_one_while_one_searches(page: Page) -> None:
    for name in ("Rosa Conti", "Rosalind Field"):
        Person.add(by=None, name=name)
    page.goto("/find/")
    held = Held(page, "**/find/?q=Ros*")
    find = page.get_by_role("searchbox").first
    find.fill("Ros")
    held.wait()
    find.fill("Rosali")
    held.wait(2)
    held.let_go(1)
    expect(page.locator("#found")).to_contain_text("Rosalind")
    held.end()
    expect(page.locator("#found")).not_to_contain_text("Conti")
    expect(find).to_have_value("Rosali")


def test_a_look_that_is_out_of_date_lets_nothing_be_done(invitation: FollowUp, page: Page) -> None:
    Person.add(by=None, name="Rosa Conti")
    page.goto("/follow-ups/")
    page.get_by_role("checkbox", name="Tick").first.check()
    page.get_by_role("button", name="Change", exact=False).first.click()
    page.wait_for_load_state()
    owner = page.get_by_role("combobox", name="Owner")
    held = Held(page, "**/follow-ups/changes/*/?**")
    owner.fill("Rosa Conti")
    owner.blur()
    held.wait()
    owner.press_sequentially("x")
    held.end()
    expect(page.locator("#do")).to_be_disabled()


def test_letters_meant_for_a_field_that_is_gone_press_no_keys(invitation: FollowUp, page: Page) -> None:
    # The clock stands until it is moved, so that a slow machine does not outlast the rest of the keys.
    page.clock.set_fixed_time(NOON)
    page.goto(invitation.meeting.get_absolute_url())
    page.locator("#add").click()
    title = page.locator("#panel").get_by_label("Title", exact=True)
    title.fill("Send")
    held = Held(page, "**/follow-ups/new/**")
    title.press("Enter")
    held.end()
    expect(page.locator("#panel")).to_be_empty()
    page.keyboard.type("ccas")
    expect(page.locator("#panel")).to_be_empty()
    page.clock.set_fixed_time(NOON + timedelta(seconds=2))
    page.keyboard.press("a")
    expect(page.locator("#panel").get_by_label("Title", exact=True)).to_be_focused()
