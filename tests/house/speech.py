"""What a page says: the words that a person reads or hears on it."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps

from tests.house.quick_html import Reader

SPOKEN = ("alt", "aria-label", "placeholder", "title")
PRESSED = {"submit", "button", "reset"}
# What is typed letter by letter is no language either.
UNSAID = {"script", "style", "code"}
# The space that does not break is part of what is said.
LINE = re.compile(r"[^ \t\r\n]+")
BETWEEN_WORDS = re.compile(r"[^\w’'-]+")


class _Texts(Reader):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag
        said = {name: value or "" for name, value in attrs}
        self.texts += [said[name] for name in SPOKEN if name in said]
        if said.get("type") in PRESSED:
            self.texts.append(said.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.within not in UNSAID:
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.within = ""


def texts(html: str) -> set[str]:
    """Each text of a page, on one line."""
    reader = _Texts()
    reader.feed(html)
    return {" ".join(LINE.findall(text)) for text in reader.texts}


def words(text: str) -> set[str]:
    """The words of three letters and more, folded: shorter ones and numbered ones stand in every language."""
    found = {word.strip("’'-").casefold() for word in BETWEEN_WORDS.split(text)}
    return {word for word in found if len(word) > 2 and any(map(str.isalpha, word)) and not any(map(str.isdigit, word))}


def words_kept() -> set[str]:
    """All words that stand in our tables: names, titles and texts, which no catalogue translates."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("tracker.")]
    rows = [row for model in ours for row in model._base_manager.values_list()]
    return {word for text in _texts_in(rows) for word in words(text)}


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(each)
