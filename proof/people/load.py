"""People at work: each reads pages, thinks, and now and then writes something down."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from math import ceil
from random import Random

from proof.browser import Browser
from proof.page import table

# Seconds from one page to the next, on average: somebody reads what they see, and decides.
THINKING = 20
# How often each is asked for, among so many; a note is written, everything else is read.
READ = {
    "/": 20, "/follow-ups/": 15, "/follow-ups/?status=active": 10, "/follow-ups/?late=on": 5, "/find/?q=training": 5,
    "/meetings/": 5, "/partners/": 5, "/mandates/": 5, "/reports/": 3,
}  # fmt: skip
FOLLOW_UP, NOTE = 20, 7
# Nothing came back.
NONE = 0
# Milliseconds that 95 of 100 answers take at most.
MOST = 300


@dataclass
class Load:
    """`seconds` from the request to the last byte of the answer, of each."""

    people: int
    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    lasted: float = 0.0

    @property
    def problems(self) -> Iterator[str]:
        if self.errors:
            yield f"{self.people} people: {self.errors} errors"
        if (slow := self.percentile(0.95)) > MOST:
            yield f"{self.people} people: 95 of 100 answers take up to {slow:.0f} ms; {MOST} are allowed."

    @property
    def errors(self) -> int:
        return sum(number for status, number in self.statuses.items() if status >= 500 or status == NONE)

    def percentile(self, part: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.seconds)
        return 1_000 * ordered[ceil(part * len(ordered)) - 1] if ordered else 0.0

    def take(self, other: "Load") -> None:
        self.seconds += other.seconds
        self.statuses += other.statuses


def told(loads: Iterable[Load]) -> str:
    heads = ("people", "seconds", "requests", "5xx or no answer", "median", "p95", "p99")
    return table(heads, [
        [
            each.people, round(each.lasted), len(each.seconds), each.errors,
            *(f"{each.percentile(part):,.0f} ms" for part in (0.5, 0.95, 0.99)),
        ]
        for each in loads
    ])  # fmt: skip


def load(browsers: Sequence[Browser], follow_ups: Sequence[int], seconds: float, seed: int) -> Load:
    """All of them at work for so long."""
    found, begun = Load(len(browsers)), time.monotonic()
    with ThreadPoolExecutor(len(browsers)) as pool:
        each = [
            pool.submit(work, browser, follow_ups, begun + seconds, Random(seed + number))
            for number, browser in enumerate(browsers)
        ]
    for person in each:
        found.take(person.result())
    found.lasted = time.monotonic() - begun
    return found


def work(browser: Browser, follow_ups: Sequence[int], until: float, random: Random) -> Load:
    found = Load(1)
    # They do not all come in at the same moment.
    time.sleep(random.uniform(0, THINKING))
    while time.monotonic() < until:
        begun, status = time.perf_counter(), NONE
        with suppress(OSError, HTTPException):
            status = do_something(browser, random.choice(follow_ups), random)
        found.seconds.append(time.perf_counter() - begun)
        found.statuses[status] += 1
        time.sleep(random.expovariate(1 / THINKING))
    return found


def do_something(browser: Browser, follow_up: int, random: Random) -> int:
    read, note = f"/follow-ups/{follow_up}/", f"/follow-ups/{follow_up}/note/"
    path = random.choices([*READ, read, note], [*READ.values(), FOLLOW_UP, NOTE])[0]
    if path == note:
        return browser.post(note, {"note": f"They called on day {random.randrange(10**9)}."}).status
    return browser.get(path).status
