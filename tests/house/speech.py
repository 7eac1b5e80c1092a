"""What a page says: the words that a person reads or hears on it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.apps import apps

SPOKEN = ("alt", "aria-label", "placeholder", "title")
SILENT = {"script", "style"}
# Between the words of a text and those of the next thing on the page.
SEPARATORS = re.compile(r"[^\w’'-]+")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        said = dict(attrs)
        self.texts += [said[name] or "" for name in SPOKEN if name in said]
        if said.get("type") in {"submit", "button", "reset"}:
            self.texts.append(said.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1] not in SILENT:
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.inside and self.inside.pop() != tag:
            pass


def texts(html: str) -> set[str]:
    """Each text of a page, on one line, that holds a word."""
    reader = _Reader()
    reader.feed(html)
    lines = {" ".join(text.split()) for text in reader.texts}
    return {line for line in lines if any(letter.isalpha() for letter in line)}


def words(text: str) -> set[str]:
    found = {word.strip("’'-").casefold() for word in SEPARATORS.split(text)}
    return {word for word in found if len(word) > 1 and any(letter.isalpha() for letter in word)}


def words_kept() -> set[str]:
    """All words that stand in the database: names, titles and texts, which no catalogue translates."""
    values = (value for model in apps.get_models() if model.__module__.startswith("tracker.") for row in model._base_manager.values_list() for value in row)
    return {word for value in values for text in _texts_in(value) for word in words(text)}


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(each)
