"""What the walk looks at once for many, it sees on each that differs."""

from collections.abc import Callable
from itertools import chain

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.walk import Walk

ROWS = """
<!doctype html><html lang="en"><title>Rows</title>
<style>
  body {{ color: #000; background: #fff; font-size: 16px; }} {style}
</style>
<main><h1>Rows</h1><ul><li><p>One</p></li><li><p>Two</p></li><li><p class="faint">Three</p></li></ul></main>
"""
FAINT = "{ color: #aaa; }"


@pytest.fixture
def page(open_context: Callable[..., BrowserContext], db: None) -> Page:
    return open_context().new_page()


@pytest.mark.parametrize(
    ("style", "settings"),
    [
        ("", []),
        (f".faint {FAINT}", ["light 1280", "dark 1280", "dark 320", "light 320"]),
        (f"@media (prefers-color-scheme: dark) {{ .faint {FAINT} }}", ["dark 1280", "dark 320"]),
        (f"@media (prefers-color-scheme: dark) and (width < 40rem) {{ .faint {FAINT} }}", ["dark 320"]),
        (f"@media (width >= 40rem) {{ .faint {{ display: none; }} }} .faint {FAINT}", ["dark 320", "light 320"]),
        ("li:last-child { inline-size: 90rem; }", ["light 1280", "dark 1280", "dark 320", "light 320"]),
    ],
)
def test_a_row_that_differs_is_seen_where_it_does(page: Page, style: str, settings: list[str]) -> None:
    page.set_content(ROWS.format(style=style))
    walk = Walk(page)
    walk.look("rows")
    assert list(walk.found) == [f"rows {setting}" for setting in settings]


def test_two_things_of_one_name_are_seen(page: Page) -> None:
    page.set_content(ROWS.format(style="") + '<p id="a">A</p><p id="a" class="b">B</p>')
    walk = Walk(page)
    walk.look("rows")
    assert walk.found["rows"] == ["twice: #a"]


def test_words_that_go_letter_by_letter_are_seen(page: Page) -> None:
    style = "li:last-child { inline-size: 2ch; overflow-wrap: anywhere; }"
    page.set_content(ROWS.format(style=style).replace("Three", "A speaker"))
    walk = Walk(page)
    walk.look("rows")
    assert [*chain(*walk.found.values())] == 4 * ["squeezed: A speaker"]
