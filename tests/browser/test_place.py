"""Whoever works on a page keeps their place on it: what is said, asked and drawn anew stands where they look."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Hand, until
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
UNSENT = "Suivi could not be reached, so nothing was saved."
REFUSED = "Suivi could not do this, and nothing was saved."
LONG = "\n".join(f"Item {number}. The Secretariat will send document {number} to all members." for number in range(60))

# Whether the element is what one sees at its own place: nothing lies over it.
IS_ON_TOP = """
element => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}
"""


@pytest.fixture
def page(claire: User, hand_of: At) -> Page:
    return hand_of(claire).page


def scroll(page: Page) -> int:
    return int(page.evaluate("scrollY"))


def begin(page: Page, follow_up: FollowUp) -> None:
    page.locator(f"#status-{follow_up.pk}").click()
    page.locator("details[open]").get_by_role("button", name="In progress").click()


def test_what_was_done_and_its_undo_stand_in_sight_and_the_page_does_not_move(
    make_follow_up: Callable[..., FollowUp], page: Page
) -> None:
    last = [make_follow_up(f"Letter {number}") for number in range(20)][8]
    page.goto("/follow-ups/?sort=-reference")
    page.locator(f"#status-{last.pk}").evaluate("status => status.scrollIntoView({ block: 'center' })")
    before = scroll(page)
    begin(page, last)
    undo = page.get_by_role("status").get_by_role("button", name="Undo")
    expect(undo).to_be_in_viewport(ratio=1)
    expect(page.locator(f"#status-{last.pk}")).to_be_focused()
    assert (before > 0, scroll(page)) == (True, before)
    undo.click()
    expect(page.get_by_role("status")).to_contain_text(f"Undone: {last.title}")
    expect(page.locator(f"#status-{last.pk}")).to_have_text("Open")
    expect(page.locator(f"#status-{last.pk}")).to_be_focused()
    page.get_by_role("link", name="Close this message").click()
    expect(page.get_by_role("status")).to_be_empty()


def test_a_message_is_closed_without_javascript_too(invitation: FollowUp, claire: User, hand_of: At) -> None:
    page = hand_of(claire, java_script_enabled=False).page
    page.goto(invitation.get_absolute_url())
    begin(page, invitation)
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_in_viewport(ratio=1)
    page.get_by_role("link", name="Close this message").click()
    expect(page.get_by_role("status")).to_be_empty()


def test_who_is_off_line_is_told_that_nothing_was_saved(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    page.context.set_offline(True)
    begin(page, invitation)
    expect(page.get_by_role("alert")).to_contain_text(UNSENT)


def test_in_a_dialog_it_is_said_there(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    page.locator(f"#due-{invitation.pk}").click()
    page.locator("#dialog").get_by_label("Due date").fill("4 June 2030")
    # What the field itself asks for is there: asked for later, it would be told as well.
    expect(page.locator("#dialog .date-preview")).to_have_text("Tuesday 4 June 2030")
    page.context.set_offline(True)
    page.locator("#dialog").get_by_role("button", name="Save").click()
    expect(page.locator("#dialog").get_by_role("alert")).to_contain_text(UNSENT)
    expect(page.locator("#dialog").get_by_label("Due date")).to_have_value("4 June 2030")
    # Said again it stands there once: what stood there before is marked, so that the next is waited for.
    page.locator("#dialog").get_by_role("alert").evaluate("alert => alert.dataset.before = 'yes'")
    page.locator("#dialog").get_by_role("button", name="Save").click()
    expect(page.locator("[role=alert]:not([data-before])")).to_have_count(1)
    expect(page.locator("[role=alert]")).to_have_count(1)
    page.locator("#dialog").get_by_role("link", name="Close this message").click()
    expect(page.locator("[role=alert]")).to_have_count(0)
    expect(page.locator("#dialog").get_by_label("Due date")).to_have_value("4 June 2030")


def test_a_refusal_that_is_not_shown_is_told(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    page.route("**/to/in_progress/**", refuse)
    begin(page, invitation)
    expect(page.get_by_role("alert")).to_contain_text(REFUSED)


def refuse(route: Route) -> None:
    route.fulfill(status=403, body="No")


def test_who_has_lost_the_cookies_is_not_left_without_a_word(invitation: FollowUp, page: Page) -> None:
    page.goto("/follow-ups/")
    page.context.clear_cookies()
    begin(page, invitation)
    expect(page.get_by_role("alert").or_(page.get_by_role("button", name="Sign in"))).to_be_visible()


def test_words_low_in_a_long_record_stay_in_sight_and_lit_while_the_panel_is_open(
    visit: Meeting, claire: User, hand_of: At
) -> None:
    Record.write(by=claire, meeting=visit, text=LONG)
    hand = hand_of(claire)
    page = hand.page
    page.goto(visit.get_absolute_url())
    hand.select("document 50")
    before = scroll(page)
    expect(page.locator("#panel").get_by_label("Title", exact=True)).to_be_focused()
    expect(page.locator("#panel").get_by_role("button", name="Save")).to_be_in_viewport(ratio=1)
    assert (before > 0, scroll(page)) == (True, before)
    assert page.evaluate("[...CSS.highlights.get('chosen')].map(String)") == ["document 50"]
    page.locator("#panel").get_by_role("link", name="Cancel").click()
    expect(page.locator("#panel")).to_be_empty()
    until(page, "CSS.highlights.size === 0")
    assert scroll(page) == before


def test_the_words_that_are_lit_are_those_that_were_chosen_whatever_signs_stand_before_them(
    visit: Meeting, claire: User, hand_of: At
) -> None:
    """A sign of another plane is one, to a browser two; on a small screen the words move out from under the panel."""
    text = "🙂🙂 They send 🙂 ships.\n\nThey send trains.\n\n" + "They met again.\n\n" * 30
    latest = Record.write(by=claire, meeting=visit, text=text).latest
    start = text.index("trains")
    made = FollowUp.log(by=claire, title="Send", meeting=visit, passage=Passage.of(latest, start, start + 6))
    hand = hand_of(claire)
    page = hand.page
    page.goto(visit.get_absolute_url())
    lit = "[...(CSS.highlights.get('chosen') ?? [])].map(String)"
    note, mark, shown = page.locator(f"#follow-up-{made.pk}"), page.locator("mark"), page.locator("[data-shown]")
    # Note and words show each other, as long as one points at either.
    for each, others in ((note, [mark]), (page.locator("h1"), []), (mark, [mark, note])):
        each.hover()
        expect(shown).to_have_count(len(others))
        for other in others:
            expect(other).to_have_attribute("data-shown", "")
    hand.select("🙂 ships")
    expect(page.locator("#quote")).to_have_text("🙂 ships")
    until(page, f"{lit}[0] === '🙂 ships'")
    page.locator("#panel").get_by_label("Title", exact=True).fill("Send them")
    hand.select("send 🙂")
    expect(page.locator("#quote")).to_have_text("send 🙂")
    assert page.evaluate(lit) == ["send 🙂"]
    page.locator("#panel").get_by_role("link", name="Cancel").click()
    expect(page.locator("#panel")).to_be_empty()
    assert page.evaluate(lit) == []
    page.set_viewport_size({"width": 500, "height": 700})
    for plus in (page.locator(".record .add").first, page.locator(".record .add").nth(20)):
        plus.scroll_into_view_if_needed()
        plus.press("Enter")
        expect(page.locator("#panel").get_by_label("Title", exact=True)).to_be_focused()
        until(page, "CSS.highlights.has('chosen')")
        places = page.evaluate(
            """() => [[...CSS.highlights.get("chosen")][0], document.getElementById("panel")]
            .map((each) => each.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])"""
        )
        (top_of_words, bottom_of_words), (top_of_panel, _bottom) = places
        assert 0 <= top_of_words < bottom_of_words <= top_of_panel
        if plus.evaluate("plus => scrollY > 0"):
            read_on_while_the_words_are_covered(page, made)
        page.locator("#panel").get_by_role("link", name="Cancel").click()
        expect(page.locator("#panel")).to_be_empty()


def read_on_while_the_words_are_covered(page: Page, follow_up: FollowUp) -> None:
    """Whoever has moved the words back under the open panel finds them there, whatever else is drawn."""
    before = page.evaluate(
        """() => {
          document.addEventListener("htmx:afterSettle", () => (document.body.dataset.settled = ""), { once: true });
          const [words, panel] = [[...CSS.highlights.get("chosen")][0], document.getElementById("panel")]
            .map((each) => each.getBoundingClientRect());
          scrollBy({ top: words.top - panel.top - 40 });
          return scrollY;
        }"""
    )
    page.locator(f"#due-{follow_up.pk}").dispatch_event("click")
    expect(page.locator("#dialog").get_by_label("Due date")).to_be_focused()
    until(page, "document.body.dataset.settled === ''")
    assert (scroll(page), page.evaluate("CSS.highlights.has('chosen')")) == (before, True)
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()


def test_the_note_of_the_words_one_points_at_comes_into_sight(visit: Meeting, claire: User, hand_of: At) -> None:
    text = Record.write(by=claire, meeting=visit, text=LONG).latest
    for number in range(12):
        start = LONG.index(f"send document {number} ")
        FollowUp.log(by=claire, title=f"Send {number}", meeting=visit, passage=Passage.of(text, start, start + 15))
    page = hand_of(claire).page
    page.goto(visit.get_absolute_url())
    words, shown = page.locator("mark").last, page.locator(".note[data-shown]")
    for _each in range(2):
        words.hover()
        expect(shown).to_contain_text("Send 11")
        expect(shown).to_be_in_viewport(ratio=1)
        page.mouse.move(1, 1)
        page.get_by_role("link", name="Beside their words").click()


def test_a_long_list_stays_in_view_and_leads_to_the_words_and_back(visit: Meeting, claire: User, hand_of: At) -> None:
    text = Record.write(by=claire, meeting=visit, text=LONG).latest
    for number in range(0, 60, 4):
        start = LONG.index(f"send document {number} ")
        FollowUp.log(by=claire, title=f"Send {number}", meeting=visit, passage=Passage.of(text, start, start + 15))
    FollowUp.objects.get(title="Send 4").move_to("done", by=claire)
    page = hand_of(claire, viewport={"width": 1280, "height": 800}).page
    page.goto(visit.get_absolute_url())
    head, last = page.get_by_text("1 of 15 done"), page.locator(".note").last
    last.get_by_role("link", name="15", exact=True).click()
    expect(page.locator("mark").last).to_be_in_viewport(ratio=1)
    expect(head).to_be_in_viewport(ratio=1)
    expect(page.locator("#whereabouts")).to_have_text(re.compile(r"Paragraph (5[0-9]|60) of 60"))
    expect(last).to_have_attribute("data-here", "")
    before = scroll(page)
    page.locator("sup a").nth(-2).click()
    expect(page.locator(".note").nth(-2)).to_be_in_viewport(ratio=1)
    assert (before > 0, scroll(page)) == (True, before)


def test_each_note_stands_beside_its_words_or_under_the_one_before(visit: Meeting, claire: User, hand_of: At) -> None:
    text = Record.write(by=claire, meeting=visit, text=LONG).latest
    made = []
    for number in (3, 4, 30):
        start = LONG.index(f"document {number} ")
        passage = Passage.of(text, start, start + 11)
        made.append(FollowUp.log(by=claire, title=f"Send {number}", meeting=visit, passage=passage))
    page = hand_of(claire).page
    page.goto(f"{visit.get_absolute_url()}?notes=beside")
    first, second, third = (page.locator(f"#follow-up-{row.pk}") for row in made)
    words = [page.locator("mark").nth(number) for number in range(3)]
    assert [round(top(first) - top(words[0])), round(top(third) - top(words[2]))] == [0, 0]
    assert 0 < top(second) - bottom(first) < 30
    page.set_viewport_size({"width": 600, "height": 900})
    until(page, "document.adoptedStyleSheets[0].cssRules.length === 0")
    assert 0 < top(third) - bottom(second) < 30


def top(place: Locator) -> float:
    return float(place.evaluate("element => element.getClientRects()[0].top"))


def bottom(place: Locator) -> float:
    return float(place.evaluate("element => element.getBoundingClientRect().bottom"))


def test_no_note_that_takes_the_focus_hides_under_the_panel(invitation: FollowUp, page: Page) -> None:
    assert invitation.meeting is not None
    page.goto(invitation.meeting.get_absolute_url())
    page.locator("#add").click()
    expect(page.locator("#panel").get_by_label("Title", exact=True)).to_be_focused()
    page.locator("#panel").get_by_role("link", name="Cancel").focus()
    links = page.locator(".note").locator("a:visible, summary:visible")
    for number in range(links.count()):
        page.keyboard.press("Tab")
        expect(links.nth(number)).to_be_focused()
        assert links.nth(number).evaluate(IS_ON_TOP)


@pytest.mark.parametrize("leave", ["Keep theirs", "Escape"])
def test_who_keeps_the_value_of_the_other_sees_it(invitation: FollowUp, amina: User, page: Page, leave: str) -> None:
    page.goto("/follow-ups/")
    FollowUp.objects.get(pk=invitation.pk).move_to("in_progress", by=amina)
    page.locator(f"#status-{invitation.pk}").click()
    page.get_by_role("button", name="Done", exact=True).click()
    dialog = page.locator("#dialog")
    expect(dialog.get_by_role("alert")).to_be_focused()
    expect(dialog.locator(".meta").first).to_have_text(invitation.title)
    expect(dialog).not_to_contain_text("typed")
    if leave == "Escape":
        page.keyboard.press("Escape")
    else:
        dialog.get_by_role("link", name=leave).click()
    expect(dialog).to_be_hidden()
    expect(page.locator(f"#status-{invitation.pk}")).to_have_text("In progress")
