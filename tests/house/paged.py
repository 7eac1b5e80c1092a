"""A list page by page, by the links that a person presses; two rows stand on each page."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.house.tree import Tree
from tracker.lists.paging import read_page

ROWS, MOST = 2, 4


def paged(client: Client, path: str) -> list[str]:
    """The rows of each page, to the fourth; what leads back leads to the rows of the page before."""
    said, before = list[str](), list[str]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read_page, "__defaults__", (ROWS,))
        place = path
        for number in range(1, MOST + 1):
            tree = Tree(client.get(place).text)
            shown, ways = rows_of(tree), dict(ways_of(tree))
            back = rows_of(Tree(client.get(led(place, ways["prev"])).text)) if "prev" in ways else []
            said += [f"-- {number}{', with a way back' if ways.get('prev') else ''}", *shown]
            said += [f"back to {back}"] if back != before else []
            if "next" not in ways:
                break
            place, before = led(place, ways["next"]), shown
    return said


def rows_of(tree: Tree) -> list[str]:
    return [row.words()[:60] for row in tree.all("tr") if row.parent and row.parent.tag == "tbody"]


def ways_of(tree: Tree) -> Iterator[tuple[str, str]]:
    return ((link.get("rel"), link.get("href")) for link in tree.all("a") if link.get("rel") in ("prev", "next"))


def led(place: str, way: str) -> str:
    return f"{place.partition('?')[0]}{way}" if way.startswith("?") else way
