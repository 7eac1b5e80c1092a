"""Closing in two steps: reported done by its owner, and confirmed by a manager."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tracker.accounts.models import User
from tracker.follow_ups.models import ClosingRule, FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
Opened = Callable[..., BrowserContext]


def test_the_owner_reports_it_done_and_a_manager_confirms_it(
    make_follow_up: Callable[..., FollowUp], noor: User, amina: User, jonas: User, open_context: Opened
) -> None:
    ClosingRule.add(by=jonas, kind="training")
    training = make_follow_up("Train the officers", kind="training", owner=noor.person)
    page = open_context(noor).new_page()
    page.goto("/")
    page.get_by_role("button", name="Mark done: Train the officers").press("Enter")
    page.get_by_label("What shows that it is done").fill("Forty came.")
    page.get_by_role("button", name="Done", exact=True).press("Enter")
    expect(page.get_by_text("It is off your desk, and waits to be confirmed.")).to_be_visible()
    assert FollowUp.objects.get().is_to_confirm
    page = open_context(amina).new_page()
    page.goto("/")
    page.get_by_role("link", name="Train the officers").click()
    expect(page.get_by_text("Forty came.")).to_be_visible()
    page.get_by_role("link", name="Confirm", exact=True).click()
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_text(f"{training.reference} is confirmed.")).to_be_visible()
    assert FollowUp.objects.get().confirmed_by == amina.person
