"""What was promised moves once the one to whom it was promised grants it: asked by mouse, granted by keyboard."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
Opened = Callable[..., BrowserContext]


def test_its_owner_asks_for_another_date_and_a_manager_grants_it_from_the_desk(
    make_follow_up: Callable[..., FollowUp],
    noor: User,
    amina: User,
    eu: Organisation,
    today: date,
    open_context: Opened,
) -> None:
    promised = make_follow_up("Share the list", owner=noor.person, partner=eu, due_on=today + timedelta(days=3))
    page = open_context(noor).new_page()
    page.goto(promised.get_absolute_url())
    page.get_by_role("link", name="Ask for a change").click()
    page.get_by_label("New due date").fill("in 40 days")
    page.get_by_label("Reason").fill("The archive moves house.")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", name="A request is open.")).to_be_visible()
    assert FollowUp.objects.get().due_on == today + timedelta(days=3)
    page = open_context(amina).new_page()
    page.goto("/")
    expect(page.get_by_text("The archive moves house.")).to_be_visible()
    page.get_by_role("link", name="Grant: Share the list").press("Enter")
    page.get_by_role("button", name="Grant", exact=True).press("Enter")
    expect(page.get_by_text("Granted:")).to_be_visible()
    assert FollowUp.objects.get().due_on == today + timedelta(days=40)


def test_without_javascript_it_is_refused_with_a_reason(
    make_follow_up: Callable[..., FollowUp], noor: User, amina: User, eu: Organisation, open_context: Opened
) -> None:
    promised = make_follow_up("Share the list", owner=noor.person, partner=eu)
    ChangeRequest.ask(promised, by=noor, asked_by=noor.person, reason="Nobody needs it.")
    page = open_context(amina, java_script_enabled=False).new_page()
    page.goto(promised.get_absolute_url())
    page.get_by_role("link", name="Refuse").click()
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("Say why, in a few words.", exact=True)).to_be_visible()
    page.get_by_label("Reason").fill("We do.")
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("refused the change that was asked for")).to_be_visible()
    assert ChangeRequest.objects.get().answer == "We do."
