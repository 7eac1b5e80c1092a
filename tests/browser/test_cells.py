"""The cells of the list, changed where they stand: few clicks, few keys, no page anew, and nothing typed is lost."""

from collections.abc import Callable
from datetime import date

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
CHOSEN = "/follow-ups/?columns=title,partner,owner,due,kind,strength,status"
KEEP_WHAT_IS_COPIED = (
    "document.addEventListener('copy', ({ clipboardData }) => (window.copied = clipboardData.getData('text')))"
)


def cell(page: Page, name: str, row: FollowUp) -> Locator:
    return page.locator(f"#{name}-{row.pk}")


def field(page: Page, label: str) -> Locator:
    return page.locator("#dialog").get_by_label(label, exact=True)


def test_a_cell_is_changed_where_it_stands_and_a_choice_by_pointing_at_it(
    make_follow_up: Make, claire: User, hand_of: At
) -> None:
    row = make_follow_up("Answer the letter")
    hand = hand_of(claire)
    page = hand.page
    page.goto(CHOSEN)
    hand.start()
    hand.click(cell(page, "due", row))
    expect(page.locator("#dialog").get_by_label("Due date")).to_be_focused()
    places = [each.bounding_box() for each in (page.locator("#dialog"), page.locator("td[data-column=due]").first)]
    assert places[0]["y"] == pytest.approx(places[1]["y"] + places[1]["height"], abs=1)  # type: ignore[index]
    page.keyboard.type("4 June 2030")
    hand.click(page.locator("#dialog").get_by_role("button", name="Save"))
    expect(cell(page, "due", row)).to_have_text("4 Jun 2030")
    hand.click(page.get_by_role("button", name="Undo"))
    expect(cell(page, "due", row)).to_have_text("no date")
    hand.click(cell(page, "kind", row))
    # Of choices the one that is pointed at is saved.
    hand.click(page.locator("#dialog label", has_text="Training"))
    expect(cell(page, "kind", row)).to_have_text("Training")


def test_by_keyboard_one_goes_from_cell_to_cell(
    make_follow_up: Make, eu: Organisation, claire: User, keys: Keys
) -> None:
    row = make_follow_up("Answer the letter", due_on=date(2030, 6, 4))
    page = keys.start(CHOSEN)
    cell(page, "title", row).focus()
    keys.press("Enter")
    expect(field(page, "Title")).to_be_focused()
    page.keyboard.type("Answer both letters")
    keys.press("Tab")
    expect(page.locator("#dialog").get_by_label("Partner")).to_be_focused()
    page.keyboard.type("EU")
    keys.press("Tab")
    expect(page.locator("#dialog").get_by_label("Owner")).to_be_focused()
    # What was not changed is not saved.
    keys.press("Shift+Tab")
    expect(page.locator("#dialog").get_by_label("Partner")).to_have_value("European Union (EU)")
    page.keyboard.type("Nobody in particular")
    keys.press("Escape")
    expect(cell(page, "partner", row)).to_be_focused()
    row.refresh_from_db()
    assert (row.title, row.partner, row.version, keys.counted) == ("Answer both letters", eu, 3, (5, 0, 0))
    keys.press("z")
    expect(cell(page, "partner", row)).to_have_text("")


def test_tab_goes_on_from_a_date_past_its_calendar_and_the_reason_that_is_not_asked_for(
    make_follow_up: Make, claire: User, keys: Keys
) -> None:
    row = make_follow_up("Answer the letter", due_on=date(2030, 6, 4))
    page = keys.start(CHOSEN)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    due = page.locator("#dialog").get_by_role("textbox", name="Due date")
    cell(page, "due", row).click()
    expect(due).to_be_focused()
    keys.press("Shift+Tab")
    expect(page.locator("#dialog").get_by_label("Owner")).to_be_focused()
    keys.press("Tab")
    expect(due).to_be_focused()
    keys.press("Tab")
    expect(page.locator("#dialog").get_by_role("radio", name="Other")).to_be_focused()
    # What was not changed is not sent.
    assert sent == []


def test_a_cell_stands_where_there_is_room_and_its_link_says_that_it_is_open(
    make_follow_up: Make, eu: Organisation, claire: User, hand_of: At
) -> None:
    rows = [make_follow_up(f"Letter {number:02}", partner=eu, due_on=date(2030, 6, 4)) for number in range(24)]
    page = hand_of(claire, viewport={"width": 1280, "height": 700}).page
    page.goto(f"{CHOSEN}&sort=title")
    dialog = page.locator("#dialog")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))

    def stands(at: Locator) -> tuple[str, bool]:
        """On which side of the cell, and whether their sides are one line."""
        shown, place = dialog.bounding_box(), at.locator("xpath=ancestor::td").bounding_box()
        assert shown
        assert place
        side = "above" if abs(shown["y"] + shown["height"] - place["y"]) < 2 else "below"
        side = side if side == "above" or abs(shown["y"] - place["y"] - place["height"]) < 2 else "apart"
        return side, abs(shown["x"] - place["x"]) < 2

    first, last = cell(page, "due", rows[0]), cell(page, "due", rows[-1])
    due = dialog.get_by_role("textbox", name="Due date")
    first.click()
    expect(due).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    # What stands there is typed over.
    assert page.evaluate("document.getSelection().toString()") == "4 June 2030"
    assert stands(first) == ("below", True)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(first).not_to_have_attribute("aria-expanded", "true")
    assert [dialog.get_attribute(name) for name in ("style", "data-cell-open")] == ["", None]
    last.evaluate("link => link.scrollIntoView({ block: 'end' })")
    page.mouse.wheel(0, 0)
    last.click()
    expect(due).to_be_focused()
    assert stands(last) == ("above", True)
    # The window changes: it comes along. Where nothing stands beside anything it is a dialog like every other.
    page.set_viewport_size({"width": 1100, "height": 700})
    expect(dialog).to_have_attribute("data-cell-open", "")
    page.set_viewport_size({"width": 640, "height": 700})
    expect(dialog).not_to_have_attribute("data-cell-open", "")
    page.set_viewport_size({"width": 1280, "height": 700})
    page.keyboard.press("Escape")
    # Of several fields a choice is pointed at and not yet saved; from the last cell Tab goes on to the status.
    strength = cell(page, "strength", rows[0])
    strength.click()
    dialog.locator("label", has_text="Offered").click()
    expect(dialog.get_by_label("Reason")).to_be_visible()
    dialog.get_by_role("radio", name="Requested").or_(dialog.get_by_role("radio").first).check()
    page.keyboard.press("Escape")
    strength.click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(f"#status-{rows[0].pk}")).to_be_focused()
    cell(page, "title", rows[0]).focus()
    page.keyboard.press("Enter")
    expect(field(page, "Title")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(dialog).to_be_hidden()
    assert "POST" not in asked


def test_what_is_refused_stays_beside_the_cell(make_follow_up: Make, amina: User, claire: User, keys: Keys) -> None:
    row = make_follow_up("Answer the letter")
    page = keys.start(CHOSEN)
    cell(page, "strength", row).click()
    page.locator("#dialog label", has_text="Offered").click()
    keys.press("Enter")
    expect(page.locator("#dialog [role=alert]")).to_contain_text("Say why")
    expect(page.locator("#dialog").get_by_role("radio", name="Offered")).to_be_checked()
    expect(page.locator("#dialog")).to_have_attribute("data-cell-open", "")
    page.locator("#dialog").get_by_label("Reason").fill("They only offered it.")
    row.edit(by=amina, strength="exploratory", reason="So she said.")
    keys.press("Tab")
    # Nobody overwrites what another has said meanwhile: both are shown, and the mouse does not get round them.
    expect(page.get_by_role("button", name="Save mine")).to_be_visible()
    page.mouse.click(5, 5)
    page.get_by_role("button", name="Save mine").click()
    expect(cell(page, "strength", row)).to_have_text("Offered")


def test_a_click_beside_the_cell_saves_what_was_typed_and_opens_the_next(
    make_follow_up: Make, claire: User, keys: Keys
) -> None:
    row = make_follow_up("Answer the letter")
    page = keys.start(CHOSEN)

    def beside(target: Locator) -> None:
        box = target.bounding_box()
        assert box
        page.mouse.click(box["x"] + 4, box["y"] + 4)

    cell(page, "owner", row).click()
    expect(page.locator("#dialog").get_by_label("Owner")).to_be_focused()
    beside(cell(page, "kind", row))
    expect(page.locator("#dialog").get_by_role("radio", name="Other")).to_be_focused()
    keys.press("Escape")
    cell(page, "owner", row).click()
    expect(page.locator("#dialog").get_by_label("Owner")).to_be_focused()
    page.keyboard.type("me")
    beside(page.locator("#page h1"))
    expect(cell(page, "owner", row)).to_have_text("Claire Dubois")


def test_what_is_ticked_is_copied_as_a_spreadsheet_takes_it(
    make_follow_up: Make, eu: Organisation, claire: User, keys: Keys
) -> None:
    make_follow_up("Answer the letter", partner=eu, owner=claire.person, due_on=date(2030, 6, 4))
    make_follow_up("=1+1")
    make_follow_up("Not this one")
    page = keys.start("/follow-ups/?columns=title,partner,due,status")
    page.evaluate(KEEP_WHAT_IS_COPIED)
    for title in ("Answer the letter", "=1+1"):
        page.get_by_role("checkbox", name=title).check()
    keys.press("Control+c")
    expect(page.locator("#copy")).to_have_text("Copied")
    assert page.evaluate("window.copied") == "Answer the letter\tEU\t4 June 2030\tOpen\n'=1+1\t\t\tOpen"


def test_whatever_a_spreadsheet_would_run_is_copied_as_words(make_follow_up: Make, claire: User, keys: Keys) -> None:
    titles = {
        "+1 more": "'+1 more", "-1 less": "'-1 less", "@all of them": "'@all of them", "'=1+1": "''=1+1",
        "\uff1d1": "'\uff1d1", "1=1": "1=1", "A-B": "A-B", "It's 'so": "It's 'so",
    }  # fmt: skip
    for title in reversed(titles):
        make_follow_up(title)
    page = keys.start("/follow-ups/?columns=title&sort=title")
    page.evaluate(KEEP_WHAT_IS_COPIED)
    keys.press("Control+c")
    assert page.evaluate("window.copied") == ""
    page.locator("#tick-all").check()
    page.locator("#tick-all").press("Control+c")
    expect(page.locator("#copy")).to_have_text("Copied")
    assert sorted(page.evaluate("window.copied").split("\n")) == sorted(titles.values())
    # Words that were selected are copied as they are.
    page.evaluate("document.getSelection().selectAllChildren(document.querySelector('h1'))")
    page.evaluate("window.copied = ''")
    keys.press("Control+c")
    assert page.evaluate("window.copied") == ""


def test_the_button_copies_too_and_says_so_for_a_while(make_follow_up: Make, claire: User, keys: Keys) -> None:
    make_follow_up("Answer the letter")
    keys.hand.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    keys.hand.page.clock.install()
    page = keys.start("/follow-ups/?columns=title,status")
    page.evaluate(KEEP_WHAT_IS_COPIED)
    page.get_by_role("checkbox", name="Answer the letter").check()
    # In a field with words those are copied, and not the rows.
    field = page.locator("#find")
    field.evaluate("field => { field.focus(); document.execCommand('copy'); }")
    usual = page.locator("#copy").inner_text()
    assert page.evaluate("window.copied ?? ''") == ""
    page.locator("#copy").click()
    expect(page.locator("#copy")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Answer the letter\tOpen"
    page.clock.fast_forward(3_500)
    expect(page.locator("#copy")).to_have_text(usual)


def test_cells_and_what_is_ticked_break_no_rule_of_accessibility(
    make_follow_up: Make, claire: User, walk_of: Callable[..., Walk]
) -> None:
    row = make_follow_up("Answer the letter", due_on=date(2018, 6, 4))
    walk = walk_of(claire)
    page = walk.page
    page.goto(CHOSEN)
    cell(page, "due", row).click()
    expect(page.locator("#dialog").get_by_label("Due date")).to_be_focused()
    walk.look("a cell")
    page.keyboard.press("Escape")
    page.get_by_role("checkbox", name="Answer the letter").check()
    walk.look("what is ticked")
    page.locator(".ticks").get_by_role("button", name="Status").click()
    expect(page.get_by_role("heading", name="Change 1 follow-up")).to_be_visible()
    walk.look("a change of what is ticked")
    assert walk.found == {}


def test_without_javascript_the_bar_sends(make_follow_up: Make, claire: User, hand_of: At) -> None:
    row = make_follow_up("Answer the letter")
    hand = hand_of(claire, java_script_enabled=False)
    page = hand.page
    page.goto("/follow-ups/")
    hand.click(page.get_by_role("checkbox", name="Answer the letter"))
    hand.click(page.locator(".ticks").get_by_role("button", name="Owner"))
    page.get_by_label("Owner").fill("me")
    hand.click(page.get_by_role("button", name="Change", exact=True))
    expect(cell(page, "owner", row)).to_have_text("Claire Dubois")
    hand.click(page.get_by_role("button", name="Undo"))
    expect(cell(page, "owner", row)).to_have_text("no owner")
