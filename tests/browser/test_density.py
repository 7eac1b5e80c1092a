"""How much of one's work a laptop shows at once, and what stays of it on less."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Hand
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[..., Hand]
LAPTOP = {"width": 1280, "height": 800}
WHOLE = """
rows => rows.filter(row => {
  const { top, bottom } = row.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}).length
"""
MEASURES = """
() => {
  const box = (part) => document.querySelector(part).getBoundingClientRect();
  const [row, tools, table] = ["[data-follow-up]", ".toolbar", "table.rows"].map(box);
  const measured = { row: row.height, toolbar: tools.height, beside: innerWidth - table.width };
  return Object.fromEntries(Object.entries(measured).map(([name, pixels]) => [name, Math.round(pixels)]));
}
"""


def whole(page: Page) -> int:
    """How many follow-ups stand on the screen from their first line to their last."""
    rows: Locator = page.locator("[data-follow-up]")
    count: int = rows.evaluate_all(WHOLE)
    return count


@pytest.fixture
def work(make_follow_up: Callable[..., FollowUp], claire: User) -> list[FollowUp]:
    today = timezone.localdate()
    long = "Send the revised list of risk indicators to the members of the working party on cultural objects"
    return [
        make_follow_up(f"{long} {number:02}", owner=claire.person, due_on=today + timedelta(days=number - 14))
        for number in range(20)
    ]


def test_a_laptop_shows_fourteen_of_the_list(work: list[FollowUp], claire: User, hand_of: At) -> None:
    page = hand_of(claire, viewport=LAPTOP).page
    page.goto("/follow-ups/")
    assert whole(page) >= 14


def test_from_720_to_1920_pixels_the_list_is_a_table_with_one_line_of_tools_and_one_of_each(
    work: list[FollowUp], claire: User, hand_of: At
) -> None:
    page = hand_of(claire).page
    measured = []
    for width, query in ((720, ""), (1280, "?status=active&kind=other"), (1920, "?status=active&kind=other")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"/follow-ups/{query}")
        measured.append((width, page.evaluate(MEASURES)))
    # What is left at the sides are the edges of the page and of the panel.
    assert measured == [(width, {"row": 40, "toolbar": 41, "beside": 50}) for width in (720, 1280, 1920)]


# What is not whole: a bar of more than a line, and words that are cut off or lie over what follows them.
NOT_WHOLE = """
() => {
  const wide = [...document.querySelectorAll("td .due, .lane .status, .lane .due, .end > *")]
    .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth);
  const end = (part) => part.getBoundingClientRect().right;
  const start = (part) => part?.getBoundingClientRect().left ?? Infinity;
  const over = [...document.querySelectorAll(".end > .menu")]
    .filter((menu) => end(menu) > start(menu.nextElementSibling));
  const broken = [...document.querySelectorAll(".card .status")].filter((status) => status.offsetHeight > 32);
  const bar = document.querySelector(".topbar").offsetHeight;
  // Of fewer pixels nobody reads a title.
  const narrow = [...document.querySelectorAll(".heap .line > .title")].filter((title) => title.clientWidth < 200);
  const parts = [...wide, ...over, ...broken, ...narrow].map((part) => part.textContent.trim());
  return parts.concat(bar > 56 ? [`bar of ${bar}`] : [])
    .concat(document.documentElement.scrollWidth > innerWidth ? ["page"] : []);
}
"""


def test_in_french_too_bar_dates_and_statuses_stand_whole_on_a_laptop(
    work: list[FollowUp], claire: User, eu: Organisation, hand_of: At
) -> None:
    User.objects.filter(pk=claire.pk).update(language="fr")
    FollowUp.objects.filter(pk=work[0].pk).update(due_on=timezone.localdate() - timedelta(days=180))
    work[1].move_to("waiting", by=claire, waiting_on=eu, review_on=timezone.localdate() + timedelta(days=90))
    page = hand_of(claire, viewport=LAPTOP).page
    page.goto("/follow-ups/")
    page.locator(f"#status-{work[2].pk}").click()
    page.get_by_role("button", name="En cours").click()
    expect(page.locator(f"#status-{work[2].pk}")).to_have_text("En cours")
    found = []
    nine = "/follow-ups/?columns=reference,title,partner,owner,due,status,tags,priority,unit"
    for address in ("/follow-ups/", nine, "/", "/follow-ups/?layout=board"):
        page.goto(address)
        expect(page.locator("#last-deed button")).to_be_visible()
        found.append(page.evaluate(NOT_WHOLE))
    assert found == [[], [], [], []]
    for width in (960, 1152, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/")
        assert (width, page.evaluate(NOT_WHOLE)) == (width, [])
    page.set_viewport_size(LAPTOP)
    page.goto(f"{nine},kind,meeting")
    assert page.evaluate("document.documentElement.scrollWidth") == LAPTOP["width"]


def test_at_720_pixels_every_list_is_a_table_that_fits(work: list[FollowUp], claire: User, hand_of: At) -> None:
    Activity.log(by=claire, title="Train officers", starts_on=date(2018, 3, 6), ends_on=date(2018, 3, 6))
    page = hand_of(claire, viewport={"width": 720, "height": 800}).page
    drawn = {}
    for address in ("/partners/people/", "/mandates/activities/"):
        page.goto(address)
        drawn[address] = page.evaluate(
            "[getComputedStyle(document.querySelector('tbody tr')).display, document.documentElement.scrollWidth]"
        )
    assert drawn == {address: ["table-row", 720] for address in drawn}


def test_a_title_that_is_cut_stands_whole_for_whoever_stands_on_it(
    work: list[FollowUp], claire: User, hand_of: At
) -> None:
    page = hand_of(claire, viewport={"width": 900, "height": 800}).page
    page.goto("/follow-ups/")
    title = page.locator("[data-follow-up] .title").first
    is_cut = "title => title.scrollWidth > title.clientWidth"
    before = title.evaluate(is_cut)
    page.keyboard.press("j")
    expect(title).to_be_focused()
    assert (before, title.evaluate(is_cut)) == (True, False)


def test_what_to_do_with_the_ticked_comes_with_the_first_and_goes_with_the_last(
    work: list[FollowUp], claire: User, hand_of: At
) -> None:
    page = hand_of(claire, viewport=LAPTOP).page
    page.goto("/follow-ups/")
    bar, row = page.locator(".ticks"), page.locator("[data-follow-up]").nth(2)
    expect(bar).to_be_hidden()
    before = row.bounding_box()
    row.get_by_role("checkbox").check()
    expect(bar.get_by_role("button", name="Change more…")).to_be_in_viewport(ratio=1)
    moved = row.bounding_box() != before
    bar.get_by_role("button", name="Untick all").click()
    expect(bar).to_be_hidden()
    assert moved is False


def test_roomy_lines_are_two_clicks_away_and_stay(work: list[FollowUp], claire: User, hand_of: At) -> None:
    page = hand_of(claire, viewport=LAPTOP).page
    page.goto("/follow-ups/")
    page.get_by_label("More", exact=True).click()
    page.get_by_role("button", name="Roomy lines").click()
    page.wait_for_load_state()
    expect(page.locator("[data-follow-up] .wide > .meta").first).to_be_visible()
    page.goto("/follow-ups/")
    assert 0 < whole(page) < 14
    page.get_by_label("More", exact=True).click()
    expect(page.get_by_role("button", name="Compact lines")).to_be_visible()
