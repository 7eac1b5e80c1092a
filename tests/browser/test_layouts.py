"""The list laid out in other ways, in a browser: cards are dragged, moved by keyboard, and moved without JavaScript."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Hand
from tests.browser.test_keyboard import press
from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp, SavedView

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]


def test_a_card_is_dragged_to_another_status(
    invitation: FollowUp, make_follow_up: Callable[..., FollowUp], eu: Organisation, claire: User, hand_of: At
) -> None:
    held = make_follow_up("Held", due_on=date(2018, 1, 5))
    held.move_to("waiting", by=claire, waiting_on=eu, review_on=timezone.localdate() + timedelta(days=7))
    page = hand_of(claire).page
    page.goto("/follow-ups/?layout=board")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    card = page.locator(f"#follow-up-{invitation.pk}")
    card.drag_to(page.locator("[data-lane=in_progress] h2"))
    expect(page.locator("[data-lane=in_progress]")).to_contain_text(invitation.title)
    card.drag_to(page.locator("[data-lane=pending_resources] h2"))
    expect(page.locator("[data-lane=in_progress]")).to_contain_text(invitation.title)
    card.drag_to(page.locator(f"#follow-up-{held.pk}"), target_position={"x": 40, "y": 4})
    expect(page.locator("#dialog").get_by_label("Until")).to_be_visible()
    invitation.refresh_from_db()
    assert invitation.status == "in_progress"
    # Where something is asked first, the answer is what is done and undone: the card stands where the lane has it.
    page.locator("#dialog").get_by_label("Until").fill("in 2 weeks")
    page.locator("#dialog button.primary").click()
    expect(page.locator("[data-lane=waiting] .title")).to_have_text([held.title, invitation.title])
    assert not [address for address in asked if "/place/" in address]


def test_a_card_is_put_by_hand_and_by_keyboard(
    make_follow_up: Callable[..., FollowUp], claire: User, hand_of: At
) -> None:
    first, other, begun = make_follow_up("First"), make_follow_up("Other"), make_follow_up("Begun")
    begun.move_to("in_progress", by=claire)
    page = hand_of(claire).page
    page.goto("/follow-ups/?layout=board")
    titles, top = page.locator("[data-lane=open] .title"), {"x": 40, "y": 4}
    page.locator(f"#follow-up-{other.pk}").drag_to(page.locator(f"#follow-up-{first.pk}"), target_position=top)
    expect(titles).to_have_text(["Other", "First"])
    page.locator(f"#follow-up-{begun.pk}").drag_to(page.locator(f"#follow-up-{first.pk}"), target_position=top)
    expect(titles).to_have_text(["Other", "Begun", "First"])
    page.locator(f"#follow-up-{begun.pk} .title").focus()
    page.keyboard.press("Shift+K")
    expect(titles).to_have_text(["Begun", "Other", "First"])
    expect(page.locator(f"#follow-up-{begun.pk} .title")).to_be_focused()
    page.get_by_role("button", name="To the top: First").click()
    expect(titles).to_have_text(["First", "Begun", "Other"])


def test_a_card_comes_to_stand_after_another_and_the_focus_stays_with_it(
    make_follow_up: Callable[..., FollowUp], claire: User, hand_of: At
) -> None:
    rows = {title: make_follow_up(title) for title in ("First", "Second", "Begun")}
    rows["Begun"].move_to("in_progress", by=claire)
    page = hand_of(claire).page
    page.goto("/follow-ups/?layout=board")
    titles, cards = page.locator("[data-lane=open] .title"), {}
    for title, row in rows.items():
        cards[title] = page.locator(f"#follow-up-{row.pk}")

    def low(card: str) -> dict[str, float]:
        box = cards[card].bounding_box()
        assert box
        return {"x": 40, "y": box["height"] - 4}

    # A lane lights up only where the menu of the card has a way to it.
    cards["First"].hover()
    page.mouse.down()
    cards["First"].hover(position={"x": 44, "y": 8})
    cards["First"].hover(position={"x": 48, "y": 12})
    lit = page.locator("[data-may-land]").evaluate_all("lanes => lanes.map(lane => lane.dataset.lane)")
    assert lit == ["in_progress", "waiting", "done"]
    # On itself, or where no card is, it stays as it was.
    expect(page.locator("[data-drop]")).to_have_count(0)
    page.locator("[data-lane=open] h2").hover()
    page.mouse.up()
    expect(titles).to_have_text(["First", "Second"])
    cards["First"].drag_to(cards["Second"], target_position=low("Second"))
    expect(titles).to_have_text(["Second", "First"])
    cards["Begun"].drag_to(cards["Second"], target_position=low("Second"))
    expect(titles).to_have_text(["Second", "Begun", "First"])
    key_of = rows["First"].pk
    for way, stands, left in (
        ("up", ["Second", "First", "Begun"], "#up"), ("up", ["First", "Second", "Begun"], ".title"),
        ("down", ["Second", "First", "Begun"], "#down"), ("down", ["Second", "Begun", "First"], ".title"),
    ):  # fmt: skip
        page.locator(f"#{way}-{key_of}").press("Enter")
        expect(titles).to_have_text(stands)
        # With the last place of the lane one of the arrows is gone.
        place = cards["First"].locator(left) if left == ".title" else page.locator(f"{left}-{key_of}")
        expect(place).to_be_focused()


def test_a_card_that_is_dropped_outside_or_given_up_leaves_no_mark_behind(
    make_follow_up: Callable[..., FollowUp], claire: User, hand_of: At
) -> None:
    first, other = make_follow_up("First"), make_follow_up("Other")
    page = hand_of(claire).page
    page.goto("/follow-ups/?layout=board")
    marked = {name: page.locator(f"[data-{name}]") for name in ("drop", "may-land", "dragged")}
    for way in ("outside", "Escape"):
        page.locator(f"#follow-up-{other.pk}").hover()
        page.mouse.down()
        # The first move takes the card up, the next one comes over the other.
        for y in (8, 4):
            page.locator(f"#follow-up-{first.pk}").hover(position={"x": 40, "y": y})
        expect(marked["drop"]).to_have_id(f"follow-up-{first.pk}")
        expect(marked["dragged"]).to_have_id(f"follow-up-{other.pk}")
        expect(marked["may-land"]).not_to_have_count(0)
        if way == "outside":
            page.locator("h1").hover()
        else:
            page.keyboard.press("Escape")
        page.mouse.up()
        for each in marked.values():
            expect(each).to_have_count(0)
    expect(page.locator("[data-lane=open] .title")).to_have_text(["First", "Other"])


def test_a_card_is_moved_by_keyboard(invitation: FollowUp, claire: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/follow-ups/?layout=board")
    page.keyboard.press("s")
    page.keyboard.press("1")
    expect(page.locator("[data-lane=in_progress]")).to_contain_text(invitation.title)
    expect(page.locator(f"#status-{invitation.pk}")).to_be_focused()


def test_a_card_is_moved_without_javascript(
    invitation: FollowUp, claire: User, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(claire, java_script_enabled=False).new_page()
    page.goto("/follow-ups/?layout=board")
    page.locator(f"#status-{invitation.pk}").click()
    page.get_by_role("link", name="Change the status").click()
    page.locator(f"#status-{invitation.pk}").click()
    page.get_by_role("button", name="In progress").click()
    page.goto("/follow-ups/?layout=board")
    expect(page.locator("[data-lane=in_progress]")).to_contain_text(invitation.title)


def test_in_a_calendar_it_is_moved_and_dated_where_it_stands(
    make_follow_up: Callable[..., FollowUp], claire: User, hand_of: At
) -> None:
    follow_up = make_follow_up("Train officers", due_on=date(2018, 5, 3))
    page = hand_of(claire).page
    page.goto("/follow-ups/?layout=calendar&month=2018-05&status=")
    item, dialog = page.locator("td li a[data-kind=due]"), page.locator("#dialog")
    item.click()
    dialog.locator(f"#due-{follow_up.pk}").click()
    dialog.locator("[name=due_on]").fill("9 May 2018")
    dialog.get_by_label("Reason").fill("They asked for it.")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("td", has=page.locator("time[datetime='2018-05-09']"))).to_contain_text("Train officers")
    expect(dialog).not_to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    dialog.locator(f"#status-{follow_up.pk}").click()
    dialog.get_by_role("button", name="Done").click()
    expect(dialog).not_to_be_visible()
    expect(page.locator("td li a[data-state=done]")).to_contain_text("Train officers")


def test_a_view_is_saved_and_opened_in_one_click_from_the_list(invitation: FollowUp, claire: User, hand_of: At) -> None:
    hand = hand_of(claire)
    page = hand.page
    page.goto("/follow-ups/?kind=invitation&layout=board")
    press(page, page.get_by_label("More", exact=True))
    press(page, page.get_by_role("link", name="Views", exact=True))
    page.get_by_label("Name", exact=True).fill("Invitations")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The view “Invitations” is saved.")).to_be_visible()
    page.goto("/follow-ups/?status=active")
    hand.start()
    hand.click(page.get_by_role("link", name="Invitations", exact=True))
    expect(page.locator("[data-lane=open]")).to_contain_text(invitation.title)
    assert hand.clicks == 1


def test_no_page_of_it_breaks_a_rule_of_accessibility(
    invitation: FollowUp, make_follow_up: Callable[..., FollowUp], claire: User, walk_of: Callable[..., Walk]
) -> None:
    make_follow_up("Train").move_to("done", by=claire)
    SavedView.save_as("Invitations", by=claire, query="kind=invitation")
    walk = walk_of(claire)
    for address in (
        "views/",
        "views/new/?kind=other",
        "arrange/?group=owner",
        "?group=owner&columns=unit,title,meeting,first_due,ended,status",
        "?layout=board",
        "?layout=calendar",
        "since/",
        "since/?since=2+weeks+ago&status=active",
    ):
        walk.visit(f"/follow-ups/{address}")
    walk.visit(f"/follow-ups/{invitation.pk}/glance/")
    walk.visit("/follow-ups/since/?since=32+May", 400)
    assert walk.found == {}
