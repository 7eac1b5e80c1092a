"""Logging a meeting in a real browser, with JavaScript and without."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.conftest import Hand
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]


def test_the_date_is_said_back_while_it_is_typed(claire: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/meetings/log/")
    page.get_by_label("Date", exact=True).press_sequentially("25 May 2018")
    expect(page.locator(".date-preview").first).to_have_text("Friday 25 May 2018")
    page.get_by_text("Several days, another time zone").click()
    page.get_by_label("Last day").press_sequentially("27 May")
    expect(page.locator(".date-preview").last).to_have_text("Sunday 27 May 2018")


def test_names_are_offered_while_they_are_typed(claire: User, coordinator: Person, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/meetings/log/")
    page.get_by_label("Person").first.press_sequentially("kerch")
    expect(page.get_by_role("option", name="Gilles de Kerchove Counter-Terrorism Coordinator, EU")).to_be_visible()


def test_a_line_asked_for_after_the_session_ended_takes_nobody_from_what_was_typed(claire: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/meetings/log/")
    page.get_by_label("Text").fill("What was said.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Another participant").click()
    expect(page.get_by_role("alert")).to_contain_text("You have been signed out")
    expect(page.get_by_label("Text")).to_have_value("What was said.")


def test_another_participant_is_a_line_that_takes_the_focus(claire: User, hand_of: At) -> None:
    hand = hand_of(claire)
    page = hand.page
    page.goto("/meetings/log/")
    page.get_by_label("Text").fill("What was said.")
    hand.start()
    for _ in range(2):
        page.get_by_role("button", name="Another participant").click()
    expect(page.get_by_label("Person")).to_have_count(5)
    expect(page.get_by_label("Person").last).to_be_focused()
    page.get_by_label("Person").last.fill("Bo Ek")
    page.get_by_label("Title", exact=True).fill("Liaison")
    page.get_by_label("Date", exact=True).fill("25 May 2018")
    expect(page.get_by_text("Friday 25 May 2018")).to_be_visible()
    page.get_by_role("button", name="Save the meeting").click()
    expect(page.get_by_role("heading", name="Liaison")).to_be_visible()
    assert [str(each) for each in Meeting.objects.get().value_of("participants")] == ["Bo Ek"]
    assert len(hand.loads) == 1


def test_the_readers_are_asked_for_once_it_is_restricted(claire: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/meetings/log/")
    expect(page.get_by_role("group", name="Readers")).to_be_hidden()
    page.get_by_label("Classification").select_option("restricted")
    expect(page.get_by_role("group", name="Readers")).to_be_visible()


def test_the_enter_key_saves(claire: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/meetings/log/")
    page.get_by_label("Title", exact=True).fill("Liaison")
    page.get_by_label("Date", exact=True).fill("25 May 2018")
    page.get_by_label("Title", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Liaison")).to_be_visible()


def test_the_enter_key_moves_on_within_the_line_of_a_participant(claire: User, hand_of: At) -> None:
    page = hand_of(claire).page
    page.goto("/meetings/log/")
    page.get_by_label("Person").first.fill("Bo Ek")
    page.get_by_label("Person").first.press("Enter")
    expect(page.get_by_label("Spoke for").first).to_be_focused()
    page.get_by_label("Title that day").last.press("Enter")
    expect(page.get_by_role("button", name="Another participant")).to_be_focused()
    expect(page).to_have_url(re.compile("/meetings/log/$"))
    assert Meeting.objects.count() == 0


def test_a_meeting_is_logged_without_javascript(claire: User, hand_of: At) -> None:
    page = hand_of(claire, java_script_enabled=False).page
    page.goto("/meetings/log/")
    page.get_by_label("Title", exact=True).fill("Liaison")
    page.get_by_label("Person").first.fill("Bo Ek")
    page.get_by_role("button", name="Another participant").click()
    expect(page.get_by_label("Person")).to_have_count(4)
    page.get_by_label("Person").last.fill("Anna Berg")
    page.get_by_role("button", name="Save the meeting").click()
    expect(page.get_by_role("alert")).to_contain_text("Type a date such as 25 May 2018")
    page.get_by_label("Date", exact=True).fill("25 May 2018")
    page.get_by_role("button", name="Save the meeting").click()
    expect(page.get_by_role("heading", name="Liaison")).to_be_visible()
    assert [str(each) for each in Meeting.objects.get().value_of("participants")] == ["Bo Ek", "Anna Berg"]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_the_screen(width: int, visit: Meeting, claire: User, hand_of: At) -> None:
    page = hand_of(claire, viewport={"width": width, "height": 800}).page
    for address in ("/meetings/", "/meetings/log/", f"/meetings/{visit.pk}/edit/", f"/records/meeting/{visit.pk}/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


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
