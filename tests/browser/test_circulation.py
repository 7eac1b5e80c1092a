"""A record goes round: sent by mouse, corrected by its link without JavaScript, decided with the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.walk import Walk
from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.circulation.models import Copy
from tracker.directory.models import Person
from tracker.records.models import Record

pytestmark = pytest.mark.django_db(transaction=True)


def test_minutes_go_round_are_corrected_by_a_link_and_agreed(
    claire: User,
    coordinator: Person,
    communique: Record,
    walk_of: Callable[..., Walk],
    open_context: Callable[..., BrowserContext],
) -> None:
    coordinator.change("edited", by=claire, email="gilles@eu.example")
    walk = walk_of(claire)
    page = walk.page
    page.goto(communique.meeting.get_absolute_url())
    page.get_by_role("link", name="Let it go round").click()
    page.get_by_role("link", name="Let it go round").click()
    page.get_by_label("Corrections until").fill("in 7 days")
    walk.look("sending it round")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Gilles de Kerchove", exact=True)).to_be_visible()

    reader = open_context(None, java_script_enabled=False).new_page()
    reader.goto(Copy.objects.get().path)
    reader.get_by_role("link", name="Correct: The Secretary General").click()
    reader.get_by_label("The words as they should be").fill(COMMUNIQUE.replace("25 May", "25 May 2018"))
    reader.get_by_role("button", name="Propose this correction").click()
    expect(reader.get_by_text("Not decided yet")).to_be_visible()

    page.reload()
    walk.look("a record on its round")
    page.get_by_role("button", name="Accept: Correction by Gilles de Kerchove").press("Enter")
    expect(page.get_by_text("Correction by Gilles de Kerchove: Accepted.")).to_be_visible()
    page.get_by_role("button", name="It is agreed").press("Enter")
    expect(page.get_by_text("This text is agreed.")).to_be_visible()
    page.goto(Copy.objects.get().path)
    walk.look("what its reader sees")
    page.goto(f"/meetings/{communique.meeting_id}/records/")
    walk.look("records side by side")
    record = Record.objects.get()
    assert (record.stage, record.number, walk.found) == ("agreed", 2, {})
