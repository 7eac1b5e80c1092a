"""A page as a tree, and the name by which whoever cannot see it knows each thing on it."""

from collections.abc import Iterator
from typing import Self

from tests.house.quick_html import Reader

VOID = {"input", "br", "img", "hr", "wbr", "link", "meta", "use", "path", "circle", "line", "rect", "source", "col"}
SILENT = {"svg", "script", "style", "template", "option", "textarea"}
FIELDS = {"input", "select", "textarea"}
# What is named by the words on it.
WORDED = {"a", "button", "summary", "h1", "h2", "h3", "option", "legend", "caption"}


class Node:
    def __init__(self, tag: str, attrs: dict[str, str], parent: Self | None) -> None:
        self.tag, self.attrs, self.parent = tag, attrs, parent
        self.children: list[Node | str] = []

    def within(self) -> "Iterator[Node]":
        """It and all that stands in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.within()

    def around(self) -> "Iterator[Node]":
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def words(self) -> str:
        """What it says, without what nobody is told; a block is told apart by the space around it."""
        return " ".join(" ".join(self._said()).split())

    def _said(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in SILENT and child.attrs.get("aria-hidden") != "true":
                yield from child._said()

    def get(self, name: str) -> str:
        return self.attrs.get(name, "")


class Tree(Reader):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.top = self.here = Node("", {}, None)
        self.nodes: list[Node] = []
        self.feed(html)
        self.ids = {node.get("id"): node for node in self.nodes if node.get("id")}
        self.labels = {node.get("for"): node.words() for node in reversed(self.all("label"))}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(node)
        self.nodes.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        opened = next((node for node in self.here.around() if node.tag == tag), None)
        if opened is not None and opened.parent is not None:
            self.here = opened.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)

    def all(self, *tags: str) -> list[Node]:
        return [node for node in self.nodes if node.tag in tags]

    def main(self) -> Node:
        return next(iter(self.all("main")), self.top)

    def title(self) -> str:
        return next((node.words() for node in self.all("title")), "")

    def said_by(self, ids: str) -> str:
        return " ".join(self.ids[each].words() for each in ids.split() if each in self.ids)

    def name(self, node: Node) -> str:
        """As programs that read aloud compute it, cut to what this house uses."""
        if node.get("aria-labelledby"):
            return self.said_by(node.get("aria-labelledby"))
        if node.get("aria-label"):
            return node.get("aria-label")
        if node.tag in FIELDS:
            wrapped = next((each.words() for each in node.around() if each.tag == "label"), "")
            return self.labels.get(node.get("id"), "") or wrapped or node.get("title") or node.get("placeholder")
        if node.tag in ("fieldset", "table", "figure"):
            heads = ("legend", "caption", "figcaption")
            return next((each.words() for each in node.within() if each.tag in heads), "")
        return (node.words() if node.tag in WORDED else "") or node.get("alt") or node.get("title")

    def about(self, node: Node) -> str:
        return self.said_by(node.get("aria-describedby"))
