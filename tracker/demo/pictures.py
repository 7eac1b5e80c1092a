"""The pictures of the guide: whose window shows what, of the demo."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.demo.cast import PASSWORD
from tracker.demo.telling import TEXTS

if TYPE_CHECKING:
    # A tool of development: the house runs without it.
    from playwright.sync_api import Page

SECOND, THIRD = 1, 2
# Whoever makes a house of their own out of the demo.
FIRST = "ines"


def look(_page: "Page") -> None:
    """The page is drawn as it opens."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`act` is what is done on the page at `address` before it is drawn."""

    name: str
    who: str
    address: str
    act: Callable[["Page"], None] = look


def stand_at_top(page: "Page", selector: str) -> None:
    page.locator(selector).first.evaluate("thing => thing.scrollIntoView()")


def paste_record(page: "Page") -> None:
    page.locator("textarea[name=text]").fill((TEXTS / "visit_2018.txt").read_text())
    page.locator("#propose").click()
    page.locator("#proposed:not(:empty)").wait_for()
    stand_at_top(page, "#record")


def open_meeting(page: "Page") -> None:
    page.locator("main tbody a.title").first.click()
    page.locator(".notes").wait_for()
    stand_at_top(page, "#margin")


def open_status(page: "Page") -> None:
    page.locator("summary.status").nth(THIRD).click()


def tick_two(page: "Page") -> None:
    for row in (SECOND, THIRD):
        page.locator("input[name=row]").nth(row).check()


def find_in_palette(page: "Page") -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("europol")
    page.locator("#palette [role=option]").nth(THIRD).wait_for()


def open_review(page: "Page") -> None:
    page.locator("main tbody a.title", has_text="Coordinator").first.click()
    page.locator("#coming-title").wait_for()


def run_review(page: "Page") -> None:
    page.locator("main tbody a.title").first.click()
    page.locator("a[href$='/run/']").first.click()
    page.locator("[name$=said]").first.wait_for()


def show_lines(page: "Page") -> None:
    stand_at_top(page, "main table")


def leave_demo(page: "Page") -> None:
    """The first steps stand in a house that is empty."""
    page.goto("/start-for-real/")
    typed = {"name": "Ines Costa", "email": address_of(FIRST), "password": PASSWORD, "confirmed": "start for real"}
    for name, words in typed.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("button.primary").click()
    page.wait_for_url("**/")


def address_of(who: str) -> str:
    return f"{who}@suivi.example"


OF_THE_DEMO = (
    Picture("desk", "claire", "/"),
    Picture("log", "claire", "/meetings/log/", paste_record),
    Picture("meeting", "claire", "/meetings/?q=EUROPOL+liaison", open_meeting),
    Picture("status", "claire", "/follow-ups/?status=active", open_status),
    Picture("list", "claire", "/follow-ups/?status=active", tick_two),
    Picture("palette", "claire", "/", find_in_palette),
    Picture("series", "claire", "/meetings/series/", open_review),
    Picture("run", "claire", "/meetings/?q=annual+review+coordinator", run_review),
    Picture("report", "claire", "/reports/", show_lines),
)
OF_A_NEW_HOUSE = (Picture("first-steps", FIRST, "/"),)
