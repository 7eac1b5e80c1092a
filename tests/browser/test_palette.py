"""The palette and the keys: what one asks for is found and done, and letters are letters where one types."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Hand, Keys
from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
Make = Callable[..., FollowUp]


def status_of(page: Page, follow_up: FollowUp) -> Locator:
    return page.locator(f"#status-{follow_up.pk}")


def test_on_the_list_keys_give_a_priority_take_an_owner_off_and_tick(
    make_follow_up: Make, claire: User, keys: Keys
) -> None:
    row = make_follow_up("Answer the letter", owner=claire.person)
    page = keys.start("/follow-ups/")

    keys.press("p")
    expect(page.locator("#dialog").get_by_role("radio", name="–")).to_be_focused()
    keys.press("ArrowDown", "Enter")
    expect(page.locator("#messages")).to_contain_text(f"{row.reference} is saved.")

    keys.press("o")
    owner = page.locator("#dialog").get_by_label("Owner")
    expect(owner).to_be_focused()
    page.keyboard.insert_text("nobody")
    expect(owner).to_have_value("nobody")
    owner.fill("")
    keys.press("Enter")
    expect(page.locator(f"#owner-{row.pk}")).to_have_text("no owner")

    keys.press("Tab", "x")
    expect(page.locator("tbody input[type=checkbox]")).to_be_checked()


def test_what_is_asked_for_in_words_is_done_and_undone(make_follow_up: Make, claire: User, keys: Keys) -> None:
    row = make_follow_up("Answer the letter", owner=claire.person)
    page = keys.start("/follow-ups/")
    keys.press("Control+k")
    page.keyboard.type(f"move {row.reference} to done")
    keys.press("Enter")
    expect(page.locator("#messages")).to_contain_text(f"{row.reference} is now: Done")
    keys.press("z")
    expect(page.locator("#messages")).to_contain_text("Undone")
    assert (keys.counted, FollowUp.objects.get().status) == ((3, 0, 0), "open")
    keys.press("j", "/")
    page.keyboard.type("waiting")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text(
        f"Move {row.reference} to “Waiting on partner”"
    )
    keys.press("Enter")
    expect(page.locator("#dialog").get_by_label("Waiting on")).to_be_focused()
    keys.press("Escape")
    expect(page.locator(f"#follow-up-{row.pk} .title")).to_be_focused()


def test_the_arrows_choose_among_the_answers(eu: Organisation, make_follow_up: Make, keys: Keys) -> None:
    make_follow_up("Euro notes")
    page = keys.start("/")
    keys.press("Control+k")
    field = page.get_by_role("combobox", name="Find or do")
    page.keyboard.type("eu")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Euro notes")
    keys.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("EU")
    expect(field).to_have_attribute("aria-activedescendant", "answer-1")
    keys.press("ArrowUp", "ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_contain_text("All that says “eu”")
    expect(field).to_be_focused()
    # Opened beside this page, the answers stay for the next one.
    with page.context.expect_page():
        page.get_by_role("option", name="Euro notes").click(modifiers=["ControlOrMeta"])
    expect(field).to_be_visible()
    keys.press("Escape", "g", "m")
    expect(page.get_by_role("heading", name="Meetings", exact=True)).to_be_visible()


DIGIT = "code => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {...code, bubbles: true}))"


@pytest.mark.parametrize("key", [{"key": "&", "code": "Digit1"}, {"key": "1", "code": "Digit1", "shiftKey": True}])
def test_where_digits_need_shift_they_choose_with_and_without_it(
    invitation: FollowUp, keys: Keys, key: dict[str, object]
) -> None:
    page = keys.start(invitation.get_absolute_url())
    keys.press("s")
    page.evaluate(DIGIT, key)
    expect(status_of(page, invitation)).to_have_text("In progress")


def test_letters_are_letters_in_fields_and_for_who_switched_them_off(
    invitation: FollowUp, claire: User, keys: Keys
) -> None:
    page = keys.start(invitation.get_absolute_url())
    note = page.get_by_label("Note", exact=False).first
    note.click()
    page.keyboard.type("cagdsz?/x")
    expect(note).to_have_value("cagdsz?/x")
    keys.press("Control+k")
    expect(page.get_by_role("combobox", name="Find or do")).to_be_focused()
    User.objects.filter(pk=claire.pk).update(uses_keys=False)
    page.goto("/follow-ups/")
    keys.press("s", "/")
    assert page.locator("[open]").count() == 0
    keys.press("Control+k")
    expect(page.get_by_role("combobox", name="Find or do")).to_be_focused()


def test_the_palette_breaks_no_rule_of_accessibility(
    invitation: FollowUp, claire: User, walk_of: Callable[..., Walk]
) -> None:
    walk = walk_of(claire)
    page = walk.page
    page.goto(invitation.get_absolute_url())
    for typed in ("", "visit", f"{invitation.reference}", "assign to", "zebra"):
        page.keyboard.press("Control+k")
        page.keyboard.type(typed)
        expect(page.locator("#answers")).to_have_attribute("data-typed", typed)
        walk.look(typed)
        page.keyboard.press("Escape")
    for key, name in (("?", "Keys"), ("p", "Priority")):
        page.keyboard.press(key)
        expect(page.locator("#dialog").get_by_role("heading", name=name)).to_be_visible()
        walk.look(name)
        page.keyboard.press("Escape")
    assert walk.found == {}


def test_what_one_opened_lately_is_found_first_and_the_server_remembers_none_of_it(
    make_follow_up: Make, claire: User, amina: User, keys: Keys
) -> None:
    known, *others = [make_follow_up(f"Seal the containers {number}", by=amina) for number in range(7)]
    page = keys.start(known.get_absolute_url())
    keys.start("/meetings/")
    keys.press("Control+k")
    page.keyboard.type("seal")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Seal the containers 0")
    kept = page.evaluate("Object.entries(localStorage)")
    assert kept == [[f"opened-{claire.pk}", str(known.pk)]]
    # What was opened last stands first, and once.
    for each in (others[0], others[1], known):
        page.goto(each.get_absolute_url())
    kept = page.evaluate("Object.values(localStorage)")
    assert kept == [f"{known.pk},{others[1].pk},{others[0].pk}"]
