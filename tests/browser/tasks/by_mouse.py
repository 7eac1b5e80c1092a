"""Each task by mouse: words are typed, and keys only lead from one field to the next. It yields when it is done."""

from collections.abc import Iterator

from playwright.sync_api import expect

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
    in_dialog,
    suggested,
    title_in_panel,
)

Done = Iterator[None]


def morning(keys: Keys, work: Work) -> Done:
    page = keys.hand.page
    keys.hand.start()
    page.goto("/")
    yield
    work.expect_morning(page)


def log_a_visit(keys: Keys, work: Work) -> Done:
    page = copy_text(keys)
    keys.click(page.get_by_role("link", name="Log a meeting"))
    page.keyboard.press("Control+v")
    expect_proposals(page)
    keys.click(page.get_by_role("button", name="Save the meeting").last)
    expect(page.get_by_role("heading", name="Meeting with Gilles de Kerchove")).to_be_visible()
    for left in reversed(range(len(PROMISED))):
        keys.click(suggested(page).first)
        expect(title_in_panel(page)).to_be_focused()
        for typed in ("me", DUE):
            page.keyboard.press("Tab")
            page.keyboard.type(typed)
        keys.click(page.locator("#panel").get_by_role("button", name="Save"))
        expect(suggested(page)).to_have_count(left)
    yield
    work.expect_promised()


def status(keys: Keys, work: Work) -> Done:
    for address in work.places:
        page = keys.start(address)
        keys.click(cell(page, "status", work.row))
        keys.click(page.get_by_role("button", name="In progress", exact=True))
        expect(cell(page, "status", work.row)).to_have_text("In progress")
        yield
        work.put_back()


def due_date(keys: Keys, work: Work) -> Done:
    page = keys.start(work.alone)
    keys.click(cell(page, "due", work.row))
    expect(page.locator("#dialog").get_by_label("Due date")).to_be_focused()
    page.keyboard.type(DUE)
    keys.click(in_dialog(page, "Save"))
    expect(cell(page, "due", work.row)).to_have_text("1 Jun 2030")
    yield


def owner(keys: Keys, work: Work) -> Done:
    page = keys.start(work.alone)
    keys.click(cell(page, "owner", work.row))
    expect(page.get_by_role("combobox", name="Owner")).to_be_focused()
    page.keyboard.type("amin")
    keys.click(page.get_by_role("option", name="Amina Rahman"))
    keys.click(in_dialog(page, "Save"))
    expect(cell(page, "owner", work.row)).to_have_text("Amina Rahman")
    yield


def find(keys: Keys, work: Work) -> Done:
    page = keys.start("/meetings/")
    keys.click(page.locator("#find"))
    page.keyboard.type("seal")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{work.known.get_absolute_url()}")
    yield


def snooze(keys: Keys, work: Work) -> Done:
    page = keys.start("/")
    keys.click(cell(page, "snooze", work.known))
    keys.click(in_dialog(page, "Snooze"))
    expect_told(page, "is back on your desk on")
    yield
    work.wake()


def twenty(keys: Keys, work: Work) -> Done:
    page = keys.start(TWENTY)
    keys.click(page.get_by_label("All on this page"))
    keys.click(page.locator(".ticks").get_by_role("button", name="Owner"))
    expect(page.get_by_role("heading", name="Change 20 follow-ups")).to_be_visible()
    page.keyboard.type("me")
    page.keyboard.press("Tab")
    page.keyboard.type(DUE)
    keys.click(in_dialog(page, "Change"))
    expect_told(page, "20 changed")
    work.expect_changed()
    keys.click(page.get_by_role("button", name="Undo").first)
    expect_told(page, "20 taken back")
    yield
    work.expect_taken_back()


def report(keys: Keys, work: Work) -> Done:
    with work.managing():
        page = keys.start("/")
        keys.click(page.get_by_role("link", name="Reports"))
        keys.click(page.get_by_role("link", name="Last quarter"))
        expect(page.get_by_role("heading", name="Report by unit")).to_be_visible()
        with page.expect_download() as paper:
            keys.click(page.get_by_role("link", name="Paper (pdf)", exact=True).first)
        assert paper.value.suggested_filename.endswith(".pdf")
        yield


def view(keys: Keys, work: Work) -> Done:
    page = keys.start("/follow-ups/?kind=training")
    keys.click(page.get_by_role("link", name="Save view"))
    expect(page.locator("#view_name")).to_be_focused()
    page.keyboard.type("Training")
    keys.click(page.get_by_label("A unit"))
    keys.click(page.get_by_label("Start with it"))
    keys.click(in_dialog(page, "Save"))
    expect(page.locator(".tabs [aria-current]")).to_have_text("Training")
    yield
    work.expect_kept()


def undo(keys: Keys, work: Work) -> Done:
    """Where it was done and elsewhere, when the message of it has gone."""
    for place in ("", "/meetings/"):
        page = work.do_and_leave(keys, place)
        keys.click(page.get_by_role("button", name=f"Undo: {work.row.reference}"))
        expect_told(page, "Undone: Answer the letter")
        yield
