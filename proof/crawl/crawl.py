"""Sends generated requests to a house, as everybody, and judges each answer."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from itertools import islice
from threading import Lock

from django.db import connections
from django.urls import reverse

from proof.browser import Answer
from proof.crawl.addresses import Addresses, route_of
from proof.crawl.hidden import Hidden
from proof.crawl.judge import NOBODY, faults
from proof.crawl.requests import Wish, wishes

# No more than PostgreSQL's pool has connections, on a machine with one processor too.
AT_ONCE = 3
Send = Callable[[Wish, Mapping[str, str]], Answer]
# Gives somebody's cookies, of a session that is good.
ComeIn = Callable[[str], Mapping[str, str]]


@dataclass
class Door:
    """Whoever's session a request has ended comes in again."""

    come_in: ComeIn
    cookies: dict[str, Mapping[str, str]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock, repr=False)

    def of(self, who: str) -> Mapping[str, str]:
        with self.lock:
            if who not in self.cookies:
                self.cookies[who] = self.come_in(who)
            return self.cookies[who]

    def watch(self, wish: Wish, answer: Answer) -> None:
        leads_out = reverse("account_login") in answer.headers.get("Location", answer.headers.get("HX-Redirect", ""))
        if leads_out and wish.who != NOBODY and "Cookie" not in wish.headers:
            with self.lock:
                self.cookies.pop(wish.who, None)


@dataclass
class Found:
    """`wrong` counts by the kind of fault; `told` says a few of each, for whoever mends them."""

    requests: int = 0
    slowest: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    methods: Counter[str] = field(default_factory=Counter)
    to: Counter[str] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    told: dict[str, list[str]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock, repr=False)

    def note(self, wish: Wish, answer: Answer, kinds: list[str]) -> None:
        with self.lock:
            self.requests += 1
            self.statuses[answer.status] += 1
            self.methods[wish.method] += 1
            self.to[wish.who] += 1
            self.routes[route_of(wish.path)] += 1
            self.slowest = max(self.slowest, answer.seconds)
            for kind in kinds:
                self.tell(kind, f"{answer.status} {wish}")

    def tell(self, kind: str, words: str) -> None:
        self.wrong[kind] += 1
        self.told.setdefault(kind, []).append(words)


def crawl(send: Send, come_in: ComeIn, addresses: Addresses, number: int, seed: int, at_once: int = AT_ONCE) -> Found:
    """With one at once all is done in this thread, such as in a test."""
    found, one = Found(), partial(ask, send, Door(come_in), Hidden())
    some = islice(wishes(addresses, seed), number)
    if at_once == 1:
        for wish in some:
            one(found, wish)
        return found
    source = Source(some)
    connections.close_all()
    with ThreadPoolExecutor(at_once) as visitors:
        list(visitors.map(lambda _visitor: source.empty(partial(one, found)), range(at_once)))
    return found


class Source:
    """What several take from, one after the other."""

    def __init__(self, wished: Iterator[Wish]) -> None:
        self.wished, self.lock = wished, Lock()

    def next(self) -> Wish | None:
        with self.lock:
            return next(self.wished, None)

    def empty(self, one: Callable[[Wish], None]) -> None:
        while wish := self.next():
            one(wish)
        connections.close_all()


def ask(send: Send, door: Door, hidden: Hidden, found: Found, wish: Wish) -> None:
    try:
        answer = send(wish, door.of(wish.who))
    except (OSError, HTTPException) as error:
        with found.lock:
            found.requests += 1
            found.tell("no answer", f"{error!r} {wish}")
        return
    door.watch(wish, answer)
    found.note(wish, answer, list(judged(wish, answer, hidden)))


def judged(wish: Wish, answer: Answer, hidden: Hidden) -> Iterator[str]:
    yield from faults(wish, answer)
    if hidden.shown(wish.who, answer):
        yield "shows what is hidden"


def where_all_begins() -> list[str]:
    names = ("desk", "admin:index", "account_reset_password", "account_signup", "imports:imports", "meetings:list")
    return [reverse(name) for name in names]
