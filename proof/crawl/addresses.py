"""Every address of the product, as the table of its routes says and as its own pages lead there."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from django.urls import Resolver404, get_resolver, resolve

from proof.browser import Answer
from proof.crawl.hostile import PARTS
from tests.house.pages import FormReader, offers_of

# "<int:pk>", "(?P<key>.+)"; and the marks of patterns around what is sent.
KEY = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>[^)]*\)")
MARKS = str.maketrans("", "", "^$\\")
# So many pages of each route are looked at.
OF_A_ROUTE = 3


@dataclass
class Form:
    method: str
    address: str
    sends: dict[str, list[str]]
    names: list[str]


@dataclass
class Addresses:
    """`pages` and `forms` are what was met, by the route; `fields` all names that anything was ever sent under."""

    pages: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    forms: list[Form] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    def one(self, dice: Random) -> str:
        """Every route is as likely as any other; of a key half are met ones, half wrong ones."""
        route = dice.choice(routes())
        met = self.pages.get(route, ())
        return dice.choice(met) if met and dice.random() < 0.5 else filled(route, dice)

    def name(self, dice: Random) -> str:
        return dice.choice(self.fields)


@cache
def routes() -> list[str]:
    return sorted(set(_routes(get_resolver(), "/")))


def _routes(resolver: Any, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        # As `resolve` names it.
        path = before + str(each.pattern).removeprefix("^")
        if hasattr(each, "url_patterns"):
            yield from _routes(each, path)
        else:
            yield path


def filled(route: str, dice: Random) -> str:
    """Small numbers are keys of something, whatever it is."""
    keys = (*PARTS, *map(str, range(1, len(PARTS))), *(str(UUID(int=number)) for number in range(1, len(PARTS))))
    return KEY.sub(lambda _key: dice.choice(keys), route).translate(MARKS)


def route_of(address: str) -> str:
    """ "" for what leads nowhere."""
    try:
        return f"/{resolve(urlsplit(address).path).route}"
    except Resolver404:
        return ""


def explore(get: Callable[[str], Answer], starts: Iterable[str], of_a_route: int = OF_A_ROUTE) -> Addresses:
    """All that this person is led to, a few pages of each kind."""
    found, waiting, names, forms = Addresses(), list(starts), set[str](), dict[tuple[str, ...], Form]()
    seen = set(waiting)
    while waiting:
        address = waiting.pop(0)
        answer = get(address)
        if answer.kind != "text/html":
            continue
        for form in _forms(address, answer.text):
            names |= set(form.names)
            forms.setdefault((form.method, urlsplit(form.address).path, *form.names), form)
        for offer in offers_of(address, answer.text):
            names |= {name for name, _value in parse_qsl(urlsplit(offer.address).query)}
            known = found.pages[route_of(offer.address)]
            if offer.address not in seen and len(known) < of_a_route:
                seen.add(offer.address)
                known.append(offer.address)
                waiting += [offer.address] if offer.method == "get" else []
    found.fields, found.forms = sorted(names), list(forms.values())
    return found


def _forms(address: str, text: str) -> Iterator[Form]:
    reader = FormReader()
    reader.feed(text)
    for said, form in reader.forms:
        yield Form(said.get("method", "get").upper(), said.get("action") or address, form.sends, form.names)
