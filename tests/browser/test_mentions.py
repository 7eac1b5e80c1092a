"""A note mentions a colleague: by keys, by mouse, and without JavaScript; who is mentioned finds it on their desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Keys
from tests.conftest import account
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., FollowUp]
Open = Callable[..., BrowserContext]


def test_a_name_is_chosen_after_the_sign_by_keys_or_by_mouse(
    make_follow_up: Make, amina: User, omar: User, wco: Organisation, keys: Keys, open_context: Open
) -> None:
    account(wco, "Olga Diaz", Role.OFFICER)
    follow_up = make_follow_up("Answer the letter")
    page = keys.start(follow_up.get_absolute_url())
    page.get_by_label("Note", exact=True).focus()
    page.keyboard.type("Ask @am")
    names = page.locator(".offers:popover-open [role=option]")
    expect(names).to_have_count(1)
    keys.press("Enter")
    page.keyboard.type("or @om")
    expect(names).to_contain_text(["Omar Diallo"])
    names.click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Ask @Amina Rahman or @Omar Diallo ")
    # No address asks for names, and of several the arrows go round.
    page.keyboard.type("a@am")
    expect(names).to_have_count(0)
    page.keyboard.type(" @d")
    expect(names).to_contain_text(["Olga Diaz", "Omar Diallo"])
    chosen = page.locator(".offers:popover-open [aria-selected=true]")
    for key, name in (("ArrowUp", "Omar Diallo"), ("ArrowDown", "Olga Diaz"), ("ArrowDown", "Omar Diallo")):
        keys.press(key)
        expect(chosen).to_contain_text(name)
    keys.press("Tab")
    expect(page.get_by_label("Note", exact=True)).to_have_value("Ask @Amina Rahman or @Omar Diallo a@am @Omar Diallo ")
    page.get_by_label("Note", exact=True).fill("Ask @Amina Rahman or @Omar Diallo ")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator(".timeline")).to_contain_text("Ask @Amina Rahman or @Omar Diallo")
    expect(page.locator("#watchers")).to_contain_text("Amina Rahman, Omar Diallo")

    page.goto("/follow-ups/")
    page.locator(f"#status-{follow_up.pk}").click()
    page.get_by_role("link", name="Note…").click()
    page.get_by_role("textbox", name="Note").press_sequentially("@om")
    expect(names).to_contain_text(["Omar Diallo"])
    keys.press("Escape")
    expect(page.locator("#dialog")).to_be_visible()

    desk = open_context(omar).new_page()
    desk.goto("/")
    desk.locator("#mentions").get_by_role("link", name="Answer the letter").click()
    expect(desk.locator(".timeline")).to_contain_text("Ask @Amina Rahman or @Omar Diallo")
    desk.goto("/")
    expect(desk.locator("#mentions")).to_have_count(0)


def test_without_javascript_a_typed_name_mentions_and_a_reply_answers(
    make_follow_up: Make, claire: User, omar: User, open_context: Open
) -> None:
    follow_up = make_follow_up("Answer the letter")
    page = open_context(claire, java_script_enabled=False).new_page()
    page.goto(follow_up.get_absolute_url())
    page.get_by_label("Note", exact=True).fill("@Omar Diallo can you?")
    page.get_by_role("button", name="Add note").click()
    page = open_context(omar, java_script_enabled=False).new_page()
    page.goto("/")
    page.locator("#mentions").get_by_role("link", name="Answer the letter").click()
    page.get_by_role("link", name="Reply").click()
    page.get_by_label("Note", exact=True).fill("I can.")
    page.get_by_role("button", name="Reply").click()
    expect(page.locator(".replies")).to_contain_text("I can.")
    page.get_by_role("link", name="Edit: I can.").click()
    page.get_by_label("Note", exact=True).fill("I can, tomorrow.")
    page.get_by_role("button", name="Save").click()
    page.locator(".former summary").click()
    expect(page.locator(".replies .former")).to_contain_text("I can.")
