"""What a page says to whoever does not see it: the names of its fields and parts, and the states they are in."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

from tests.house.tree import FIELDS, Node, Tree

STATES = ("aria-current", "aria-sort", "aria-pressed", "aria-expanded", "aria-invalid", "aria-live", "data-state",
          "data-level", "data-key")  # fmt: skip
ROLES = {"nav", "section", "table", "fieldset", "aside", "figure"}
USED = {"a", "button", "summary"}
MOST = 12
# Also what a link is signed with, which hangs on the secret key of the house.
KEY = re.compile(r"(?<=/)[\w-]{43}:[\w-]{43}(?=/)|(?<=:)[\w-]{43}(?=/)|\b(?:\d+|[0-9a-f]{40}|[0-9a-f-]{36})\b(?=/)")
# What a list is asked for in an address; a day, a key or words that somebody typed are none.
CHOICE = re.compile(r"[a-z_]{1,24}")
# A picture inside what is named, and the parts of one.
UNTOLD = {"svg", "path", "circle", "rect", "line", "use", "option", "label", "script", "style"}


def named_on(tree: Tree) -> list[str]:
    """A line for each thing on the main part of the page with a name, words about it, or a state."""
    title = [tree.title()] if tree.title() else []
    return [*title, *(line for node in tree.main().within() if (line := " ".join(_said(tree, node))))]


def _said(tree: Tree, node: Node) -> Iterator[str]:
    if node.tag in UNTOLD or node.get("type") == "hidden":
        return
    name, about = tree.name(node), tree.about(node)
    states = [f"[{state.partition('-')[2]}={node.get(state)}]" for state in STATES if state in node.attrs]
    heard = node.tag in FIELDS or node.tag in ROLES or "role" in node.attrs or "alt" in node.attrs
    told = name if heard or name != node.words() or states else ""
    if node.get("title") not in ("", told):
        told = f"{told} (title: {node.get('title')})".strip()
    if not (told or about or states):
        return
    yield f"{node.get('role') or node.tag}: {told}" if told else (node.get("role") or node.tag)
    yield from states
    if about:
        yield f"– {about}"
    if node.get("placeholder"):
        yield f"(placeholder: {node.get('placeholder')})"
    if node.tag == "select":
        yield f"| {_options(node)}"


def _options(select: Node) -> str:
    options = [node.words() for node in select.within() if node.tag == "option"]
    return ", ".join(options[:MOST]) + (f" and {len(options) - MOST} more" if len(options) > MOST else "")


def offered_on(tree: Tree, called: Mapping[str, str]) -> list[str]:
    """What a page is called, its headings, and what may be done there: each link to a deed, and each button.

    Of the rows whose keys are `called` something the addresses say which it is.
    """
    found: dict[str, None] = {f"window {tree.title()}": None} if tree.title() else {}
    for node in tree.main().within():
        if node.tag in ("h1", "h2", "h3"):
            found[f"{node.tag} {node.words()}"] = None
        elif node.tag in USED:
            found[f"{node.tag} {tree.name(node)} {_address(node)} {_sent(node)}".rstrip()] = None
        elif node.tag in FIELDS and node.get("type") != "hidden":
            found[f"field {tree.name(node)}"] = None
    return [KEY.sub(lambda key: called.get(key[0], "KEY"), line) for line in found]


def _address(node: Node) -> str:
    form = next((each for each in node.around() if each.tag == "form"), None)
    given = node.get("href") or node.get("formaction") or (form.get("action") if form and node.tag == "button" else "")
    path, _mark, query = given.partition("?")
    asked = [f"{name}={value if CHOICE.fullmatch(value) else '…'}" for name, value in parse_qsl(query)]
    return f"{path}?{'&'.join(asked)}" if asked else path


def _sent(node: Node) -> str:
    """What a button itself says of which it is among those of its form."""
    is_one = node.tag == "button" and node.get("name") and CHOICE.fullmatch(node.get("value") or "")
    return f"[{node.get('name')}={node.get('value')}]" if is_one else ""


def repeated_on(tree: Tree) -> list[str]:
    """Where links on the main part lead that those around it lead to as well."""
    own = [node for node in tree.main().within() if node.tag == "a"]
    inside = {id(node) for node in own}
    around = {node.get("href") for node in tree.all("a") if id(node) not in inside}
    return [f"{tree.name(node)} -> {node.get('href')}" for node in own if node.get("href") in around]
