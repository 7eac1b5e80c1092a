"""How the fields of the forms on a page are called, whether as optional, and which take a row of their own."""

from html.parser import HTMLParser
from typing import Any


def fields_of(response: Any) -> list[str]:
    """A line each, such as `Reason optional, whole row`."""
    reader = _Fields()
    reader.feed(response.content.decode())
    # That of the palette is on every page.
    return [line for line in reader.lines if line != "Find or do"]


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        # Whether each part that is open takes a row of its own, and what has been read of the name that is.
        self.open: list[bool] = []
        self.words: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div":
            self.open.append(("class", "whole") in attrs)
        elif tag in ("label", "legend"):
            self.words = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.open:
            self.open.pop()
        elif tag in ("label", "legend") and self.words is not None:
            self.lines.append(" ".join("".join(self.words).split()) + (", whole row" if any(self.open) else ""))
            self.words = None

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)
