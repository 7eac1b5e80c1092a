"""The palette and the keys, counted: what one knows is found, and what one sees is moved on, in very few of them."""

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


def test_a_known_follow_up_is_found_by_four_letters_and_two_keys(
    make_follow_up: Make, claire: User, amina: User, keys: Keys
) -> None:
    known = make_follow_up("Renew the agreement on seals", owner=claire.person)
    for number in range(30):
        make_follow_up(f"Seal of office {number}", by=amina)
    page = keys.start("/meetings/")
    keys.press("Control+k")
    page.keyboard.type("seal")
    keys.press("Enter")
    page.wait_for_url(f"**{known.get_absolute_url()}")
    assert keys.counted == (2, 0, 1)


def test_by_mouse_one_click_and_four_letters_find_it(make_follow_up: Make, claire: User, keys: Keys) -> None:
    known = make_follow_up("Renew the agreement on seals", owner=claire.person)
    page = keys.start("/meetings/")
    keys.hand.click(page.locator("#find"))
    page.keyboard.type("seal")
    page.get_by_role("option", name="Renew the agreement").click()
    page.wait_for_url(f"**{known.get_absolute_url()}")
    assert len(keys.hand.loads) == 1


def test_on_the_list_few_keys_change_what_one_sees(make_follow_up: Make, claire: User, keys: Keys) -> None:
    row = make_follow_up("Answer the letter", owner=claire.person)
    page = keys.start("/follow-ups/")

    keys.press("s", "1")
    expect(status_of(page, row)).to_have_text("In progress")
    assert keys.counted == (2, 0, 0)

    keys.press("z")
    expect(status_of(page, row)).to_have_text("Open")
    assert keys.counted == (3, 0, 0)

    keys.press("d")
    expect(page.locator("#dialog").get_by_label("Due date")).to_be_focused()
    page.keyboard.insert_text("4 June 2030")
    keys.press("Enter")
    expect(page.locator(f"#due-{row.pk}")).to_contain_text("4 Jun 2030")
    assert keys.counted == (5, 0, 0)

    keys.press("h")
    expect(page.locator("#dialog").get_by_label("Until")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#messages")).to_contain_text("is back on your desk on")
    assert keys.counted == (7, 0, 0)

    keys.press("p")
    expect(page.locator("#dialog").get_by_role("radio", name="–")).to_be_focused()
    keys.press("ArrowDown", "Enter")
    expect(page.locator("#messages")).to_contain_text(f"{row.reference} is saved.")

    keys.pressed = 0
    keys.press("o")
    owner = page.locator("#dialog").get_by_label("Owner")
    expect(owner).to_be_focused()
    page.keyboard.insert_text("nobody")
    expect(owner).to_have_value("nobody")
    owner.fill("")
    keys.press("Enter")
    expect(page.locator(f"#owner-{row.pk}")).to_have_text("no owner")
    assert keys.counted == (2, 0, 0)

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


def test_the_last_deed_is_undone_by_one_key_or_click_when_its_message_has_gone(
    make_follow_up: Make, claire: User, keys: Keys
) -> None:
    row = make_follow_up("Answer the letter", owner=claire.person)
    page = keys.start("/follow-ups/")
    by_click = page.get_by_role("button", name=f"Undo: {row.reference}")
    # Where it was done, and from another page.
    for undo, place in ((lambda: keys.press("z"), ""), (lambda: keys.hand.click(by_click), "/meetings/")):
        keys.press("s", "1")
        expect(status_of(page, row)).to_have_text("In progress")
        page.get_by_role("link", name="Close this message").click()
        expect(page.locator("#messages")).to_be_empty()
        if place:
            page.goto(place)
        keys.hand.start()
        keys.pressed = 0
        undo()
        expect(page.locator("#messages")).to_contain_text("Undone: Answer the letter")
        expect(page.locator("#last-deed")).to_have_text("")
        assert (keys.pressed + keys.hand.clicks, FollowUp.objects.get().status) == (1, "open")


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
