"""A visit with five follow-ups, each with its owner, date and kind: how few keys, clicks and pages it takes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Hand, Keys
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
TEXT = (
    "Mr. Gilles de Kerchove of the EU was welcomed on 25 May 2018.\n"
    "Customs will send the revised curriculum to the regional office. The regional office will nominate two experts. "
    "Both sides will hold a joint workshop in autumn.\n"
    "The office offered to host a trainer for three months. The Council will be briefed."
)
FOLLOW_UPS = {
    "send the revised curriculum": "document",
    "nominate two experts": "other",
    "hold a joint workshop": "other",
    "host a trainer": "training",
    "will be briefed": "briefing",
}


@pytest.fixture
def page(keys: Keys, coordinator: Person) -> Page:
    """The desk, with the text of the record ready to be pasted."""
    page = keys.hand.page
    page.goto("/meetings/log/")
    expect(text_of(page)).to_be_focused()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+x")
    return keys.start("/")


def text_of(page: Page) -> Locator:
    return page.get_by_label("Text optional")


def expect_proposals(page: Page) -> None:
    expect(page.get_by_label("Title proposed")).to_have_value("Meeting with Gilles de Kerchove")
    expect(page.get_by_label("Date proposed")).to_have_value("25 May 2018")


def said() -> list[tuple[str, str, str]]:
    rows = FollowUp.objects.order_by("pk").values_list("title", "kind", "owner__name")
    assert set(FollowUp.objects.values_list("due_on__month", flat=True)) == {6}
    return [(title.lower(), kind, owner) for title, kind, owner in rows]


WANTED = [(title, kind, "Claire Dubois") for title, kind in FOLLOW_UPS.items()]


def test_by_keyboard_it_takes_45_keys_and_2_pages(keys: Keys, page: Page) -> None:
    keys.press("c")
    expect(text_of(page)).to_be_focused()
    keys.press("Control+v")
    expect_proposals(page)
    # Past the document, the buttons, the lines to join, the record's kind and its language, to the title: Enter saves.
    keys.press(*["Tab"] * 7)
    expect(page.get_by_label("Title proposed")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Meeting with Gilles de Kerchove")).to_be_visible()
    page.wait_for_load_state()
    for number, title in enumerate(FOLLOW_UPS):
        # Right after a form is gone letters are not heard: Tab says that one has seen it.
        keys.press(*["Tab"][:number], "a")
        expect(page.locator("#panel").get_by_label("Title", exact=True)).to_be_focused()
        page.keyboard.type(title.capitalize())
        keys.press("Tab")
        page.keyboard.type("me")
        keys.press("Tab")
        page.keyboard.type("1 June 2030")
        keys.press("Enter")
        expect(page.locator(".note")).to_have_count(number + 1)
    assert said() == WANTED
    # At most 45 are allowed.
    assert keys.counted == (34, 0, 2)


def test_by_mouse_it_takes_14_clicks_and_2_pages(keys: Keys, page: Page) -> None:
    hand = keys.hand
    hand.click(page.get_by_role("link", name="Log a meeting"))
    page.keyboard.press("Control+v")
    expect_proposals(page)
    hand.click(page.get_by_role("button", name="Save the meeting").last)
    expect(page.get_by_role("heading", name="Meeting with Gilles de Kerchove")).to_be_visible()
    for number, words in enumerate(FOLLOW_UPS):
        hand.select(words)
        title = page.locator("#panel").get_by_label("Title", exact=True)
        expect(title).to_have_value(words.capitalize())
        expect(title).to_be_focused()
        for typed in ("me", "1 June 2030"):
            page.keyboard.press("Tab")
            page.keyboard.type(typed)
        hand.click(page.locator("#panel").get_by_role("button", name="Save"))
        expect(page.locator(".note")).to_have_count(number + 1)
    assert said() == WANTED
    # At most 14 are allowed.
    assert (hand.clicks, len(hand.loads)) == (12, 2)


def test_the_kind_follows_the_title_until_another_is_chosen(claire: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/follow-ups/new/")
    kind = page.get_by_label("Kind")
    page.keyboard.type("Train the officers")
    expect(kind.locator("option:checked")).to_have_text("Training (from the title)")
    kind.select_option("meeting")
    page.get_by_label("Title", exact=True).fill("Brief the Council")
    expect(kind.locator("option").first).to_have_text("Briefing (from the title)")
    expect(kind).to_have_value("meeting")


def test_without_javascript_a_button_proposes(coordinator: Person, claire: User, hand_of: At) -> None:
    page = hand_of(claire, java_script_enabled=False).page
    page.goto("/meetings/log/")
    text_of(page).fill(TEXT)
    page.get_by_role("button", name="Propose the rest from the text").click()
    expect_proposals(page)
    expect(page.get_by_text("with 1 participant. Look at it")).to_be_visible()
    page.get_by_role("button", name="Save the meeting").last.click()
    expect(page.get_by_role("heading", name="Meeting with Gilles de Kerchove")).to_be_visible()
    assert str(Meeting.objects.get().participations.get().person) == "Gilles de Kerchove"
