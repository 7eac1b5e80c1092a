"""What the tasks that have a budget need: a desk of the morning, twenty to change, one to find among others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Keys
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp, SavedView, Snooze, StartView
from tracker.meetings.models import Meeting, Participation

TEXT = (
    "Mr. Gilles de Kerchove of the EU was welcomed on 25 May 2018.\n"
    "Customs will send the revised curriculum to the regional office. The regional office will nominate two experts. "
    "Both sides will hold a joint workshop in autumn.\n"
    "The office offered to host a trainer for three months. The Council will be briefed."
)
# What is promised in it, as the page of the record suggests it.
PROMISED = (
    "Send the revised curriculum to the regional office",
    "Hold a joint workshop in autumn",
    "Host a trainer for three months",
    "The Council will be briefed",
    "Nominate two experts",
)
DUE = "1 June 2030"
TWENTY = "/follow-ups/?kind=document&status=active"
HEAPS = ("late", "week", "new", "owed", "waiting")
SEEN = "parts => parts.filter(part => part.getBoundingClientRect().bottom <= innerHeight).length"


@dataclass
class Work:
    """`row` stands in each of the places where one sees a status; `known` is one of many that hold its words."""

    claire: User
    amina: User
    row: FollowUp
    known: FollowUp

    @property
    def alone(self) -> str:
        """The list, with nothing but the row."""
        return "/follow-ups/?kind=meeting&columns=title,owner,due,status"

    @property
    def places(self) -> list[str]:
        assert self.row.meeting is not None
        return ["/", self.alone, self.row.meeting.get_absolute_url(), self.row.get_absolute_url()]

    @contextmanager
    def managing(self) -> Iterator[None]:
        """Reports by unit are for those who lead: for once she does."""
        claire = User.objects.filter(pk=self.claire.pk)
        claire.update(role=Role.MANAGER)
        yield
        claire.update(role=Role.OFFICER)

    def put_back(self) -> None:
        self.row.refresh_from_db()
        assert self.row.status == "in_progress"
        self.row.move_to("open", by=self.claire)

    def wake(self) -> None:
        assert Snooze.objects.get().follow_up == self.known
        Snooze.objects.all().delete()

    def expect_morning(self, page: Page) -> None:
        """All five heaps, twelve lines whole, in the window of a laptop."""
        heads = [page.locator(f"#{heap}-title").evaluate_all(SEEN) for heap in HEAPS]
        assert (heads, page.locator("[data-follow-up]").evaluate_all(SEEN) >= 12) == ([1] * 5, True)

    def expect_changed(self) -> None:
        assert _of_the_twenty() == {(self.claire.person.pk, date(2030, 6, 1))}

    def expect_taken_back(self) -> None:
        assert _of_the_twenty() == {(None, None)}

    def expect_kept(self) -> None:
        saved = SavedView.objects.get()
        kept = (saved.name, saved.audience, str(saved.unit), StartView.objects.get().view == saved)
        assert kept == ("Training", "unit", "WCO", True)

    def expect_promised(self) -> None:
        made = FollowUp.objects.filter(meeting__title="Meeting with Gilles de Kerchove")
        assert set(made.values_list("owner", "due_on")) == {(self.claire.person.pk, date(2030, 6, 1))}
        assert sorted(made.values_list("title", flat=True)) == sorted(PROMISED)
        assert str(Participation.objects.get(meeting=made.first().meeting).person) == "Gilles de Kerchove"

    def do_and_leave(self, keys: Keys, place: str) -> Page:
        """Change the status, close the message of it as time would, and go to `place`; counted from there."""
        page = keys.start(self.row.get_absolute_url())
        cell(page, "status", self.row).click()
        page.get_by_role("button", name="In progress", exact=True).click()
        page.get_by_role("link", name="Close this message").click()
        expect(page.locator("#messages")).to_be_empty()
        if place:
            page.goto(place)
        keys.hand.start()
        keys.pressed = 0
        return page


def _of_the_twenty() -> set[tuple[int | None, date | None]]:
    return set(FollowUp.objects.filter(kind="document", meeting=None).values_list("owner", "due_on"))


def make_work(
    claire: User, amina: User, eu: Organisation, visit: Meeting, make: Callable[..., FollowUp], today: date
) -> Work:
    """Two on each heap of Claire's desk, made by herself or, what is new for her, by Amina; and what to look for."""
    hers = {"owner": claire.person, "partner": eu}
    for number in range(2):
        make(f"Late {number}", **hers, due_on=today - timedelta(days=2 + number))
        make(f"Due {number}", **hers, due_on=today)
        make(f"New {number}", **hers, by=amina, due_on=today + timedelta(days=40))
        make(f"Owed {number}", **hers, owed_by="partner", due_on=today - timedelta(days=9))
        make(f"Waiting {number}", **hers).move_to(
            "waiting", by=claire, waiting_on=eu, review_on=today + timedelta(days=9)
        )
    for number in range(20):
        make(f"Number {number:02}", kind="document")
    for number in range(10):
        make(f"Seal of office {number}", by=amina)
    row = make("Answer the letter", kind="meeting", meeting=visit, owner=claire.person, due_on=today)
    return Work(claire, amina, row, make("Renew the agreement on seals", owner=claire.person, due_on=today))


def cell(page: Page, name: str, row: FollowUp) -> Locator:
    return page.locator(f"#{name}-{row.pk}")


def in_dialog(page: Page, name: str) -> Locator:
    return page.locator("#dialog").get_by_role("button", name=name, exact=True)


def text_of(page: Page) -> Locator:
    return page.get_by_label("Text optional")


def title_in_panel(page: Page) -> Locator:
    return page.locator("#panel").get_by_label("Title", exact=True)


def suggested(page: Page) -> Locator:
    """What the record suggests and nobody has decided yet: the title of each leads to all its fields."""
    return page.locator("[data-suggestion] .title")


def expect_told(page: Page, words: str) -> None:
    expect(page.locator("#messages")).to_contain_text(words)


def expect_proposals(page: Page) -> None:
    expect(page.get_by_label("Title proposed")).to_have_value("Meeting with Gilles de Kerchove")
    expect(page.get_by_label("Date proposed")).to_have_value("25 May 2018")


def copy_text(keys: Keys) -> Page:
    """The desk, with the text of the record ready to be pasted."""
    page = keys.hand.page
    page.goto("/meetings/log/")
    expect(text_of(page)).to_be_focused()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+x")
    return keys.start("/")
