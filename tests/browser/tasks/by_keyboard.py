"""Each task by keyboard alone; letters that are typed are no keys. Each yields when it is done."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.conftest import Keys
from tests.browser.tasks.work import (
    DUE,
    PROMISED,
    TWENTY,
    Work,
    cell,
    copy_text,
    expect_proposals,
    expect_told,
    suggested,
    text_of,
    title_in_panel,
)
from tracker.follow_ups.models import FollowUp

Done = Iterator[None]


def _stand_on(page: Page, row: FollowUp) -> None:
    """Where one is at work already: the keys are for what has the focus."""
    page.locator(f"[data-follow-up='{row.pk}'] :is(.title, summary)").first.focus()


def morning(keys: Keys, work: Work) -> Done:
    page = keys.hand.page
    keys.hand.start()
    page.goto("/")
    yield
    work.expect_morning(page)


def log_a_visit(keys: Keys, work: Work) -> Done:
    page = copy_text(keys)
    keys.press("c")
    expect(text_of(page)).to_be_focused()
    keys.press("Control+v")
    expect_proposals(page)
    keys.press("Control+Enter")
    expect(page.get_by_role("heading", name="Meeting with Gilles de Kerchove")).to_be_visible()
    page.wait_for_load_state()
    for number in range(len(PROMISED)):
        # Right after a form is gone letters are not heard: Tab says that one has seen it.
        keys.press(*["Tab"][:number], "e")
        expect(title_in_panel(page)).to_be_focused()
        keys.press("Tab")
        page.keyboard.type("me")
        keys.press("Tab")
        page.keyboard.type(DUE)
        keys.press("Enter")
        expect(suggested(page)).to_have_count(len(PROMISED) - 1 - number)
    yield
    work.expect_promised()


def status(keys: Keys, work: Work) -> Done:
    for address in work.places:
        page = keys.start(address)
        _stand_on(page, work.row)
        keys.press("s", "1")
        expect(cell(page, "status", work.row)).to_have_text("In progress")
        expect(cell(page, "status", work.row)).to_be_focused()
        yield
        work.put_back()


def due_date(keys: Keys, work: Work) -> Done:
    page = keys.start(work.alone)
    keys.press("d")
    expect(page.locator("#dialog").get_by_label("Due date")).to_be_focused()
    page.keyboard.type(DUE)
    keys.press("Enter")
    expect(cell(page, "due", work.row)).to_have_text("1 Jun 2030")
    yield


def owner(keys: Keys, work: Work) -> Done:
    page = keys.start(work.alone)
    keys.press("o")
    expect(page.get_by_role("combobox", name="Owner")).to_be_focused()
    page.keyboard.type("amin")
    expect(page.get_by_role("option", name="Amina Rahman")).to_be_visible()
    keys.press("ArrowDown", "Enter", "Enter")
    expect(cell(page, "owner", work.row)).to_have_text("Amina Rahman")
    yield


def find(keys: Keys, work: Work) -> Done:
    page = keys.start("/meetings/")
    keys.press("Control+k")
    page.keyboard.type("seal")
    keys.press("Enter")
    page.wait_for_url(f"**{work.known.get_absolute_url()}")
    yield


def snooze(keys: Keys, work: Work) -> Done:
    page = keys.start("/")
    _stand_on(page, work.known)
    keys.press("h")
    expect(page.locator("#dialog").get_by_label("Until")).to_be_focused()
    keys.press("Enter")
    expect_told(page, "is back on your desk on")
    yield
    work.wake()


def twenty(keys: Keys, work: Work) -> Done:
    page = keys.start(TWENTY)
    keys.press("Shift+X", "o")
    expect(page.locator("#dialog").get_by_label("Owner")).to_be_focused()
    page.keyboard.type("me")
    keys.press("Tab")
    page.keyboard.type(DUE)
    keys.press("Enter")
    expect_told(page, "20 changed")
    work.expect_changed()
    # Right after a field is gone letters are not heard: Tab says that one has seen it.
    keys.press("Tab", "z")
    expect_told(page, "20 taken back")
    yield
    work.expect_taken_back()


def report(keys: Keys, work: Work) -> Done:
    with work.managing():
        page = keys.start("/")
        keys.press("Control+k")
        page.keyboard.type("last quarter")
        keys.press("Enter")
        expect(page.get_by_role("heading", name="Report by unit")).to_be_visible()
        expect(page.get_by_role("link", name="Last quarter")).to_have_attribute("aria-current", "true")
        # The browser prints what it shows.
        keys.press("Control+p")
        assert page.pdf().startswith(b"%PDF")
        yield


def view(keys: Keys, work: Work) -> Done:
    page = keys.start("/follow-ups/?kind=training")
    keys.press("v")
    expect(page.locator("#view_name")).to_be_focused()
    page.keyboard.type("Training")
    keys.press("Tab", "Space", "Tab", "ArrowDown", "Enter")
    expect(page.locator(".tabs [aria-current]")).to_have_text("Training")
    yield
    work.expect_kept()


def undo(keys: Keys, work: Work) -> Done:
    """Where it was done and elsewhere, when the message of it has gone."""
    for place in ("", "/meetings/"):
        page = work.do_and_leave(keys, place)
        keys.press("z")
        expect_told(page, "Undone: Answer the letter")
        yield
