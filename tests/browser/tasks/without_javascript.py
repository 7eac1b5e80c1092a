"""Each task by mouse where no script runs: pages, links and forms are enough. Each yields when it is done."""

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.browser.conftest import Keys
from tests.browser.tasks.work import (
    DUE,
    PROMISED,
    TEXT,
    TWENTY,
    Work,
    cell,
    expect_proposals,
    expect_told,
    suggested,
    text_of,
)

Done = Iterator[None]


def morning(keys: Keys, work: Work) -> Done:
    page = keys.hand.page
    keys.hand.start()
    page.goto("/")
    yield
    work.expect_morning(page)


def log_a_visit(keys: Keys, work: Work) -> Done:
    page = keys.start("/")
    keys.click(page.get_by_role("link", name="Log a meeting"))
    text_of(page).fill(TEXT)
    keys.click(page.get_by_role("button", name="Propose the rest from the text"))
    expect_proposals(page)
    expect(page.get_by_text("with 1 participant. Look at it")).to_be_visible()
    keys.click(page.get_by_role("button", name="Save the meeting").last)
    for left in reversed(range(len(PROMISED))):
        keys.click(suggested(page).first)
        page.get_by_label("Owner").fill("me")
        page.get_by_label("Due date").fill(DUE)
        keys.click(page.get_by_role("button", name="Save", exact=True))
        expect(suggested(page)).to_have_count(left)
    yield
    work.expect_promised()


def status(keys: Keys, work: Work) -> Done:
    for address in work.places:
        page = keys.start(address)
        keys.click(cell(page, "status", work.row))
        if address != work.row.get_absolute_url():
            keys.click(page.get_by_role("link", name="Change the status"))
            keys.click(cell(page, "status", work.row))
        keys.click(page.get_by_role("button", name="In progress", exact=True))
        expect(cell(page, "status", work.row)).to_have_text("In progress")
        yield
        work.put_back()


def due_date(keys: Keys, work: Work) -> Done:
    page = keys.start(work.alone)
    keys.click(cell(page, "due", work.row))
    page.get_by_label("Due date").fill(DUE)
    keys.click(page.get_by_role("button", name="Save"))
    expect(cell(page, "due", work.row)).to_have_text("1 Jun 2030")
    yield


def owner(keys: Keys, work: Work) -> Done:
    page = keys.start(work.alone)
    keys.click(cell(page, "owner", work.row))
    page.get_by_label("Owner").fill("Amina Rahman")
    keys.click(page.get_by_role("button", name="Save"))
    expect(cell(page, "owner", work.row)).to_have_text("Amina Rahman")
    yield


def find(keys: Keys, work: Work) -> Done:
    page = keys.start("/meetings/")
    keys.click(page.locator("#find"))
    page.keyboard.type("seal")
    page.keyboard.press("Enter")
    keys.click(page.locator("#found").get_by_role("link", name=work.known.title))
    page.wait_for_url(f"**{work.known.get_absolute_url()}")
    yield


def snooze(keys: Keys, work: Work) -> Done:
    page = keys.start("/")
    keys.click(cell(page, "snooze", work.known))
    keys.click(page.get_by_role("button", name="Snooze"))
    expect_told(page, "is back on your desk on")
    yield
    work.wake()


def twenty(keys: Keys, work: Work) -> Done:
    page = keys.start(TWENTY)
    keys.click(page.get_by_label("More", exact=True))
    keys.click(page.get_by_role("button", name="Change all 20 that fit…"))
    page.get_by_label("Owner", exact=True).first.fill("me")
    page.get_by_label("Due date", exact=True).first.fill(DUE)
    keys.click(page.get_by_role("button", name="Look at what changes"))
    keys.click(page.locator("#do"))
    expect(page.get_by_role("heading", name="20 changed")).to_be_visible()
    work.expect_changed()
    keys.click(page.get_by_role("button", name="Undo all"))
    expect(page.get_by_role("heading", name="20 taken back")).to_be_visible()
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
    page.get_by_label("Name", exact=True).fill("Training")
    keys.click(page.get_by_label("A unit"))
    keys.click(page.get_by_label("Start with it"))
    keys.click(page.get_by_role("button", name="Save", exact=True))
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
