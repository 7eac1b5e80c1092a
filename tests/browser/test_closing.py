"""Closing in two steps: reported done by its owner, confirmed by a manager; by mouse, by keys, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tracker.accounts.models import User
from tracker.follow_ups.models import ClosingRule, FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
Opened = Callable[..., BrowserContext]
Make = Callable[..., FollowUp]


@pytest.fixture
def training(make_follow_up: Make, noor: User, jonas: User) -> FollowUp:
    ClosingRule.add(by=jonas, kind="training")
    return make_follow_up("Train the officers", kind="training", owner=noor.person)


def standing() -> tuple[str, bool, str]:
    row = FollowUp.objects.get()
    return row.status, row.is_to_confirm, str(row.confirmed_by or "")


def press(page: Page, role: str, name: str) -> None:
    page.get_by_role(role, name=name, exact=True).press("Enter")  # type: ignore[arg-type]


def test_by_keyboard_its_owner_reports_it_done_and_a_manager_confirms_it(
    training: FollowUp, noor: User, amina: User, open_context: Opened
) -> None:
    page = open_context(noor).new_page()
    page.goto("/")
    press(page, "button", "Mark done: Train the officers")
    page.get_by_label("What shows that it is done").fill("Forty came.")
    press(page, "button", "Done")
    expect(page.get_by_text("is reported done, and waits to be confirmed.")).to_be_visible()
    assert standing() == ("done", True, "")
    page = open_context(amina).new_page()
    page.goto(training.get_absolute_url())
    press(page, "link", "Confirm")
    expect(page.get_by_label("Confirmed by")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{training.reference} is confirmed.")).to_be_visible()
    assert standing() == ("done", False, str(amina.person))


def test_by_mouse_a_manager_opens_it_again_and_then_confirms_it(
    training: FollowUp, noor: User, amina: User, open_context: Opened
) -> None:
    training.move_to("done", by=noor, reason="Forty came.")
    page = open_context(amina).new_page()
    page.goto("/")
    page.get_by_role("link", name="Train the officers").click()
    expect(page.get_by_text("Forty came.")).to_be_visible()
    page.get_by_role("link", name="Reopen", exact=True).click()
    page.get_by_label("Reason").fill("One course is missing.")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.locator("#to-confirm")).to_have_count(0)
    assert standing() == ("open", False, "")
    FollowUp.objects.get().move_to("done", by=noor, reason="Now all are trained.")
    page.reload()
    page.get_by_role("link", name="Confirm", exact=True).click()
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_text(f"{training.reference} is confirmed.")).to_be_visible()
    assert standing() == ("done", False, str(amina.person))


def test_without_javascript_it_is_reported_with_a_file_opened_again_and_confirmed(
    training: FollowUp, noor: User, amina: User, open_context: Opened
) -> None:
    ClosingRule.objects.update(needs_evidence=True)
    page = open_context(noor, java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("button", name="Mark done: Train the officers").click()
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Say what shows that it is done")
    signed = {"name": "signed.txt", "mimeType": "text/plain", "buffer": b"Forty came."}
    page.get_by_label("Files").set_input_files(signed)  # type: ignore[arg-type]
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_text("is reported done, and waits to be confirmed.")).to_be_visible()
    page = open_context(amina, java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("link", name="Train the officers").click()
    expect(page.get_by_role("link", name="signed.txt")).to_be_visible()
    page.get_by_role("link", name="Reopen", exact=True).click()
    page.get_by_label("Reason").fill("One course is missing.")
    page.get_by_role("button", name="Open", exact=True).click()
    assert standing() == ("open", False, "")
    FollowUp.objects.get().move_to("done", by=noor)
    page.goto(training.get_absolute_url())
    page.get_by_role("link", name="Confirm", exact=True).click()
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_text(f"{training.reference} is confirmed.")).to_be_visible()
    assert standing() == ("done", False, str(amina.person))
