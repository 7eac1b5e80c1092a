"""Each deed that is done at once has an address, and its name is its own."""

from collections import Counter, defaultdict
from urllib.parse import urlsplit

from django.urls import resolve

from proof.bursts.kinds import KINDS
from proof.bursts.makers import MAKERS


def test_at_least_34_kinds_of_deed_are_done_at_once() -> None:
    names = Counter(kind.name for kind in KINDS)
    assert (len(names) >= 34, names.total()) == (True, len(names))


def test_every_deed_has_an_address() -> None:
    paths = [urlsplit(kind.path.format_map(defaultdict(lambda: 1))).path for kind in KINDS]
    assert [path for path in paths if not resolve(path).func] == []


def test_what_is_pressed_upon_can_be_made() -> None:
    assert {name for kind in KINDS for name in kind.ready} - MAKERS.keys() == set()
