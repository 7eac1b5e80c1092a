"""The combobox in which people, organisations and mandates are named: by keys, by mouse, and for those who hear it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Keys
from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., FollowUp]


def options(page: Page) -> Locator:
    return page.locator(".offers:popover-open [role=option]")


def chosen(page: Page) -> Locator:
    return page.locator(".offers:popover-open [aria-selected=true]")


def test_an_owner_is_chosen_by_the_arrows_and_told_to_who_hears_it(
    make_follow_up: Make, claire: User, amina: User, keys: Keys
) -> None:
    row = make_follow_up("Answer the letter", owner=claire.person)
    page = keys.start("/follow-ups/")
    keys.press("o")
    owner = page.get_by_role("combobox", name="Owner")
    expect(owner).to_be_focused()
    page.keyboard.type("amin")
    expect(options(page)).to_have_text([re.compile("Amina Rahman"), "Add “amin” to the directory"])
    expect(owner).to_have_attribute("aria-expanded", "true")
    keys.press("ArrowDown")
    expect(chosen(page)).to_contain_text("Amina Rahman")
    assert owner.get_attribute("aria-activedescendant") == options(page).first.get_attribute("id")
    keys.press("Enter")
    expect(owner).to_have_value("Amina Rahman")
    expect(owner).to_have_attribute("aria-expanded", "false")
    keys.press("Enter")
    expect(page.locator(f"#owner-{row.pk}")).to_have_text("Amina Rahman")

    keys.press("o")
    expect(owner).to_be_focused()
    keys.press("Backspace", "ArrowDown")
    expect(chosen(page)).to_contain_text("Claire Dubois me")
    keys.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(owner).to_be_focused()
    keys.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()


def test_in_a_row_that_came_later_names_are_chosen_and_tab_moves_on(
    coordinator: Person, europol: Organisation, keys: Keys
) -> None:
    page = keys.start("/meetings/log/")
    page.get_by_role("button", name="Another participant").click()
    person = page.get_by_label("Person").last
    expect(person).to_be_focused()
    page.keyboard.type("gill")
    keys.press("ArrowDown")
    expect(chosen(page)).to_contain_text("Counter-Terrorism Coordinator, EU")
    keys.press("Tab")
    expect(person).to_have_value("Gilles de Kerchove")
    organisation = page.get_by_label("Spoke for").last
    expect(organisation).to_be_focused()
    page.keyboard.type("europ")
    page.get_by_role("option", name="European Police Office (EUROPOL) EU").click()
    expect(organisation).to_have_value("European Police Office (EUROPOL)")
    expect(organisation).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title that day").last).to_be_focused()
    expect(options(page)).to_have_count(0)


def test_the_list_breaks_no_rule_of_accessibility_and_stays_in_the_window(
    visit: Meeting, claire: User, coordinator: Person, walk_of: Callable[..., Walk]
) -> None:
    walk = walk_of(claire)
    page = walk.page
    page.goto("/follow-ups/new/")
    page.get_by_role("combobox", name="Owner").press_sequentially("kerch")
    expect(options(page)).to_have_count(2)
    page.keyboard.press("ArrowDown")
    walk.look("offers")
    assert walk.found == {}
    page.set_viewport_size({"width": 320, "height": 300})
    page.get_by_role("combobox", name="Owner").scroll_into_view_if_needed()
    box = page.locator(".offers:popover-open").bounding_box()
    assert box
    sides = [box["x"] >= 0, box["y"] >= 0, box["x"] + box["width"] <= 320, box["y"] + box["height"] <= 300]
    assert sides == [True] * 4


def test_of_several_names_a_line_is_always_free(claire: User, keys: Keys) -> None:
    for title in ("Reach", "Grasp"):
        Mandate.add(by=claire, kind="strategy", title=title)
    page = keys.start("/follow-ups/new/")
    names = page.locator(".names").first.get_by_role("combobox")
    for number, name in enumerate(("rea", "gra")):
        names.nth(number).press_sequentially(name)
        expect(options(page)).to_have_count(1)
        keys.press("ArrowDown", "Enter")
    expect(names).to_have_count(3)
    assert [names.nth(at).input_value() for at in range(3)] == ["Reach", "Grasp", ""]


def test_the_offers_of_one_field_are_none_of_another(claire: User, keys: Keys) -> None:
    for title in ("Reach", "Reason"):
        Mandate.add(by=claire, kind="strategy", title=title)
    page = keys.start("/follow-ups/new/")
    owner, mandate = page.get_by_role("combobox", name="Owner"), page.locator(".names").first.get_by_role("combobox")
    mandate.first.press_sequentially("rea")
    expect(options(page)).to_have_count(2)
    owner.focus()
    keys.press("ArrowUp")
    expect(chosen(page)).to_contain_text("Claire Dubois")
    assert owner.get_attribute("aria-activedescendant") == options(page).last.get_attribute("id")
    keys.press("Escape")
    unit = page.get_by_role("combobox", name="Unit")
    unit.press_sequentially("zz")
    expect(page.locator(".offers + [role=status]")).to_have_text("0 names offered")
    expect(unit).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".offers:popover-open")).to_have_count(0)
