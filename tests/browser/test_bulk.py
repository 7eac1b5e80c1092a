"""Changing many follow-ups at once in a browser: within its budget of clicks, by keyboard, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Hand
from tests.browser.test_keyboard import tab_to
from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.follow_ups.models import BulkChange, FollowUp, bulk_change

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]


@pytest.fixture
def twenty(make_follow_up: Callable[..., FollowUp]) -> list[FollowUp]:
    return [make_follow_up(f"Number {number:02}") for number in range(20)]


def statuses() -> set[str]:
    return set(FollowUp.objects.values_list("status", flat=True))


def test_what_is_ticked_one_by_one_or_with_shift_is_counted_and_stays_ticked_when_a_row_is_drawn_anew(
    twenty: list[FollowUp], claire: User, hand_of: At
) -> None:
    page = hand_of(claire).page
    page.goto("/follow-ups/")
    page.get_by_role("checkbox", name="Number 03").check()
    page.get_by_role("checkbox", name="Number 07").click(modifiers=["Shift"])
    expect(page.locator("#how-many")).to_have_text("5")
    page.locator(f"#status-{twenty[5].pk}").click()
    page.get_by_role("button", name="In progress").click()
    expect(page.locator(f"#status-{twenty[5].pk}")).to_have_text("In progress")
    expect(page.locator("#how-many")).to_have_text("5")
    expect(page.get_by_role("checkbox", name="Number 07")).to_be_checked()


def test_one_box_ticks_all_on_the_page_and_says_how_many_are_ticked(
    twenty: list[FollowUp], claire: User, hand_of: At
) -> None:
    page = hand_of(claire).page
    page.goto("/follow-ups/?sort=title")
    every, number = page.locator("#tick-all"), page.locator("#how-many")

    def stands() -> tuple[bool, bool, str | None]:
        return every.is_checked(), bool(every.evaluate("box => box.indeterminate")), number.text_content()

    def tick(name: str, *, shift: bool = False) -> None:
        page.get_by_role("checkbox", name=name).click(modifiers=["Shift"] if shift else [])

    told = [stands()]
    for deed in (
        every.check, lambda: tick("Number 04"), lambda: tick("Number 02", shift=True), every.check, every.uncheck,
        lambda: tick("Number 09"), lambda: tick("Number 07", shift=True), lambda: tick("Number 15"),
    ):  # fmt: skip
        deed()
        told.append(stands())
    assert told == [
        (False, False, ""), (True, False, "20"), (False, True, "19"), (False, True, "17"), (True, False, "20"),
        (False, False, ""), (False, True, "1"), (False, True, "3"), (False, True, "4"),
    ]  # fmt: skip


def test_the_keyboard_is_enough(twenty: list[FollowUp], claire: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/follow-ups/?sort=title")
    tab_to(page, page.get_by_role("checkbox", name="Number 01"))
    page.keyboard.press("Space")
    page.get_by_role("button", name="Change more…").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Change 1 follow-up")).to_be_visible()
    tab_to(page, page.get_by_label("Owner", exact=True).first)
    page.keyboard.insert_text("Claire Dubois")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Change 1 follow-up")).to_be_enabled()
    tab_to(page, page.get_by_role("button", name="Change 1 follow-up"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 changed")).to_be_visible()
    assert list(FollowUp.objects.filter(owner=claire.person)) == [twenty[1]]


def test_more_than_one_round_goes_on_by_itself(
    twenty: list[FollowUp], claire: User, hand_of: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_change, "AT_A_TIME", 6)
    page = hand_of(claire).page
    page.goto("/follow-ups/")
    page.get_by_label("More", exact=True).click()
    page.get_by_role("button", name="Change all 20 that fit…").click()
    page.wait_for_load_state()
    page.get_by_label("Status").select_option("done")
    page.get_by_role("button", name="Change 20 follow-ups").or_(
        page.get_by_role("button", name="Change up to 20 follow-ups")
    ).click()
    expect(page.get_by_role("heading", name="20 changed")).to_be_visible()
    assert statuses() == {"done"}


def test_without_javascript_too(
    twenty: list[FollowUp], claire: User, open_context: Callable[..., BrowserContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_change, "AT_A_TIME", 12)
    page: Page = open_context(claire, java_script_enabled=False).new_page()
    page.goto("/follow-ups/")
    page.get_by_label("More", exact=True).click()
    page.get_by_role("button", name="Change all 20 that fit…").click()
    page.get_by_label("Status").select_option("dropped")
    page.get_by_role("button", name="Look at what changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why, in a few words.")
    page.get_by_label("Note").fill("No money")
    page.get_by_role("button", name="Look at what changes").click()
    page.locator("#do").click()
    page.get_by_role("button", name="Go on with the next").click()
    expect(page.get_by_role("heading", name="20 changed")).to_be_visible()
    page.get_by_role("button", name="Undo all").click()
    page.get_by_role("button", name="Go on with the next").click()
    expect(page.get_by_role("heading", name="20 taken back")).to_be_visible()
    assert statuses() == {"open"}


def test_no_page_of_it_breaks_a_rule_of_accessibility(
    twenty: list[FollowUp], claire: User, walk_of: Callable[..., Walk]
) -> None:
    walk, rows = walk_of(claire), [(row.pk, row.version) for row in twenty]
    twenty[0].move_to("done", by=claire)
    change = BulkChange.choose(rows, by=claire)
    for query in ("", "?status=done", "?status=waiting", "?shift=x"):
        walk.visit(f"{change.get_absolute_url()}{query}")
    # One after the other: of two requests at once the test's one connection to the database may refuse the second.
    with walk.page.expect_response("**status=in_progress**"):
        walk.page.get_by_label("Status").select_option("in_progress")
    walk.page.get_by_label("Shift the due date").fill("")
    expect(walk.page.locator("#do")).to_be_enabled()
    with walk.page.expect_response("**status=done**"):
        walk.page.get_by_label("Status").select_option("done")
    walk.page.locator("#do").click()
    expect(walk.page.get_by_role("heading", name="19 changed, 1 left alone")).to_be_visible()
    walk.look("what was done")
    walk.page.get_by_role("button", name="Undo all").click()
    expect(walk.page.get_by_role("heading", name="19 taken back")).to_be_visible()
    walk.look("what was taken back")
    assert walk.found == {}
