"""The main job in a real browser, within its budget of clicks and page loads."""

import re
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
TEXT = (
    "The Director of Training opened the meeting.\n"
    "Customs will send the revised curriculum to the regional office. The regional office will nominate two experts. "
    "Both sides will hold a joint workshop in autumn.\n"
    "The office offered to host a trainer for three months. A readout will be circulated to members."
)
WORDS = [
    "send the revised curriculum",
    "nominate two experts",
    "hold a joint workshop",
    "host a trainer",
    "A readout will be circulated",
]


def test_a_meeting_with_five_follow_ups_takes_at_most_14_clicks_and_2_page_loads(claire: User, hand_of: At) -> None:
    hand = hand_of(claire)
    page = hand.page
    page.goto("/")
    hand.start()
    hand.click(page.get_by_role("link", name="Log a meeting"))
    page.get_by_label("Title", exact=True).fill("Training review")
    page.get_by_label("Date", exact=True).fill("25 May 2018")
    page.get_by_label("Text").fill(TEXT)
    hand.click(page.get_by_role("button", name="Save the meeting").last)
    expect(page.get_by_role("heading", name="Training review")).to_be_visible()
    for number, words in enumerate(WORDS, 1):
        hand.select(words)
        expect(page.locator("#panel").get_by_label("Title", exact=True)).to_have_value(words[0].upper() + words[1:])
        hand.click(page.locator("#panel").get_by_role("button", name="Save"))
        expect(page.locator(".note")).to_have_count(number)
    assert hand.clicks <= 14
    assert len(hand.loads) <= 2
    assert sorted(FollowUp.objects.values_list("passage__exact", flat=True)) == sorted(WORDS)


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


@pytest.mark.parametrize("place", ["meeting", "list", "desk", "page"])
def test_a_status_changes_in_two_clicks_without_a_page_load(
    invitation: FollowUp, claire: User, hand_of: At, place: str
) -> None:
    assert invitation.meeting is not None
    addresses = {
        "meeting": invitation.meeting.get_absolute_url(),
        "list": "/follow-ups/",
        "desk": "/",
        "page": invitation.get_absolute_url(),
    }
    hand = hand_of(claire)
    hand.page.goto(addresses[place])
    hand.start()
    hand.click(hand.page.locator(f"#status-{invitation.pk}"))
    hand.click(hand.page.get_by_role("button", name="In progress"))
    expect(hand.page.locator(f"#status-{invitation.pk}")).to_have_text("In progress")
    assert (hand.clicks, hand.loads) == (2, [])
    invitation.refresh_from_db()
    assert invitation.status == "in_progress"


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


def test_a_change_is_undone_from_the_message(invitation: FollowUp, claire: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/follow-ups/")
    page.locator(f"#status-{invitation.pk}").click()
    page.get_by_role("button", name="In progress").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"#status-{invitation.pk}")).to_have_text("Open")


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


def test_the_keys_find_move_and_choose(invitation: FollowUp, visit: Meeting, claire: User, hand_of: At) -> None:
    hand = hand_of(claire)
    page = hand.page
    page.goto("/follow-ups/")
    hand.start()
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.keyboard.press("1")
    expect(page.locator(f"#status-{invitation.pk}")).to_have_text("In progress")
    assert hand.loads == []
    page.keyboard.press("/")
    page.keyboard.type("workshop")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Found for “workshop”")).to_be_visible()


def test_an_owner_is_chosen_from_offers_without_leaving_the_page(
    invitation: FollowUp, amina: User, hand_of: At
) -> None:
    hand = hand_of(amina)
    page = hand.page
    page.goto("/follow-ups/")
    hand.start()
    page.locator(f"#owner-{invitation.pk}").click()
    field = page.locator("#dialog").get_by_label("Owner")
    field.clear()
    field.press_sequentially("amina")
    offers = page.locator("#dialog [role=option]")
    expect(offers).to_have_text([re.compile(r"Amina Rahman\s+me"), "Add “amina” to the directory"])
    hand.click(offers.first)
    expect(field).to_have_value("Amina Rahman")
    field.press("Enter")
    expect(page.locator(f"#owner-{invitation.pk}")).to_contain_text("Amina Rahman")
    assert hand.loads == []
