"""What is out of sight in a long record is not drawn anew, and nobody sees a difference."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hand, until
from tracker.accounts.models import User
from tracker.meetings.models import Meeting
from tracker.records.models import Record

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "\n\n".join(
    f"The Secretariat will send document {number} {'to all members ' * (number % 30)}." for number in range(120)
)
IS_KEPT = "document.adoptedStyleSheets.some(sheet => [...sheet.cssRules].some(rule => rule.media))"
# How far down in the record its eightieth paragraph stands.
FAR = "([first, ...rest]) => rest[78].getBoundingClientRect().top - first.getBoundingClientRect().top"


def test_a_long_record_is_as_high_as_ever_and_stays_in_its_place_when_it_is_drawn_anew(
    visit: Meeting, claire: User, hand_of: Callable[..., Hand]
) -> None:
    Record.write(by=claire, meeting=visit, text=LONG)
    page = hand_of(claire, viewport={"width": 1280, "height": 800}).page
    page.route("**/out_of_sight*", lambda route: route.abort())
    page.goto(visit.get_absolute_url())
    far = page.locator(".record p").evaluate_all(FAR)
    page.unroute_all()
    page.reload()
    until(page, IS_KEPT)
    assert abs(page.locator(".record p").evaluate_all(FAR) - far) < 1
    plus = page.locator(".record .add").nth(80)
    plus.press("Enter")
    page.locator("#panel").get_by_label("Title", exact=True).press("Enter")
    expect(page.locator("mark")).to_contain_text("document 80")
    expect(plus).to_be_focused()
    expect(plus).to_be_in_viewport(ratio=1)
    assert abs(page.locator(".record p").evaluate_all(FAR) - far) < 1
