"""The calendar beside a date field: for those who look for one, by pointer or by keyboard; never needed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Hand
from tests.browser.walk import Walk
from tracker.accounts.models import User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]
FORM = "/follow-ups/new/"


@pytest.fixture
def page(claire: User, hand_of: Callable[..., Hand]) -> Page:
    page = hand_of(claire).page
    page.goto(FORM)
    due(page).fill("2027-05-31")
    return page


def due(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Due date")


def button_of(page: Page) -> Locator:
    return page.locator("#id_due_on + .date-button")


def open_by_keyboard(page: Page) -> None:
    page.locator("#id_due_on").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_a_day_that_is_clicked_is_typed_and_said_back(page: Page) -> None:
    button = button_of(page)
    button.click()
    calendar = page.get_by_role("dialog", name="Due date")
    expect(calendar).to_contain_text("May 2027")
    expect(calendar.get_by_role("columnheader")).to_have_text(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    calendar.get_by_role("button", name="Next month").click()
    calendar.get_by_role("button", name="Thursday 3 June 2027").click()
    expect(calendar).to_have_count(0)
    expect(due(page)).to_have_value("3 June 2027")
    expect(due(page)).to_be_focused()
    expect(page.locator(".date-preview").first).to_have_text("Thursday 3 June 2027")
    button.click()
    expect(calendar.locator("[aria-pressed=true]")).to_have_text("3")


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("ArrowRight", "1 June 2027"),
        ("ArrowUp", "24 May 2027"),
        ("Home", "31 May 2027"),
        ("End", "6 June 2027"),
        ("PageDown", "30 June 2027"),
        ("Shift+PageUp", "31 May 2026"),
    ],
)
def test_keys_move_through_it(page: Page, key: str, typed: str) -> None:
    open_by_keyboard(page)
    expect(page.locator("[data-day='2027-05-31']")).to_be_focused()
    page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(due(page)).to_have_value(typed)


def test_each_day_has_one_beside_it_and_in_the_months_around(page: Page) -> None:
    """Whatever the month is long, to the ends of all calendars; and of what was typed, in figures or in words."""
    moves = [
        ("2027-01-31", "PageDown", "28 February 2027"), ("2028-01-31", "PageDown", "29 February 2028"),
        ("2027-03-31", "PageUp", "28 February 2027"), ("2028-02-29", "Shift+PageDown", "28 February 2029"),
        ("2027-06-03", "Home", "31 May 2027"), ("2027-06-06", "Home", "31 May 2027"),
        ("2027-06-06", "End", "6 June 2027"), ("2027-06-01", "ArrowLeft", "31 May 2027"),
        ("2027-12-31", "ArrowRight", "1 January 2028"),
        ("2027-05-31", "ArrowDown", "7 June 2027"), ("1900-01-01", "ArrowLeft", "1 January 1900"),
        ("2200-12-31", "ArrowRight", "31 December 2200"), ("2200-01-01", "Shift+PageDown", "1 January 2200"),
        ("3 June 2027", "ArrowRight", "4 June 2027"), ("31 December 2028", "ArrowUp", "24 December 2028"),
    ]  # fmt: skip
    found = []
    for typed, key, _day in moves:
        due(page).fill(typed)
        open_by_keyboard(page)
        page.keyboard.press(key)
        page.keyboard.press("Enter")
        found.append((typed, key, due(page).input_value()))
    assert found == moves


def test_of_other_words_it_opens_today_and_its_months_are_turned_where_one_stands(page: Page) -> None:
    due(page).fill("soonish")
    open_by_keyboard(page)
    expect(page.locator(".date-calendar [aria-current=date]")).to_be_focused()
    page.keyboard.press("Escape")
    due(page).fill("2027-05-31")
    open_by_keyboard(page)
    calendar = page.get_by_role("dialog", name="Due date")
    expect(calendar.locator("[data-other-month]")).to_have_text(["26", "27", "28", "29", "30", *map(str, range(1, 7))])
    for name, month in (("Previous month", "April 2027"), ("Next month", "May 2027"), ("Next month", "June 2027")):
        calendar.get_by_role("button", name=name).press("Enter")
        expect(calendar.get_by_role("button", name=name)).to_be_focused()
        expect(calendar.locator("strong")).to_have_text(month)
    # Of a month that has no 31st the last day, and of the next its own number again.
    expect(calendar.locator("[tabindex='0']")).to_have_text("30")


def test_escape_leaves_what_was_typed(page: Page) -> None:
    open_by_keyboard(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Due date")).to_have_count(0)
    expect(due(page)).to_have_value("2027-05-31")
    expect(button_of(page)).to_be_focused()


def test_the_same_button_closes_it(page: Page) -> None:
    button = button_of(page)
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_it_breaks_no_rule_of_accessibility(claire: User, walk_of: Callable[..., Walk]) -> None:
    walk = walk_of(claire)
    walk.page.goto(FORM)
    open_by_keyboard(walk.page)
    walk.look("calendar")
    assert walk.found == {}


def test_in_french_it_types_a_french_date(claire: User, hand_of: Callable[..., Hand]) -> None:
    User.objects.filter(pk=claire.pk).update(language="fr")
    page = hand_of(claire).page
    page.goto(FORM)
    page.locator("#id_due_on").fill("2027-05-31")
    page.locator("#id_due_on").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".date-preview").first).to_have_text("mardi 1er juin 2027")
