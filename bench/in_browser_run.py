"""The command's work: grow a house, serve it, open its pages in Chromium, press keys there, and compare.

What is measured is the browser's own (https://web.dev/articles/vitals): the largest contentful paint in milliseconds,
the cumulative layout shift, and the longest interaction to the next paint in milliseconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from shutil import which
from statistics import median
from typing import NamedTuple

from django.db import connections
from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright

from bench.growing.house import BUSY
from bench.measure import sign_in
from bench.over_http_run import grown_house
from bench.production import served
from tracker.meetings.models import Meeting

MOST_PAINT, MOST_SHIFT, MOST_ANSWER = 1_000, 0.05, 100
WIDTHS = (1280, 390)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
WATCH = """
window.vitals = {paint: 0, shift: 0, answer: 0};
const watch = (type, hear, more) => new PerformanceObserver((list) => list.getEntries().forEach(hear))
  .observe({type, buffered: true, ...more});
watch("largest-contentful-paint", (entry) => { vitals.paint = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) vitals.shift += entry.value; });
watch("event", (entry) => { if (entry.interactionId) vitals.answer = Math.max(vitals.answer, entry.duration); },
  {durationThreshold: 16});
"""
# Down twice, the menu of statuses, the list of keys.
KEYS = ("j", "j", "s", "Escape", "?", "Escape")
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Opened(NamedTuple):
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Vitals:
    paint: float
    shift: float
    answer: float


def pages_of(large: Meeting) -> list[Opened]:
    return [
        Opened("desk", reverse("desk")),
        Opened("list", reverse("follow_ups:list")),
        Opened("board", f"{reverse('follow_ups:list')}?layout=board"),
        Opened("calendar", reverse("calendar")),
        Opened("a large meeting", reverse("meetings:meeting", args=[large.pk])),
    ]


def run(rows: int, runs: int) -> list[str]:
    """Prints the figures as they come; gives the sentences that say which goals are missed."""
    if not (program := next(filter(None, map(which, BROWSERS)), None)):
        return ["Chromium was not found: install it."]
    if not (large := grown_house(rows)):
        return ["This database holds data already: give an empty one."]
    session = sign_in(BUSY).cookies["sessionid"].value
    connections.close_all()
    wrong: list[str] = []
    with served() as (_process, port), chromium(program) as browser:
        for opened in pages_of(large):
            for width in WIDTHS:
                found = [look(browser, f"http://localhost:{port}", session, opened, width) for _run in range(runs)]
                vitals = Vitals(*(median(getattr(each, name) for each in found) for name in Vitals.__slots__))
                print(
                    f"| {opened.name:16} | {width:5} | {vitals.paint:5.0f} | {vitals.shift:5.3f} "
                    f"| {vitals.answer:5.0f} |", flush=True,
                )  # fmt: skip
                wrong += missed(f"{opened.name} at {width} px", vitals)
    return wrong


@contextmanager
def chromium(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def look(browser: Browser, house: str, session: str, opened: Opened, width: int) -> Vitals:
    """Open it as somebody does who was there before: what stands still is in the browser's memory."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_cookies([{"name": "sessionid", "value": session, "url": house}])
    context.add_init_script(WATCH)
    page = context.new_page()
    for _time in range(2):
        page.goto(f"{house}{opened.address}")
        page.wait_for_load_state("networkidle")
    for key in KEYS:
        page.keyboard.press(key)
        page.evaluate(SETTLED)
    vitals = Vitals(**vitals_of(page))
    context.close()
    return vitals


def vitals_of(page: Page) -> dict[str, float]:
    """Entries are told once the browser has time for it."""
    page.evaluate(SETTLED)
    page.wait_for_load_state("networkidle")
    found: dict[str, float] = page.evaluate("() => vitals")
    return found


def missed(what: str, found: Vitals) -> Iterator[str]:
    if found.paint > MOST_PAINT:
        yield f"{what}: the largest part is there after {found.paint:.0f} ms; {MOST_PAINT} are allowed."
    if found.shift > MOST_SHIFT:
        yield f"{what}: parts move by {found.shift:.3f}; {MOST_SHIFT} are allowed."
    if found.answer > MOST_ANSWER:
        yield f"{what}: a key is answered after {found.answer:.0f} ms; {MOST_ANSWER} are allowed."
