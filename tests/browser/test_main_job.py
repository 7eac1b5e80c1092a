"""The main job in a real browser: words become follow-ups, and these move on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hand
from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.records.models import Record

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]


def test_selected_words_are_the_words_that_are_kept(communique: Record, claire: User, hand_of: At) -> None:
    hand = hand_of(claire)
    hand.page.goto(communique.meeting.get_absolute_url())
    hand.select("invited the WCO to speak")
    hand.page.locator("#panel").get_by_label("Title", exact=True).fill("Speak")
    hand.page.locator("#panel").get_by_role("button", name="Save").click()
    expect(hand.page.locator("mark")).to_have_text("invited the WCO to speak")
    passage = FollowUp.objects.get().passage
    assert passage is not None
    assert COMMUNIQUE[passage.start : passage.end] == "invited the WCO to speak"


def test_what_was_typed_stays_when_other_words_are_chosen(communique: Record, claire: User, hand_of: At) -> None:
    hand = hand_of(claire)
    hand.page.goto(communique.meeting.get_absolute_url())
    hand.select("invited the WCO")
    title = hand.page.locator("#panel").get_by_label("Title", exact=True)
    title.fill("My own title")
    hand.select("further cooperation")
    expect(hand.page.locator("#quote")).to_have_text("further cooperation")
    expect(title).to_have_value("My own title")
    hand.page.locator("#panel").get_by_role("button", name="Save").click()
    expect(hand.page.locator("mark")).to_have_text("further cooperation")


def test_a_status_that_needs_a_reason_asks_for_it_in_place(invitation: FollowUp, claire: User, hand_of: At) -> None:
    assert invitation.meeting is not None
    hand = hand_of(claire)
    page = hand.page
    page.goto(invitation.meeting.get_absolute_url())
    hand.start()
    hand.click(page.locator(f"#status-{invitation.pk}"))
    hand.click(page.get_by_role("link", name="Dropped…"))
    page.locator("#dialog").get_by_role("button", name="Dropped").click()
    expect(page.locator("#dialog .errorlist").first).to_have_text("Say why, in a few words.")
    page.locator("#dialog").get_by_label("Reason").fill("The workshop was cancelled.")
    page.locator("#dialog").get_by_role("button", name="Dropped").click()
    expect(page.locator(f"#status-{invitation.pk}")).to_have_text("Dropped")
    expect(page.locator("#dialog")).to_be_hidden()
    assert hand.loads == []


def test_the_tick_on_the_desk_marks_done_and_the_desk_counts_anew(
    make_follow_up: Callable[..., FollowUp], claire: User, hand_of: At
) -> None:
    make_follow_up("First", owner=claire.person)
    make_follow_up("Second", owner=claire.person)
    page = hand_of(claire).page
    page.goto("/")
    expect(page.locator("#undated .count")).to_have_text("2")
    page.get_by_role("button", name="Mark done: First").click()
    expect(page.locator("#undated .count")).to_have_text("1")


def test_two_people_at_one_status_see_both_values(invitation: FollowUp, claire: User, amina: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/follow-ups/?status=")
    FollowUp.objects.get(pk=invitation.pk).move_to("in_progress", by=amina)
    page.locator(f"#status-{invitation.pk}").click()
    page.get_by_role("button", name="Done", exact=True).click()
    clash = page.locator("#dialog")
    expect(clash).to_contain_text("Somebody changed the same thing")
    expect(clash).to_contain_text("In progress")
    clash.get_by_role("button", name="Save mine").click()
    expect(page.locator(f"#status-{invitation.pk}")).to_have_text("Done")


def test_the_palette_leads_to_all_that_was_found(
    invitation: FollowUp, visit: Meeting, claire: User, hand_of: At
) -> None:
    hand = hand_of(claire)
    page = hand.page
    page.goto("/follow-ups/")
    page.keyboard.press("/")
    page.keyboard.type("workshop")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Found for “workshop”")).to_be_visible()
