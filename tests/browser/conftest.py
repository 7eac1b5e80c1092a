"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, Request, expect

from tests.browser.sheets import sheets_together
from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.demo.load import load

# Playwright's own loop runs in this thread; our test code calls the database from it, one thing at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# Two cores may serve many: wait rather than fail.
expect.set_options(timeout=15_000)
# The shell draws pages as Chromium does, with no window around them: for half the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)


def when_whole(act: Callable[..., Any], page_of: Callable[..., Page]) -> Callable[..., Any]:
    """Nobody is so quick as to act after the words of the next page and before its scripts are there; a test is."""

    def act_when_whole(*args: Any, **options: Any) -> Any:
        page_of(*args).wait_for_load_state()
        return act(*args, **options)

    return act_when_whole


def press_keys_when_whole(page: Page) -> None:
    page.keyboard.press = when_whole(page.keyboard.press, lambda *_: page)  # type: ignore[method-assign]
    page.keyboard.type = when_whole(page.keyboard.type, lambda *_: page)  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def _click_when_whole() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("click", "check", "fill", "hover", "press", "select_option"):
            patch.setattr(Locator, name, when_whole(getattr(Locator, name), lambda target, *_: target.page))
        yield


@pytest.fixture(scope="session")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium was not found; install it to run the browser tests.")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sheets_together(tmp_path_factory.mktemp("static")):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file: of one in memory all threads share a connection, and two requests at once break each other."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("house") / "house.sqlite3")
        connection.settings_dict["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def kept_demos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demos")


@pytest.fixture
def demo(transactional_db: None, today: date, kept_demos: Path) -> None:
    """The demo as it stands today: told once, and copied from then on."""
    kept = kept_demos / f"{today}.sqlite3"
    is_kept = kept.exists()
    if not is_kept:
        load(today)
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(kept)) as copy:
            source, target = (copy, connection.connection) if is_kept else (connection.connection, copy)
            source.backup(target)


@dataclass
class Hand:
    """A person at the page, whose clicks and page loads are counted."""

    page: Page
    clicks: int = 0
    loads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)
        # A file that is taken is no page.
        self.page.on("download", lambda file: self.loads.remove(file.url) if file.url in self.loads else None)

    def _asked(self, request: Request) -> None:
        """A page is counted when it is asked for: the word that it stands there may come after the test has seen it."""
        if request.is_navigation_request() and request.frame == self.page.main_frame and not request.redirected_from:
            self.loads.append(request.url)

    def click(self, target: Locator) -> None:
        target.click()
        # A page that a click leads to hears nothing before its scripts are there.
        self.page.wait_for_load_state()
        self.clicks += 1

    def select(self, words: str) -> None:
        """Drag over the words in the record, as a person does with a mouse: counted as one click."""
        first, last = self.page.evaluate(FIND_WORDS, words)
        self.page.mouse.move(first["x"], first["y"])
        self.page.mouse.down()
        self.page.mouse.move(last["x"], last["y"], steps=6)
        self.page.mouse.up()
        self.clicks += 1

    def start(self) -> None:
        """Count from here."""
        self.clicks, self.loads = 0, []


@dataclass
class Keys:
    """A person at keyboard and mouse: the keys pressed besides the letters typed, the clicks, the pages asked for."""

    hand: Hand
    pressed: int = 0

    def click(self, target: Locator) -> None:
        self.hand.click(target)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.hand.page.keyboard.press(key)
            self.pressed += 1

    def start(self, address: str) -> Page:
        """Count from there."""
        self.hand.page.goto(address)
        self.hand.start()
        self.pressed = 0
        return self.hand.page

    @property
    def counted(self) -> tuple[int, int, int]:
        """Keys, clicks, loads."""
        return self.pressed, self.hand.clicks, len(self.hand.loads)


# Where the first and the last letter of the words stand on the screen, after scrolling them into view.
FIND_WORDS = """
words => {
  const walker = document.createTreeWalker(document.querySelector("[data-record]"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    node.parentElement.scrollIntoView({ block: "center" });
    const place = (from, to, side) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const box = range.getBoundingClientRect();
      return { x: side === "start" ? box.left + 1 : box.right - 1, y: box.top + box.height / 2 };
    };
    const end = at + words.length;
    return [place(at, at + 1, "start"), place(end - 1, end, "end")];
  }
  throw new Error(`"${words}" is not in the record`);
}
"""


@pytest.fixture
def open_context(browser: Browser, live_server: Any) -> Iterator[Callable[..., BrowserContext]]:
    """A browser window of a signed-in person; every error the browser reports fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_for(user: User | None = None, **options: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=live_server.url, **{"viewport": {"width": 1280, "height": 900}, **options}
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.on("page", press_keys_when_whole)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.on("console", lambda said: errors.append(said.text) if is_wrong(said) else None)
        if user:
            context.add_cookies([session_cookie(user, live_server.url)])
        return context

    yield open_for
    for context in contexts:
        context.close()
    assert errors == []


NOTED = (
    "Failed to load resource",
    "Response Status Error Code 403",
    "htmx:afterRequest",
    "htmx:sendError",
)


def is_wrong(said: Any) -> bool:
    """Errors of the page. Forms are refused with 4xx by design: Chromium and htmx note it, as they do off line."""
    return said.type == "error" and not any(words in said.text for words in NOTED)


def session_cookie(user: User, url: str) -> Any:
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.create()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": url}


@pytest.fixture
def hand_of(open_context: Callable[..., BrowserContext]) -> Callable[..., Hand]:
    return lambda user, **options: Hand(open_context(user, **options).new_page())


@pytest.fixture
def keys(claire: User, hand_of: Callable[..., Hand]) -> Keys:
    return Keys(hand_of(claire))


@pytest.fixture
def walk_of(open_context: Callable[..., BrowserContext]) -> Callable[..., Walk]:
    """A person's walk through pages, checked for accessibility; None is a stranger."""
    return lambda user=None, **options: Walk(open_context(user, **options).new_page())


def until(page: Page, condition: str) -> None:
    """Wait until JavaScript sees it. `wait_for_function` would look by eval, which our pages refuse."""
    late = "performance.now() > end ? fail(Error('It never came.'))"
    look = f"const look = () => ({condition}) ? done() : {late} : requestAnimationFrame(look)"
    page.evaluate(f"() => new Promise((done, fail) => {{ const end = performance.now() + 15000; {look}; look(); }})")
