"""Asks two servers in turn, and reads from the operating system what each spent on it."""

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from statistics import median, quantiles

from django.db import connection

from bench.browser import Answer, Asked, Browser
from bench.lean_house import House
from bench.processes import spent, tree
from bench.wire_pages import Ask

WARM_UP = 4


@dataclass(frozen=True, slots=True)
class WireFigure:
    """Milliseconds of processor time, the database's included, and bytes over the wire."""

    name: str
    ours: float
    lean: float
    most: float
    size: int
    lean_size: int
    # Those of other trackers, in their order; None where one has no such page.
    peers: tuple[float | None, ...] = ()

    @property
    def times(self) -> float:
        return self.ours / self.lean

    @property
    def of_the_best(self) -> float | None:
        """Ours, beside the quickest of them."""
        best = min((each for each in self.peers if each is not None), default=None)
        return None if best is None else self.ours / best


@dataclass(frozen=True, slots=True)
class Writers:
    """Seconds in which 95 of 100 posts were answered, and how many were not answered as wished."""

    p95: float
    errors: int


def backends() -> list[int]:
    """The processes that answer for PostgreSQL, but for our own."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def cost(house: House, browser: Browser, ask: Ask) -> tuple[float, Answer]:
    """In milliseconds. ValueError when it is not answered as wished."""
    pids = [*tree(house.pid), *backends()]
    asked = ask()
    before = spent(lambda: pids)
    answer = browser.ask(asked)
    took = spent(lambda: pids) - before
    if answer.status != (200 if asked.typed is None else 302):
        raise ValueError(f"{asked.address} is answered with the status {answer.status}.")
    return took * 1000, answer


def in_turns(asked: Sequence[tuple[House, Ask]], runs: int) -> list[tuple[float, int]]:
    """For each the median, and the size of what came last."""
    with ExitStack() as opened:
        browsers = [opened.enter_context(closing(Browser(house.port, house.session))) for house, _ask in asked]
        turns = [(house, browser, ask) for (house, ask), browser in zip(asked, browsers, strict=True)]
        found = [[cost(*turn) for turn in turns] for _run in range(WARM_UP + runs)][WARM_UP:]
    return [(median(took for took, _answer in column), column[-1][1].size) for column in zip(*found, strict=True)]


def write_at_once(house: House, asks: Sequence[Iterable[Asked]]) -> Writers:
    """Each of the sequences is posted by a browser of its own, all of them at once."""
    with ThreadPoolExecutor(len(asks)) as people:
        waits = [each for found in people.map(lambda some: _post_all(house, some), asks) for each in found]
    return Writers(quantiles([seconds for seconds, _good in waits], n=20)[-1], sum(not good for _s, good in waits))


def _post_all(house: House, some: Iterable[Asked]) -> list[tuple[float, bool]]:
    browser, found = Browser(house.port, house.session), list[tuple[float, bool]]()
    for asked in some:
        start = time.perf_counter()
        try:
            good = browser.ask(asked).status == 302
        except OSError:
            good = False
            browser.close()
        found.append((time.perf_counter() - start, good))
    browser.close()
    return found
