"""The keyboard is enough: nothing here uses the mouse, and the focus is never lost."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Hand
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.needs.models import Need
from tracker.pledges.models import Pledge
from tracker.records.models import Record

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
# A person who selects by keyboard has put the caret there by find-in-page or caret browsing.
SELECT_ONE_LETTER = """
const words = document.querySelector("[data-record] [data-start]").firstChild;
document.getSelection().setBaseAndExtent(words, 0, words, 1);
"""


@pytest.fixture
def page(claire: User, hand_of: At) -> Page:
    return hand_of(claire).page


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until `target` has the focus; a page that is still being read may take the focus back."""
    page.wait_for_load_state()
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab did not come to {target} in {most} steps")


def write(page: Page, label: str, words: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True).or_(page.get_by_label(f"{label} optional")).first)
    page.keyboard.insert_text(words)


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def status_of(page: Page, follow_up: FollowUp) -> Locator:
    return page.locator(f"#status-{follow_up.pk}")


def test_a_meeting_is_logged_and_a_sentence_becomes_a_follow_up(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("c")
    expect(page.get_by_role("heading", name="Log a meeting")).to_be_visible()
    write(page, "Title", "Training review")
    write(page, "Date", "25 May 2018")
    write(page, "Person", "Bo Ek")
    tab_to(page, page.get_by_role("button", name="Another participant"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Person").last).to_be_focused()
    page.keyboard.insert_text("Anna Berg")
    write(page, "Text", "Customs will send the curriculum. The office will nominate two experts.")
    tab_to(page, page.get_by_role("button", name="Save the meeting"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Training review")).to_be_visible()
    plus = page.get_by_role("button", name="Add a follow-up from this sentence").last
    tab_to(page, plus)
    expect(plus).to_be_in_viewport(ratio=1)
    assert plus.evaluate("element => element.getBoundingClientRect().width") > 10
    page.keyboard.press("Enter")
    title = page.locator("#panel").get_by_label("Title", exact=True)
    expect(title).to_be_focused()
    title.press("Enter")
    expect(page.locator("mark[data-state=taken]")).to_have_text("The office will nominate two experts.")
    expect(plus).to_be_focused()
    assert [str(each) for each in Meeting.objects.get().value_of("participants")] == ["Bo Ek", "Anna Berg"]
    assert FollowUp.objects.get().title == "The office will nominate two experts."


def test_the_arrows_walk_through_the_statuses_and_escape_leaves_them(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    tab_to(page, status_of(page, invitation))
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="In progress")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Waiting on partner…")).to_be_focused()
    items = page.locator("details.menu[open] .items :is(a, button)")
    for key, item in (("End", items.last), ("ArrowDown", items.first), ("ArrowUp", items.last), ("Home", items.first)):
        page.keyboard.press(key)
        expect(item).to_be_focused()
    page.keyboard.press("Escape")
    expect(status_of(page, invitation)).to_be_focused()
    expect(page.get_by_role("button", name="In progress")).to_be_hidden()


def test_a_menu_closes_when_the_focus_leaves_it(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    page.keyboard.press("s")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="In progress")).to_be_hidden()


def test_a_dialog_takes_the_focus_keeps_it_and_gives_it_back(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    due = page.locator(f"#due-{invitation.pk}")
    tab_to(page, due)
    page.keyboard.press("Enter")
    field = page.locator("#dialog").get_by_label("Due date")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(due).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.insert_text("4 June 2030")
    page.keyboard.press("Enter")
    expect(due).to_contain_text("4 Jun 2030")
    expect(due).to_be_focused()


def test_what_unfolds_closes_beside_it_and_the_dialog_by_its_cancel(
    make_follow_up: Callable[..., FollowUp], page: Page
) -> None:
    first, other = make_follow_up("First"), make_follow_up("Other")
    page.goto("/follow-ups/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened = page.locator("details[open] > summary")
    more = page.get_by_label("More", exact=True)
    # That of the upper line would cover the other.
    status_of(page, other).click()
    status_of(page, first).click()
    expect(opened).to_have_count(1)
    expect(opened).to_have_id(f"status-{first.pk}")
    page.locator("h1").click()
    expect(opened).to_have_count(0)
    more.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(more).to_be_focused()
    # A form that a menu leads to gives the focus back to the menu, and what was typed is not sent.
    status_of(page, first).click()
    assert asked == []
    page.get_by_role("link", name="Dropped…").click()
    dialog = page.locator("#dialog")
    expect(dialog).to_have_accessible_name(re.compile("Dropped"))
    expect(page.locator("#dialog #deed")).to_have_count(0)
    dialog.get_by_label("Reason").fill("No money")
    dialog.get_by_role("link", name="Cancel").click()
    expect(dialog).to_be_hidden()
    expect(dialog).to_be_empty()
    expect(status_of(page, first)).to_be_focused()
    assert [len(asked), page.url.endswith("/follow-ups/")] == [1, True]
    # Of choices the one that holds has the focus.
    page.keyboard.press("p")
    expect(dialog.get_by_role("radio", name="–")).to_be_focused()


def test_after_a_dialog_the_window_is_called_as_the_page_was_before_it(
    make_follow_up: Callable[..., FollowUp], page: Page
) -> None:
    """Be it drawn once, or drawn anew under another name."""
    row = make_follow_up("Speak")
    page.goto(row.get_absolute_url())
    for name in ("Speak", "Listen"):
        page.evaluate("(name) => (document.title = name)", name)
        press(page, page.locator("#remove"))
        expect(page.locator("#dialog")).to_be_visible()
        expect(page).not_to_have_title(name)
        page.keyboard.press("Escape")
        expect(page.locator("#dialog")).to_be_hidden()
        expect(page).to_have_title(name)


def test_what_is_wrong_in_a_dialog_takes_the_focus(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    page.keyboard.press("s")
    page.keyboard.press("4")
    expect(page.locator("#dialog").get_by_label("Reason")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#dialog").get_by_role("alert")).to_be_focused()
    page.keyboard.press("Escape")
    expect(status_of(page, invitation)).to_be_focused()


def test_what_is_done_leaves_the_desk_and_the_focus_goes_to_the_next(
    make_follow_up: Callable[..., FollowUp], claire: User, page: Page
) -> None:
    third, second, first = (make_follow_up(title, owner=claire.person) for title in ("Third", "Second", "First"))
    page.goto("/")
    tab_to(page, page.get_by_role("button", name="Mark done: Second"))
    page.keyboard.press("Enter")
    expect(page.locator(f"#follow-up-{second.pk}")).to_have_count(0)
    expect(page.get_by_role("link", name="Third", exact=True)).to_be_focused()
    assert [each.is_active for each in FollowUp.objects.filter(pk__in=[first.pk, third.pk])] == [True, True]


def test_a_change_is_undone_and_the_focus_stays_on_the_page(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    page.keyboard.press("s")
    page.keyboard.press("1")
    expect(status_of(page, invitation)).to_have_text("In progress")
    tab_to(page, page.get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    expect(status_of(page, invitation)).to_have_text("Open")


def test_the_panel_gives_the_focus_back_when_it_is_cancelled(communique: Record, page: Page) -> None:
    page.goto(communique.meeting.get_absolute_url())
    page.keyboard.press("a")
    expect(page.locator("#panel").get_by_label("Title", exact=True)).to_be_focused()
    tab_to(page, page.locator("#panel").get_by_role("link", name="Cancel"))
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_empty()
    expect(page.locator("#add")).to_be_focused()


def test_a_deed_asked_for_by_its_key_draws_the_margin_where_its_note_stands_and_else_the_page(
    invitation: FollowUp, page: Page
) -> None:
    """Whether the note has a link to it, as to its due date, or none, as to its priority."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/follow-ups/")[2]))
    assert invitation.meeting is not None
    for address, within in ((invitation.meeting.get_absolute_url(), "margin"), ("/follow-ups/", "page")):
        page.goto(address)
        row, dialog = page.locator(f"#follow-up-{invitation.pk}"), page.locator("#dialog")
        for key, deed in (("h", "snooze"), ("d", "due"), ("o", "owner"), ("p", "priority")):
            row.locator(".title").focus()
            page.keyboard.press(key)
            expect(dialog.locator("form").first).to_be_visible()
            assert asked[-1] == f"{invitation.pk}/{deed}/?within={within}"
            if deed != "priority":
                page.keyboard.press("Escape")
                expect(dialog).to_be_hidden()
                link = row.locator(f"#{deed}-{invitation.pk}")
                expect(link if link.count() else row.locator(".title")).to_be_focused()
        # What stands beside the margin stays as it is, with whatever else was typed or opened there.
        page.locator("#page h1").evaluate("heading => (heading.dataset.before = '')")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(dialog).to_be_hidden()
        expect(row.locator(".title")).to_be_focused()
        expect(page.locator("#page h1[data-before]")).to_have_count(1 if within == "margin" else 0)


def test_enter_opens_the_panel_on_words_selected_with_the_keyboard(communique: Record, page: Page) -> None:
    page.goto(communique.meeting.get_absolute_url())
    page.evaluate(SELECT_ONE_LETTER)
    for _ in range(11):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_have_text("The Secretar")


def test_an_event_is_entered_and_its_first_step_ticked_off(invitation: FollowUp, page: Page) -> None:
    page.goto(invitation.get_absolute_url())
    press(page, page.get_by_role("link", name="Enter the event"))
    dialog = page.locator("#dialog")
    expect(dialog.get_by_label("Event", exact=True)).to_be_focused()
    tab_to(page, dialog.get_by_label("First day"))
    page.keyboard.insert_text("31 May 2018")
    page.keyboard.press("Enter")
    press(page, page.get_by_role("button", name="Accept"))
    expect(page.locator("#event .status")).to_have_text("Accepted")
    text = page.get_by_role("checkbox", name="Clear the text")
    tab_to(page, text)
    page.keyboard.press("Space")
    expect(text).to_have_attribute("aria-checked", "true")
    expect(text).to_be_focused()
    page.keyboard.press("g")
    page.keyboard.press("c")
    expect(page.locator("table.month")).to_be_visible()


def test_a_pledge_is_allocated_to_what_a_follow_up_lacks(
    make_need: Callable[..., Need], make_pledge: Callable[..., Pledge], page: Page
) -> None:
    need = make_need(5_000)
    make_pledge(8_000, stage="committed")
    page.goto(need.follow_up.get_absolute_url())
    press(page, page.get_by_role("link", name="Allocate a pledge"))
    tab_to(page, page.locator("#dialog").get_by_role("button", name="Allocate"))
    page.keyboard.press("Enter")
    expect(page.locator(f"#status-{need.follow_up_id}")).to_have_text("Open")
    page.goto("/pledges/unlock/")
    write(page, "Money", "3,000")
    page.keyboard.press("Enter")
    expect(page.locator("#answer-title")).to_be_visible()


def test_j_and_k_walk_through_the_follow_ups(make_follow_up: Callable[..., FollowUp], page: Page) -> None:
    for title in ("Third", "Second", "First"):
        make_follow_up(title)
    page.goto("/follow-ups/")
    titles = page.locator("tbody .title")
    for key, at in [("j", 0), ("j", 1), ("j", 2), ("k", 1)]:
        page.keyboard.press(key)
        expect(titles.nth(at)).to_be_focused()
    # While nothing is ticked it is the status of this one alone.
    page.keyboard.press("s")
    expect(page.locator("tbody tr").nth(1).locator("details.menu")).to_have_attribute("open", "")


def test_each_key_does_its_own_where_one_stands_and_none_while_it_is_another(
    make_follow_up: Callable[..., FollowUp], page: Page
) -> None:
    """From the end the walk goes round; a locked capital is its letter; what is asked of a browser is not ours."""
    for title in ("Third", "Second", "First"):
        make_follow_up(title)
    page.goto("/follow-ups/")
    stands = """() => {
        const row = document.activeElement.closest("[data-follow-up]")?.querySelector(".title").textContent;
        const ticked = document.querySelectorAll("input[form=ticked]:checked").length;
        return [row ?? "", ticked, document.querySelectorAll("tbody details.menu[open]").length];
    }"""
    # As on a keyboard where the digits need Shift.
    of_azerty = """code => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key: "é", code, shiftKey: code === "Digit9", bubbles: true }))"""
    moves = [
        ("k", "First", 0, 0), ("j", "Third", 0, 0), ("j", "Second", 0, 0), ("k", "Third", 0, 0), ("k", "First", 0, 0),
        ("x", "First", 1, 0), ("X", "First", 0, 0), ("Shift+X", "First", 3, 0), ("Shift+X", "First", 0, 0),
        ("Control+x", "First", 0, 0), ("Alt+j", "First", 0, 0), ("j", "Third", 0, 0), ("s", "Third", 0, 1),
        ("Digit9", "Third", 0, 1), ("Escape", "Third", 0, 0), ("g", "Third", 0, 0), ("j", "Third", 0, 0),
        ("j", "Second", 0, 0), ("s", "Second", 0, 1),
    ]  # fmt: skip
    found = []
    for key, *_ in moves:
        if key.startswith("Digit"):
            page.evaluate(of_azerty, key)
        else:
            page.keyboard.press(key)
        found.append((key, *page.evaluate(stands)))
    assert found == moves
    page.evaluate(of_azerty, "Digit1")
    expect(page.locator("tbody tr", has_text="Second").locator("summary.status")).to_have_text("In progress")


def test_single_keys_find_log_and_list_themselves(claire: User, page: Page) -> None:
    meeting = Meeting.add(by=claire, recorder=claire, title="Call", held_on=date(2199, 1, 5))
    page.goto(meeting.get_absolute_url())
    # Its first point is asked for already: the key leads there, and shuts nothing.
    page.keyboard.press("a")
    page.keyboard.type("Budget")
    expect(page.get_by_label("Point", exact=True)).to_have_value("Budget")
    page.goto("/follow-ups/")
    page.keyboard.press("?")
    expect(page.locator("#dialog").get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Find or do")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="New follow-up")).to_be_visible()


def test_the_first_tab_offers_to_skip_to_the_content(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :is(a, summary)").first).to_be_focused()
