"""A page as a browser reads it: the form on it, and what it would send."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

import pypdfium2
from django.http import HttpResponse

from tests.house.quick_html import Reader

# What stands in it is on no page yet.
TEMPLATE = re.compile(r"<template\b.*?</template>", re.DOTALL)
OFFICE = ("wordprocessingml", "spreadsheetml")
# Holds the second in which it was made.
UNSTABLE = {"docProps/core.xml"}
Fields = dict[str, list[str]]
# A page's icon and stylesheets; a link's own address is offered with its words.
NO_OFFER = {("link", "href"), ("a", "href")}
NOT_SENT = {"submit", "button", "file", "search"}
# The machinery of every form, which nobody types.
MACHINERY = {"csrfmiddlewaretoken", "next", "opening", "opening_shown", "_save", "_continue", "_addanother"}


@dataclass
class Form:
    """`sends` is what the browser would send; `names` are all that it may send, ticked or not."""

    sends: Fields = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def take(self, name: str, value: str | None) -> None:
        if name not in self.names:
            self.names.append(name)
        if value is not None:
            self.sends.setdefault(name, []).append(value)


def text_of(response: Any) -> str:
    """What a page or a file says."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return text_in(content, response.headers.get("Content-Type", ""))


def text_in(content: bytes, kind: str) -> str:
    """Of a Word document or a workbook the XML of its parts, of a PDF its words."""
    if kind == "application/pdf":
        pages = pypdfium2.PdfDocument(content)
        return "\n".join(pages[number].get_textpage().get_text_range() for number in range(len(pages)))
    if not any(office in kind for office in OFFICE):
        # A picture says nothing, and is known by its bytes.
        return content.hex() if kind.startswith("image/") else str(content.decode())
    parts = zipfile.ZipFile(io.BytesIO(content))
    names = [name for name in sorted(parts.namelist()) if name.endswith((".xml", ".rels")) and name not in UNSTABLE]
    return "\n".join(parts.read(name).decode() for name in names)


class Offer(NamedTuple):
    """What a link or a form asks for: `method` is "get" or "post"; `words` are those of a link."""

    method: str
    address: str
    words: str = ""


class _Offers(Reader):
    """What the page at `place` offers to whoever reads it."""

    ASKS = (("href", "get"), ("hx-get", "get"), ("hx-post", "post"), ("formaction", "post"))

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place, self.found = place, dict[Offer, None]()
        self.link: str | None = None
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.link, self.words = said.get("href"), ""
        self.words += " " * (tag == "span")
        asks = [(method, said[name]) for name, method in self.ASKS if name in said and (tag, name) not in NO_OFFER]
        asks += [(said.get("method", "get").lower(), said.get("action", ""))] if tag == "form" else []
        for method, address in asks:
            self._offer(method, address)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        self.words += " " * (tag == "span")
        if tag == "a" and self.link is not None:
            self._offer("get", self.link, " ".join(self.words.split()))
            self.link = None

    def _offer(self, method: str, address: str, words: str = "") -> None:
        parts = urlsplit(urljoin(f"http://here{self.place}", address))
        if parts.netloc == "here":
            self.found[Offer(method, urlunsplit(("", "", parts.path, parts.query, "")), words)] = None


def offers_of(place: str, text: str) -> list[Offer]:
    """The links and forms of the page at `place` that stay in the house."""
    reader = _Offers(place)
    reader.feed(TEMPLATE.sub("", text))
    return list(reader.found)


class _Lines(Reader):
    """What somebody reads on the main part of a page, block by block and row by row; fields are left out."""

    SILENT = {"script", "style", "svg", "label", "select", "textarea", "template", "dialog"}
    INLINE = {"a", "abbr", "b", "bdi", "em", "i", "img", "input", "kbd", "mark", "q", "sub", "sup", "time", "wbr"}
    CELLS = {"td", "th"}

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.inside = self.silent = self.in_cell = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count(tag, 1)
        self._part(tag)
        # Links side by side are told apart by the space around them, be it written or styled.
        self.lines[-1] += " " * (tag == "a")

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        self._count(tag, -1)

    def handle_data(self, data: str) -> None:
        if self.inside and not self.silent:
            self.lines[-1] += data

    def _count(self, tag: str, number: int) -> None:
        self.inside += number * (tag == "main")
        self.silent += number * (tag in self.SILENT)
        self.in_cell += number * (tag in self.CELLS)

    def _part(self, tag: str) -> None:
        if tag in self.CELLS:
            self.lines[-1] += " | "
        elif self.in_cell or tag == "span" or tag in self.SILENT:
            self.lines[-1] += " " * (tag not in self.INLINE)
        elif tag not in self.INLINE:
            self.lines.append("")


def lines_of(response: HttpResponse) -> list[str]:
    reader = _Lines()
    reader.feed(response.content.decode())
    return [said for said in (" ".join(line.split()).replace("| |", "|") for line in reader.lines) if said]


# How a field looks, and what is another at each reading.
UNTOLD = {
    *("class", "id", "list", "tabindex", "aria-describedby", "aria-label", "cols", "rows", "autocomplete"),
    *("hx-trigger", "hx-target", "hx-swap", "hx-select", "hx-select-oob", "hx-sync"),
}
ANEW = {"csrfmiddlewaretoken", "key", "back", "drawn_at"}


class _Controls(Reader):
    """What the forms on the main part of a page hold: each field with all that it asks of the browser."""

    FIELDS = {"input", "select", "textarea", "button"}

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.inside = 0
        self.options: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.inside += tag == "main"
        if not self.inside:
            return
        if tag == "form":
            self.lines.append(f"form {said.get('method', 'get')} {said.get('action', '')}")
        elif tag in self.FIELDS and (said.get("name") or said.get("type") == "file"):
            untold = UNTOLD | ({"value"} if said.get("name") in ANEW else set())
            told = " ".join(f"{name}={value}" if value else name for name, value in said.items() if name not in untold)
            self.lines.append(f"  {tag} {told}")
            self.options = []
        elif tag == "option" and self.lines:
            self.options.append(f"{said.get('value', '')}{'*' if 'selected' in said else ''}")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"
        if tag == "select" and self.options and self.lines:
            most = 12
            told = (
                self.options
                if len(self.options) <= most
                else [*self.options[:most], f"and {len(self.options) - most} more"]
            )
            self.lines[-1] += f": {', '.join(told)}"


def controls_of(response: HttpResponse) -> list[str]:
    """The forms of a page, a line each, and their fields under them."""
    reader = _Controls()
    reader.feed(response.content.decode())
    return reader.lines


class FormReader(Reader):
    """The forms of a page, by their method and by where they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[dict[str, str], Form]] = []
        self.form: Form | None = None
        self.choice = self.text = ""
        self.chosen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form()
            self.forms.append((said, self.form))
        elif self.form is not None:
            self._field(tag, said)

    def _field(self, tag: str, said: dict[str, str]) -> None:
        name, form = said.get("name", ""), self.form
        assert form is not None
        if tag == "input" and name and said.get("type") not in NOT_SENT:
            unticked = said.get("type") in {"checkbox", "radio"} and "checked" not in said
            form.take(name, None if unticked else said.get("value", "on" if said.get("type") == "checkbox" else ""))
        elif tag == "textarea":
            self.choice, self.text = name, ""
        elif tag == "select":
            self.choice, self.chosen = name, None
        elif tag == "option" and (self.chosen is None or "selected" in said):
            self.chosen = said.get("value", "")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if self.form is not None and tag in {"textarea", "select"} and self.choice:
            self.form.take(self.choice, self.text.removeprefix("\n") if tag == "textarea" else self.chosen)
            self.choice = ""
        elif tag == "form":
            self.form = None


def form_of(response: HttpResponse, method: str = "post") -> Form | None:
    """The form on a page that asks for something; of several, the one with most fields. None without one."""
    return form_in(response.content.decode(), method)


def form_in(text: str, method: str = "post") -> Form | None:
    reader = FormReader()
    reader.feed(TEMPLATE.sub("", text))
    forms = [form for said, form in reader.forms if said.get("method", "get").lower() == method]
    best = max(forms, key=lambda form: len(form.names), default=None)
    return best if best and set(best.names) - MACHINERY else None


def as_sent(response: HttpResponse, **typed: Any) -> dict[str, Any]:
    """What the page's form sends when somebody types `typed` into it."""
    return sent_from(response.content.decode(), **typed)


def sent_from(text: str, /, **typed: Any) -> dict[str, Any]:
    form = form_in(text)
    return {**(form.sends if form else {}), **typed}


class _Marked(_Lines):
    """The same, and in brackets what sets a part off from another: its state, its name, whether one is on it."""

    TOLD = {
        *("aria-checked", "aria-current", "aria-label", "aria-sort", "data-depth", "data-kind", "data-mark"),
        *("data-outside", "data-state", "data-today", "data-unread", "data-view", "dir", "lang", "max", "rel", "title"),
    }  # fmt: skip

    OF_ONE = {"rect": {"x", "width", "fill"}, "progress": {"value"}, "th": {"colspan"}, "td": {"colspan"}}
    WORDED = {"dd", "dt", "h1", "h2", "h3", "li", "ol", "p", "ul"}

    def __init__(self) -> None:
        super().__init__()
        self.bare = ""

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        self.bare = "" if data.strip() else self.bare

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self.lines[-1] += f" [empty {tag}] " if self.inside and tag == self.bare and tag in self.WORDED else ""
        self.bare = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.bare = tag
        if self.inside and tag not in {"svg", "path", "main"}:
            known = self.TOLD | self.OF_ONE.get(tag, set())
            told = [f"{name}={value}" if value else name for name, value in attrs if name in known]
            told += [name for name, _value in attrs if name == "data-follow-up"]
            told += [value for name, value in attrs if name == "href" and value and value.startswith("#")]
            self.lines[-1] += f" [{' '.join(told)}] " if told else ""


def marked_lines_of(response: HttpResponse) -> list[str]:
    """What somebody reads on a page, its title first, with what sets its parts off."""
    text = response.content.decode()
    title = text.partition("<title>")[2].partition("</title>")[0]
    reader = _Marked()
    reader.feed(text)
    return [said for said in (" ".join(line.split()).replace("| |", "|") for line in [title, *reader.lines]) if said]
