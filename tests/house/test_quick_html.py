"""Pages are read as Python's own parser reads them."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from tests.house.addresses import PAGES
from tests.house.pages import text_of
from tests.house.quick_html import Reader
from tracker.accounts.models import User


def read_by(parser: type[Any], html: str) -> list[Any]:
    found: list[Any] = []

    class Listening(parser):  # type: ignore[misc]
        def handle_starttag(self, tag: str, attrs: Any) -> None:
            found.append((tag, attrs))

        def handle_endtag(self, tag: str) -> None:
            found.append(tag)

        def handle_data(self, data: str) -> None:
            found.append([data])

    Listening().feed(html)
    return found


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><html lang=en><title>A &amp; B</title>",
        '<p class="one two" hidden data-x="">Words &lt;b&gt; &eacute;t&#233; &nbsp;</p>',
        """<a href="/?a=1&amp;b=2" title='"quoted" > so'>Go</a>""",
        '<input name="x"\n  value="1"\n/><br><br/><img alt>',
        "<!-- <p>not there</p> --><P>Loud</P>",
        "<script>if (a < b) { '<p>' }</script><style>p > a { }</style>after",
        "<textarea>\n&lt;typed&gt;</textarea>",
        "3 < 4 and <b>5</b>",
        '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
        '<time datetime="2018-05-25">25\u00a0May</time>\n',
    ],
)
def test_it_is_read_alike(html: str) -> None:
    assert read_by(Reader, html) == read_by(HTMLParser, html)


@pytest.mark.one_database
def test_so_are_pages_of_the_house(things: dict[str, Any], claire: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(claire)
    rows = [row for row in PAGES.values() if row.get["claire"] == 200][::6]
    answers = [client.get(row.path.format(**things)) for row in rows]
    pages = [text for answer in answers if "<html" in (text := text_of(answer))]
    assert len(pages) > 15
    assert [read_by(Reader, page) == read_by(HTMLParser, page) for page in pages] == [True] * len(pages)
