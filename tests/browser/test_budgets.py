"""What daily work may cost: each task in so many clicks or keys, and so many pages.

By keyboard no click is made. Without JavaScript a press is also a page: there at most twice as many clicks, and no more
pages than those and the task's own.
"""

from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.accounts.by_hand import PASSWORD, last_link
from tests.browser.conftest import Hand, Keys
from tests.browser.tasks import by_keyboard, by_mouse, without_javascript
from tests.browser.tasks.work import TEXT, Work, expect_told, make_work
from tracker.accounts.models import User
from tracker.demo.start_for_real import mark
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Import
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
SignIn = Callable[[User], Client]


class Spent(NamedTuple):
    """Letters that are typed are no keys."""

    keys: int
    clicks: int
    loads: int


class Budget(NamedTuple):
    """At most so many clicks by mouse or keys by keyboard, and either way so many pages asked for."""

    clicks: int
    keys: int
    loads: int = 0

    def of(self, way: ModuleType) -> Spent:
        if way is without_javascript:
            return Spent(0, 2 * self.clicks, 2 * (self.clicks + self.loads))
        return Spent(0, self.clicks, self.loads) if way is by_mouse else Spent(self.keys, 0, self.loads)


# What `by_mouse`, `by_keyboard` and `without_javascript` do one after the other in one house. Among how many a thing is
# found by how few letters is measured by `bench/known.py`.
BUDGETS = {
    "morning": Budget(clicks=0, keys=0, loads=1),
    "status": Budget(clicks=2, keys=2),
    "due_date": Budget(clicks=3, keys=4),
    "owner": Budget(clicks=3, keys=4),
    "find": Budget(clicks=1, keys=3, loads=1),
    "snooze": Budget(clicks=2, keys=2),
    "twenty": Budget(clicks=6, keys=12, loads=1),
    "report": Budget(clicks=3, keys=6, loads=2),
    "undo": Budget(clicks=1, keys=1),
    "log_a_visit": Budget(clicks=14, keys=45, loads=2),
    "view": Budget(clicks=4, keys=6),
}
IMPORT, INVITED, FIRST_MEETING = 4, 3, 2
# Over its budget of one: as nothing brings it back, a page says first what goes, and three words are typed there.
OUT_OF_THE_DEMO = 2
LAPTOP = {"width": 1280, "height": 800}
WAYS = [by_mouse, by_keyboard, without_javascript]


@pytest.fixture
def work(
    claire: User, amina: User, coordinator: Person, eu: Organisation, visit: Meeting,
    make_follow_up: Callable[..., FollowUp], today: date,
) -> Work:  # fmt: skip
    return make_work(claire, amina, eu, visit, make_follow_up, today)


def is_over(spent: Spent, budget: Spent) -> bool:
    return any(one > most for one, most in zip(spent, budget, strict=True))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.rpartition(".")[2])
def test_each_task_keeps_within_its_budget(way: ModuleType, work: Work, claire: User, hand_of: At) -> None:
    keys = Keys(hand_of(claire, viewport=LAPTOP, java_script_enabled=way is not without_javascript))
    over = {}
    for task, budget in BUDGETS.items():
        for _ in getattr(way, task)(keys, work):
            spent = Spent(*keys.counted)
            if is_over(spent, budget.of(way)):
                over[task] = spent
    assert over == {}


@pytest.mark.parametrize("scripts", [True, False])
def test_five_hundred_rows_with_seven_bad_are_imported(claire: User, hand_of: At, scripts: bool) -> None:
    hand = hand_of(claire, java_script_enabled=scripts)
    rows = ["Title;Due", *(f"Row {number};{'sometime' if number < 7 else '4 June 2030'}" for number in range(500))]
    file = {"name": "actions.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    hand.page.goto("/imports/")
    hand.page.locator("[type=file]").set_input_files(file)  # type: ignore[arg-type]
    hand.clicks += 1
    hand.click(hand.page.get_by_role("button", name="Continue"))
    hand.click(hand.page.get_by_role("button", name="See what it would do"))
    expect(hand.page.get_by_role("link", name="refused 7")).to_be_visible()
    hand.click(hand.page.get_by_role("button", name="Add 493 follow-ups"))
    assert (hand.clicks <= IMPORT, Import.objects.get().confirmed_at is not None) == (True, True)


@pytest.mark.parametrize("scripts", [True, False])
def test_who_was_invited_sees_her_own(jonas: User, sign_in: SignIn, hand_of: At, scripts: bool) -> None:
    sign_in(jonas).post("/invite/", {"name": "Ines Costa", "email": "ines@suivi.example", "role": "officer"})
    ines = User.objects.get(email="ines@suivi.example")
    FollowUp.log(by=jonas, title="Answer the letter", owner=ines.person)
    hand = hand_of(None, java_script_enabled=scripts)
    # The link in the mail.
    hand.clicks += 1
    hand.page.goto(last_link())
    for label in ("New password", "New password, once more"):
        hand.page.get_by_label(label, exact=True).fill("staple battery")
    hand.click(hand.page.get_by_role("button", name="Save and sign in"))
    expect(hand.page.locator("[data-follow-up] .title")).to_have_text("Answer the letter")
    assert hand.clicks <= INVITED


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ends_in_the_middle_costs_no_character(claire: User, hand_of: At, scripts: bool) -> None:
    page = hand_of(claire, java_script_enabled=scripts).page
    page.goto("/meetings/log/")
    typed = {"Title": "Visit of the EU", "Date": "25 May 2018", "Text": TEXT}
    for label, words in typed.items():
        page.get_by_label(label, exact=False).first.fill(words)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Save the meeting").last.click()
    page.get_by_label("E-mail").fill(claire.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Here is what you typed")).to_be_visible()
    assert {label: page.get_by_label(label, exact=False).first.input_value() for label in typed} == typed


def test_the_demo_is_left_and_the_first_meeting_logged(jonas: User, hand_of: At) -> None:
    """Into it leads no press: the first start loads it."""
    mark([User.objects.create_user("demo@suivi.example", name="Demo")])
    hand = hand_of(jonas)
    page = hand.page
    page.goto("/")
    hand.click(page.get_by_role("link", name="Start for real"))
    page.get_by_label("Type “start for real”").fill("start for real")
    hand.click(page.get_by_role("button", name="Empty the house"))
    expect_told(page, "The house is empty")
    left_in = hand.clicks
    hand.click(page.get_by_role("link", name="Log a meeting").first)
    page.get_by_label("Title", exact=True).fill("Visit of the EU")
    page.get_by_label("Date", exact=True).fill("25 May 2018")
    hand.click(page.get_by_role("button", name="Save the meeting").last)
    expect(page.get_by_role("heading", name="Visit of the EU")).to_be_visible()
    assert (left_in, hand.clicks - left_in) == (OUT_OF_THE_DEMO, FIRST_MEETING)
