"""`manage.py draw_guide`: the pictures of the guide, drawn anew from a demo that is made for them and thrown away."""

import os
import shutil
import socket
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from playwright.sync_api import Browser, Page, sync_playwright

from tracker.demo.cast import PASSWORD
from tracker.demo.pictures import OF_A_NEW_HOUSE, OF_THE_DEMO, Picture, address_of, leave_demo
from tracker.pages.guide.chapters import FOLDER, HEIGHT, WIDTH

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
READY = "(Ctrl-C stops it)"
# Of a picture: less makes letters grey, more makes files large.
QUALITY = 25


class Command(BaseCommand):
    help = "Draws the pictures of the guide anew, in every language, from a demo of its own; needs Chromium."

    def handle(self, **options: Any) -> None:
        chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
        if chromium is None:
            raise CommandError("Chromium was not found: install it to draw the guide.")
        with demo() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            self.draw(browser, address, OF_THE_DEMO)
            leave_demo(window(browser, address, "en", "jonas"))
            self.draw(browser, address, OF_A_NEW_HOUSE)

    def draw(self, browser: Browser, address: str, pictures: Iterable[Picture]) -> None:
        for picture in pictures:
            for language, _name in settings.LANGUAGES:
                file = FOLDER / "pictures" / language / f"{picture.name}.webp"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(drawn(window(browser, address, language, picture.who), picture))
                self.stdout.write(f"{file.relative_to(settings.ROOT)}, {file.stat().st_size // 1000} kB")


@contextmanager
def demo() -> Iterator[str]:
    """Inside, it answers at the address."""
    with TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        command = [sys.executable, "manage.py", "up", "--port", str(port)]
        told: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        server: subprocess.Popen[str] = subprocess.Popen(
            command, cwd=settings.ROOT, env=ours | {"SUIVI_DATA": folder}, **told
        )
        try:
            assert server.stdout is not None
            if not any(READY in line for line in server.stdout):
                raise CommandError("The demo did not start: see what `manage.py up` says.")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def window(browser: Browser, address: str, language: str, who: str) -> Page:
    """Where somebody has signed in."""
    size: Any = {"width": WIDTH, "height": HEIGHT}
    page = browser.new_page(base_url=address, locale=language, viewport=size, color_scheme="light")
    page.goto("/account/sign-in/")
    page.locator("[name=login]").fill(address_of(who))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/")
    return page


def drawn(page: Page, picture: Picture) -> bytes:
    page.goto(picture.address)
    picture.act(page)
    page.wait_for_load_state("networkidle")
    asked = {"format": "webp", "quality": QUALITY}
    data: str = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)["data"]
    page.close()
    return b64decode(data)
