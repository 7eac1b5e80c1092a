"""What a page calls a link, a button or a field has it in its name (WCAG 2.5.3): who says what they see reaches it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.house.addresses import PAGES
from tests.house.pages import text_of
from tests.house.quick_html import Reader
from tracker.accounts.models import User

pytestmark = pytest.mark.one_database
SignIn = Callable[[User], Client]
USED = {"a", "button", "summary"}
EMPTY = {"input", "br", "img", "hr", "wbr", "link", "meta", "use", "path", "circle", "line", "rect"}


class _Names(Reader):
    """Each thing that is used and has a name of its own, with the words seen on it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        # The tags around what is read; whether what is inside is seen, and the name of what is used.
        self.around: list[tuple[str, bool]] = []
        self.name: str | None = None
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        hidden = tag == "svg" or "visually-hidden" in said.get("class", "").split() or said.get("aria-hidden") == "true"
        if tag in USED:
            self.name, self.words = said.get("aria-label"), ""
        if tag not in EMPTY:
            self.around.append((tag, hidden))

    def handle_data(self, data: str) -> None:
        if not any(hidden for _tag, hidden in self.around):
            self.words += data

    def handle_endtag(self, tag: str) -> None:
        while self.around and self.around.pop()[0] != tag:
            pass
        if tag in USED and self.name is not None:
            self.found.append((_bare(self.words), _bare(self.name)))
            self.name = None


def _bare(words: str) -> str:
    """The words as they are spoken: signs that nobody says are left out."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def unsaid(text: str) -> Iterator[tuple[str, str]]:
    reader = _Names()
    reader.feed(text)
    return ((seen, name) for seen, name in reader.found if seen not in name)


def test_on_every_page_what_is_seen_is_in_the_name(jonas: User, things: dict[str, Any], sign_in: SignIn) -> None:
    """In English; what is read in French is looked at in `test_french`."""
    client = sign_in(jonas)
    found: dict[tuple[str, str], str] = {}
    for page in PAGES.values():
        answer = client.get(page.path.format(**things))
        text = text_of(answer)
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            found |= dict.fromkeys(unsaid(text), page.path)
    wrong = [f"{seen} | {name} | {path}" for (seen, name), path in found.items()]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ('<a aria-label="Change the speaker">Change</a>', []),
        ('<a aria-label="Add a note"><span aria-hidden="true">+</span></a>', []),
        ('<button aria-label="Close"><svg><title>x</title></svg></button>', []),
        ('<button aria-label="Open the menu"><b>Edit</b></button>', [("edit", "open the menu")]),
        ("<a>Edit</a>", []),
    ],
)
def test_what_is_seen_and_not_said_is_found(page: str, wrong: list[tuple[str, str]]) -> None:
    assert list(unsaid(page)) == wrong
