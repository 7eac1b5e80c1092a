"""A contact of a partner is given a link on its page, and says by it, without JavaScript, that something is done."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_officer_gives_a_link_and_a_contact_reports_by_it(
    claire: User, coordinator: Person, eu: Organisation,
    walk_of: Callable[..., Walk], open_context: Callable[..., BrowserContext],
) -> None:  # fmt: skip
    letter = FollowUp.log(by=claire, title="Send the letter", partner=eu, owed_by="partner")
    walk, stranger = walk_of(claire), walk_of()
    page = walk.page
    page.goto(eu.get_absolute_url())
    page.get_by_role("link", name="Give a link").press("Enter")
    walk.look("giving a link")
    page.get_by_role("button", name="Make the link").press("Enter")
    address = page.get_by_label("Copy it").input_value()
    walk.look("a link of a contact")

    path = f"/partner/{address.partition('/partner/')[2]}"
    stranger.visit(path)
    contact = open_context(None, java_script_enabled=False).new_page()
    contact.goto(path)
    contact.get_by_role("button", name="Show the list").click()
    contact.get_by_role("link", name="Send the letter").click()
    contact.get_by_role("link", name="It is done").click()
    contact.get_by_label("What shows that it is done").fill("Sent on Monday.")
    contact.get_by_role("button", name="Say that it is done").click()
    expect(contact.get_by_text("waits for us to confirm it")).to_be_visible()
    stranger.visit(path)
    stranger.visit(f"{path}{letter.pk}/")

    page.goto(letter.get_absolute_url())
    expect(page.get_by_text("Sent on Monday.")).to_be_visible()
    assert (walk.found, stranger.found) == ({}, {})
