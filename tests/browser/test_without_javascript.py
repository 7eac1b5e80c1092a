"""Everything works without JavaScript: pages, links and forms are enough."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.records.models import Record

pytestmark = pytest.mark.django_db(transaction=True)
Opened = Callable[[User | None], Page]


@pytest.fixture
def plain(open_context: Callable[..., BrowserContext]) -> Opened:
    """A page of a browser without JavaScript."""
    return lambda user: open_context(user, java_script_enabled=False).new_page()


def test_a_person_signs_in_and_out(claire: User, plain: Opened) -> None:
    page = plain(None)
    page.goto("/")
    page.get_by_label("E-mail").fill(claire.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your desk is clear")).to_be_visible()
    page.locator(".topbar summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_meeting_with_four_people_and_its_record_becomes_a_follow_up(claire: User, plain: Opened) -> None:
    page = plain(claire)
    page.goto("/")
    page.get_by_role("link", name="Log a meeting").click()
    page.get_by_label("Title", exact=True).fill("Visit of the Coordinator")
    page.get_by_label("Date", exact=True).fill("25 May 2018")
    page.get_by_label("Text").fill(COMMUNIQUE)
    page.get_by_role("button", name="Another participant").click()
    for number, name in enumerate(["Anna Berg", "Bo Ek", "Claire Dubois", "Dag Lind"]):
        page.get_by_label("Person").nth(number).fill(name)
    page.get_by_role("button", name="Save the meeting").click()
    page.get_by_role("button", name="Add a follow-up from this sentence").nth(1).click()
    expect(page.locator("blockquote")).to_contain_text("The EU Coordinator invited the WCO to speak")
    page.get_by_label("Title", exact=True).fill("Speak at the workshop")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("mark[data-state=taken]")).to_contain_text("The EU Coordinator invited the WCO to speak")
    expect(page.locator(".note:not([data-suggestion])")).to_contain_text("Speak at the workshop")
    assert Meeting.objects.get().participations.count() == 4
    follow_up = FollowUp.objects.get()
    assert (follow_up.title, follow_up.passage.exact[:18]) == ("Speak at the workshop", "The EU Coordinator")


def test_a_status_changes_and_is_dropped_with_a_reason(invitation: FollowUp, claire: User, plain: Opened) -> None:
    page = plain(claire)
    page.goto("/follow-ups/?status=")
    page.locator(f"#status-{invitation.pk}").click()
    page.get_by_role("link", name="Change the status").click()
    page.locator(f"#status-{invitation.pk}").click()
    page.get_by_role("button", name="In progress").click()
    expect(page.locator(f"#status-{invitation.pk}")).to_have_text("In progress")
    page.locator(f"#status-{invitation.pk}").click()
    page.get_by_role("link", name="Dropped…").click()
    page.get_by_role("button", name="Dropped").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why, in a few words.")
    page.get_by_label("Reason").fill("The workshop was cancelled.")
    page.get_by_role("button", name="Dropped").click()
    expect(page.locator(f"#status-{invitation.pk}")).to_have_text("Dropped")
    assert invitation.history.latest("pk").note == "The workshop was cancelled."


def test_an_event_is_entered_answered_and_ticked_off(invitation: FollowUp, claire: User, plain: Opened) -> None:
    page = plain(claire)
    page.goto(invitation.meeting.get_absolute_url())
    page.get_by_role("link", name="Enter the event: Speak at the workshop").click()
    page.get_by_label("First day").fill("31 May 2018")
    page.get_by_label("Place").fill("Brussels")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".note")).to_contain_text("No answer yet · event 31 May 2018, Brussels")
    page.locator(".note .title").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#event .status")).to_have_text("Accepted")
    page.get_by_role("checkbox", name="Clear the text").click()
    expect(page.get_by_role("checkbox", name="Clear the text")).to_have_attribute("aria-checked", "true")
    page.get_by_role("button", name="Delivered: Speak at the workshop").click()
    expect(page.get_by_role("checkbox", name="Deliver")).to_have_attribute("aria-checked", "true")
    page.goto("/calendar/?month=2018-05")
    expect(page.locator("table.month")).to_contain_text("Speak at the workshop")
    page.get_by_role("link", name="Agenda").click()
    expect(page.get_by_role("heading", name="Thu 31 May")).to_be_visible()


def test_a_note_is_written_and_a_change_is_undone(invitation: FollowUp, amina: User, plain: Opened) -> None:
    invitation.edit(by=amina, owner=amina.person)
    page = plain(amina)
    page.goto(invitation.get_absolute_url())
    page.get_by_label("Note").fill("The invitation came by letter.")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator(".timeline")).to_contain_text("The invitation came by letter.")
    page.get_by_role("button", name="Undo this change").click()
    expect(page.locator(f"#owner-{invitation.pk}")).to_contain_text("Claire Dubois")
    invitation.refresh_from_db()
    assert str(invitation.owner) == "Claire Dubois"


def test_a_list_is_filtered_and_anything_is_found(
    invitation: FollowUp, make_follow_up: Callable[..., FollowUp], eu: Organisation, claire: User, plain: Opened
) -> None:
    make_follow_up("Send the curriculum")
    page = plain(claire)
    page.goto("/follow-ups/")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.locator(".filters > summary").click()
    page.get_by_label("Partner", exact=True).fill("EU")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Take off: Partner").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("searchbox", name="Find or do").fill("curriculum")
    page.get_by_role("searchbox", name="Find or do").press("Enter")
    expect(page.get_by_role("main").get_by_role("link", name="Send the curriculum")).to_be_visible()


def test_a_record_is_edited_and_its_follow_up_stays_on_its_words(
    invitation: FollowUp, communique: Record, claire: User, plain: Opened
) -> None:
    page = plain(claire)
    page.goto(communique.meeting.get_absolute_url())
    page.get_by_role("link", name="Edit the text").click()
    page.get_by_label("Text").fill("It was a clear day. " + COMMUNIQUE)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("mark")).to_have_text("The EU Coordinator invited the WCO to speak")
    page.get_by_role("link", name="version 2 by Claire Dubois").click()
    expect(page.locator(".changes ins")).to_contain_text("It was a clear day.")


def test_a_follow_up_is_removed_and_brought_back(invitation: FollowUp, claire: User, plain: Opened) -> None:
    page = plain(claire)
    page.goto(invitation.get_absolute_url())
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".note")).to_have_count(0)
    page.goto("/follow-ups/")
    page.get_by_label("More", exact=True).click()
    page.get_by_role("link", name="Removed").click()
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_role("heading", name=invitation.title)).to_be_visible()
    assert FollowUp.objects.visible_to(claire).count() == 1


def test_a_meeting_is_removed_and_brought_back(visit: Meeting, claire: User, plain: Opened) -> None:
    page = plain(claire)
    page.goto(f"/meetings/{visit.pk}/edit/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("No meeting yet.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name=visit.title)).to_be_visible()


def test_a_clash_of_two_people_is_settled(invitation: FollowUp, claire: User, amina: User, plain: Opened) -> None:
    page = plain(claire)
    page.goto(invitation.get_absolute_url())
    FollowUp.objects.get(pk=invitation.pk).move_to("in_progress", by=amina)
    page.locator(f"#status-{invitation.pk}").click()
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody changed the same thing")
    page.get_by_role("button", name="Save mine").click()
    expect(page.locator(f"#status-{invitation.pk}")).to_have_text("Done")


def test_what_is_lacking_is_said_pledged_and_covered(
    make_follow_up: Callable[..., FollowUp], eu: Organisation, amina: User, plain: Opened
) -> None:
    area = make_follow_up("Exchange passenger data", partner=eu)
    page = plain(amina)
    page.goto(area.get_absolute_url())
    page.get_by_role("link", name="Add a need").click()
    page.get_by_label("Amount").fill("5,000")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("h1 + .row .status")).to_have_text("Pending resources")
    page.get_by_role("link", name="Allocate a pledge").click()
    page.get_by_role("link", name="Log a pledge").click()
    page.get_by_label("Amount").fill("8,000")
    page.get_by_label("Stage").select_option("committed")
    page.get_by_role("button", name="Log the pledge").click()
    page.goto(area.get_absolute_url())
    page.get_by_role("link", name="Allocate a pledge").click()
    page.get_by_role("button", name="Allocate").click()
    expect(page.locator("h1 + .row .status")).to_have_text("Open")
    expect(page.locator("#resources")).to_contain_text("€ 5,000 of € 5,000 covered")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("h1 + .row .status")).to_have_text("Pending resources")
    page.goto("/pledges/unlock/?amount=8000&currency=EUR")
    expect(page.locator("#answer")).to_contain_text(area.title)


def test_work_that_no_meeting_asked_for_is_logged_and_reported(
    resolution: Mandate, claire: User, plain: Opened
) -> None:
    page = plain(claire)
    page.goto(resolution.get_absolute_url())
    page.get_by_role("link", name="Log an activity").click()
    page.get_by_label("What was done").fill("Train forty officers")
    page.get_by_label("When").fill("May 2018")
    page.get_by_role("button", name="Save").click()
    page.goto(resolution.get_absolute_url())
    page.get_by_role("link", name="Implementation report").click()
    page.get_by_label("From").fill("1 January 2018")
    page.get_by_label("Until").fill("31 December 2018")
    page.get_by_role("button", name="Show this period").click()
    expect(page.get_by_role("main")).to_contain_text("Train forty officers")
