"""Filters are typed and chosen, and columns moved, in few keys."""

from collections.abc import Callable
from json import dumps

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Hand, Keys, until
from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
HEADS = "ths => ths.map(th => th.dataset.column).filter(Boolean)"
FOCUSED = "document.activeElement.id"


@pytest.fixture
def work(make_follow_up: Callable[..., FollowUp], eu: Organisation) -> list[FollowUp]:
    """Four, two of them with the EU."""
    kinds = {"training": eu, "document": eu, "briefing": None, "other": None}
    return [make_follow_up(f"A {kind}", kind=kind, partner=partner) for kind, partner in kinds.items()]


def chips(page: Page) -> list[str]:
    return [" ".join(each.split()) for each in page.locator(".toolbar .chip").all_inner_texts()]


def offered(page: Page) -> list[str]:
    return [" ".join(each.split()) for each in page.locator("#picker [role=option]").all_inner_texts()]


def heads(page: Page) -> list[str]:
    found: list[str] = page.locator("thead th").evaluate_all(HEADS)
    return found


def test_a_filter_is_typed_and_chosen_changed_and_taken_off(work: list[FollowUp], keys: Keys) -> None:
    page = keys.start("/follow-ups/")
    keys.press("f")
    page.keyboard.type("train")
    assert (offered(page)[0], offered(page)[-1]) == ("Kind Training", "Words “train”")
    keys.press("Enter")
    expect(page.locator("#chip-kind")).to_be_focused()
    assert (keys.counted, chips(page)) == ((2, 0, 1), ["Status All active", "Kind Training"])
    # The chip that one stands on changes; its own choice is chosen already.
    keys.press("Enter")
    expect(page.locator("#picker-words")).to_be_focused()
    expect(page.locator("#picker [aria-selected=true]")).to_have_text("Training")
    page.keyboard.type("doc")
    keys.press("Enter")
    expect(page.locator("#chip-kind")).to_contain_text("Document")
    keys.press("Tab", "Enter")
    expect(page.locator("#chip-kind")).to_have_count(0)
    expect(page.locator("#add-filter")).to_be_focused()
    expect(page.locator("[data-follow-up]")).to_have_count(4)


def test_a_name_is_found_among_all_that_may_be_meant_before_its_answer_has_come(
    work: list[FollowUp], eu: Organisation, keys: Keys
) -> None:
    page = keys.start("/follow-ups/")
    keys.press("f")
    # Nobody who types on waits for the names.
    page.keyboard.type(eu.name[:9])
    keys.press("Enter")
    expect(page.locator("#chip-partner")).to_contain_text(str(eu))
    expect(page.locator("[data-follow-up]")).to_have_count(2)
    assert keys.counted == (2, 0, 1)


def test_whoever_gives_up_a_filter_stands_where_they_were(work: list[FollowUp], keys: Keys) -> None:
    page = keys.start("/follow-ups/")
    keys.press("f", "ArrowDown", "Enter")
    expect(page.locator("#picker-field")).to_have_text("Status")
    keys.press("Backspace")
    expect(page.locator("#picker-field")).to_have_text("")
    keys.press("Escape")
    assert page.evaluate(FOCUSED) == "add-filter"
    page.locator("#head-due").focus()
    keys.press("Enter")
    expect(page.get_by_role("menuitem", name="Sort ascending")).to_be_focused()
    keys.press("ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    expect(page.locator("#picker-field")).to_have_text("Due until")
    page.keyboard.type("25 May 2018")
    expect(page.locator("#picker [role=option]")).to_contain_text("Friday 25 May 2018")
    keys.press("Escape")
    assert page.evaluate(FOCUSED) == "head-due"


def test_what_is_typed_offers_the_likeliest_first(work: list[FollowUp], claire: User, hand_of: At) -> None:
    """A field, then a choice of one, then words: whatever begins with what was typed before what only holds it."""
    page = hand_of(claire).page
    page.goto("/follow-ups/?kind=training")
    page.evaluate("import('/static/js/filter_offers.js').then((its) => Object.assign(window, { its }))")
    offer = """([name, typed]) => its.offersHere(its.fields().find(({ label }) => label === name), typed)
        .map(({ its, text, isSet }) => [its.label, text, isSet && "set"].filter(Boolean).join(": ")).join("; ")"""
    told = [
        ("", "ki", "Kind; Lacking; Words: “ki”"),
        ("", "train", "Kind: Training: set; Words: “train”"),
        ("", "état", "Words: “état”"),
        ("", "RÉST", "Classification: Restricted; Words: “RÉST”"),
        ("", "pending r", "Status: Pending resources; On my desk: Pending resources; Words: “pending r”"),
        ("", "kind doc", "Kind: Document; Words: “kind doc”"),
        ("", "zz", "Words: “zz”"),
        ("Kind", "dat", "Kind: Recommendation"),
        ("Kind", "train", "Kind: Training: set"),
        ("Due until", "tomorrow", "Due until: tomorrow"),
        ("Due until", "", ""),
        ("Owner", "cl", ""),
        ("Words", "visa", "Words: visa"),
    ]  # fmt: skip
    assert [(*each, page.evaluate(offer, each)) for *each, _ in told] == told
    for name in ("Clara Ek", "Clara Berg", "Clara Diaz", "Clara Abel", "Anna Clara Voss"):
        Person.add(by=None, name=name)
    offer = """([name, typed]) => ((of) => its.offersFurther(of, typed, its.offersHere(of, typed)))(
        its.fields().find(({ label }) => label === name)).then((all) => all.map(({ its, text, about }) =>
        [its.label, text, about].filter(Boolean).join(": ")).join("; "))"""
    # What only the server knows: of the fields that offer the same names the first, and of each no more than three.
    asked = [
        ("", "z", "On my desk: Snoozed; Words: “z”"),
        ("", "clara", "Owner: Clara Abel; Owner: Clara Berg; Owner: Clara Diaz; Words: “clara”"),
        ("", "europ", "Partner: European Union (EU); Words: “europ”"),
        ("", "rest", "Classification: Restricted; Words: “rest”"),
        ("Owner", "clara e", "Owner: Clara Ek"),
        ("Owner", "", "Owner: Claire Dubois: me · Officer, WCO"),
        ("Kind", "dat", "Kind: Recommendation"),
        ("Due until", "25 May 2018", "Due until: 25 May 2018: Friday 25 May 2018"),
        ("Words", "visa", "Words: visa"),
    ]
    assert [(*each, page.evaluate(offer, each)) for *each, _ in asked] == asked


def test_columns_move_by_their_heads_by_drag_and_by_buttons(work: list[FollowUp], claire: User, hand_of: At) -> None:
    hand = hand_of(claire)
    page = hand.page
    page.goto("/follow-ups/?columns=title,owner,due,status")
    hand.click(page.locator("#head-status"))
    hand.click(page.get_by_role("menuitem", name="Move left"))
    assert (hand.clicks, heads(page)) == (2, ["title", "owner", "status", "due"])
    page.locator("th[data-column=due]").drag_to(page.locator("th[data-column=owner]"))
    page.wait_for_url("**columns=title%2Cdue%2Cowner%2Cstatus**")
    page.get_by_label("More", exact=True).click()
    page.get_by_role("link", name="Arrange").click()
    page.get_by_label("Move up: Due").press("Enter")
    # Nothing goes on further up: the focus stays in the line.
    expect(page.get_by_label("Move down: Due")).to_be_focused()
    page.get_by_label("Show: Kind").click()
    page.locator("#columns [data-column=kind]").drag_to(page.locator("#columns [data-column=title]"))
    expect(page.locator("#columns li").nth(1)).to_have_attribute("data-column", "kind")
    page.get_by_role("button", name="Show it like this").click()
    expect(page.locator("thead th[data-column]").first).to_have_attribute("data-column", "due")
    assert heads(page) == ["due", "kind", "title", "owner", "status"]


def test_a_column_in_hand_is_marked_and_where_it_would_land(work: list[FollowUp], claire: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/follow-ups/?columns=title,owner,due,status&page=1")

    def assert_marked(*names: str) -> None:
        for kind, name in zip(("dragged", "may-land"), names, strict=True):
            places = [name] if name else []
            until(
                page, f"JSON.stringify(({HEADS})([...document.querySelectorAll('[data-{kind}]')])) == '{dumps(places)}'"
            )

    page.locator("th[data-column=due]").hover(position={"x": 6, "y": 6})
    page.mouse.down()
    for place, lands in (("due", ""), ("owner", "owner"), ("title", "title"), ("due", ""), ("owner", "owner")):
        for x in (8, 12):
            page.locator(f"th[data-column={place}]").hover(position={"x": x, "y": 6})
        assert_marked("due", lands)
    for x in (4, 8):
        page.locator("h1").hover(position={"x": x, "y": 6})
    assert_marked("due", "")
    for x in (8, 12):
        page.locator("th[data-column=owner]").hover(position={"x": x, "y": 6})
    assert_marked("due", "owner")
    page.keyboard.press("Escape")
    page.mouse.up()
    assert_marked("", "")
    assert heads(page) == ["title", "owner", "due", "status"]
    # To the right it comes to stand after the other; a page further on of other columns is none of these.
    page.locator("th[data-column=owner]").drag_to(page.locator("th[data-column=status]"))
    page.wait_for_url("**columns=title%2Cdue%2Cstatus%2Cowner")
    page.get_by_label("More", exact=True).click()
    page.get_by_role("link", name="Arrange").click()
    page.get_by_label("Move down: Follow-up").press("Enter")
    expect(page.locator("#columns ol li").first).to_have_attribute("data-column", "due")
    expect(page.get_by_label("Move down: Follow-up")).to_be_focused()
    page.get_by_label("Move up: Follow-up").press("Enter")
    expect(page.locator("#columns ol li").first).to_have_attribute("data-column", "title")
    expect(page.get_by_label("Move down: Follow-up")).to_be_focused()


def test_without_javascript_a_head_leads_to_its_filter_and_columns_move(
    work: list[FollowUp], claire: User, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(claire, java_script_enabled=False).new_page()
    page.goto("/follow-ups/?columns=title,owner")
    page.locator("#head-owner").click()
    page.get_by_role("menuitem", name="Filter: Owner").click()
    expect(page.locator("#filter_owner")).to_be_visible()
    page.goto("/follow-ups/arrange/?columns=title,owner")
    page.get_by_label("Move up: Owner").click()
    page.get_by_role("button", name="Show it like this").click()
    expect(page.locator("thead th[data-column]").first).to_have_attribute("data-column", "owner")
    assert heads(page) == ["owner", "title"]


def test_no_state_of_it_breaks_a_rule_of_accessibility(
    work: list[FollowUp], claire: User, walk_of: Callable[..., Walk]
) -> None:
    walk = walk_of(claire)
    page = walk.page
    page.goto("/follow-ups/?kind=training&partner=EU")
    for opener, state in (("#head-title", "a head's menu"), ("#add-filter", "the picker")):
        page.locator(opener).click()
        walk.look(state)
        page.keyboard.press("Escape")
    page.locator("#save-view").click()
    expect(page.locator("#view_name")).to_be_focused()
    walk.look("saving a view")
    assert walk.found == {}
