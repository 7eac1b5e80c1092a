"""How pages are marked up: each opening tag once, with what sets it off, and where it stands.

Their words, and where their links lead, are drawn elsewhere: of those it says no more than that they are there.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Set

from tests.house.drawings import FOLDER, assert_drawn, read_drawing
from tests.house.tree import Node, Tree

WORDS = {"alt", "aria-label", "content", "datetime", "label", "max", "min", "placeholder", "title", "value"}
# What sets a field off from the others of its kind.
OF_ONE_FIELD = {"aria-describedby", "for", "href", "hx-get", "hx-params", "id", "list", "maxlength", "name"}
FEW = 3
BARE, SEP = "bare", " – "


def tags_on(tree: Tree, untold: Set[str] = frozenset()) -> Counter[str]:
    """How often each tag stands there. Of the attributes in `untold` it says no more than that they are there."""
    return Counter(_tag(node, untold) for node in tree.nodes)


def _tag(node: Node, untold: Set[str]) -> str:
    told = (name if name in untold else _attribute(node, name, value) for name, value in node.attrs.items())
    return " ".join([node.tag, *sorted(told)])


def _attribute(node: Node, name: str, value: str) -> str:
    """Numbers are keys, and the rest of a file's name is a digest of what it holds."""
    if not value or name in WORDS or (name == "href" and node.tag == "a" and not value.startswith("#")):
        return name
    value = re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", value)
    # What a link is signed with.
    value = re.sub(
        r"(?:[\w-]{43})?:[\w-]{43}(?=/|$)|[0-9a-f]{40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "N", value
    )
    return f"{name}={re.sub('[0-9]+', 'N', ' '.join(value.split()))}"


def drawn_tags(name: str) -> set[str]:
    """The tags that stand in a drawing."""
    drawn = read_drawing(FOLDER / f"{name}.txt")
    return {_opened(kind, line.rpartition(SEP)[0]) for kind, lines in drawn.items() for line in lines}


def _opened(kind: str, told: str) -> str:
    return kind if told == BARE else f"{kind} {told}"


def assert_tags_drawn(name: str, pages: Mapping[str, Counter[str]]) -> None:
    """Each tag stands on the pages that the file says, as often as it says."""
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for page, tags in pages.items():
        for tag, times in tags.items():
            places[tag][page] = times
    drawn: dict[str, list[str]] = defaultdict(list)
    for tag in sorted(places):
        kind, _space, told = tag.partition(" ")
        drawn[kind].append(f"{told or BARE}{SEP}{_where(places[tag], len(pages))}")
    assert_drawn(name, drawn)


def _where(times: dict[str, int], of: int) -> str:
    """A few pages by their names, many by their number."""
    if len(times) <= FEW:
        return ", ".join(f"{page} × {many}" if many > 1 else page for page, many in times.items())
    if len(times) == of == sum(times.values()):
        return "every page"
    return f"{len(times)} pages, {sum(times.values())} times"
