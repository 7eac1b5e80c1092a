"""Measures what the server does for a page: queries, and the time of the whole request with all its middleware."""

import gzip
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from statistics import median

from django.conf import settings
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tracker.accounts.models import User

RUNS = 7
WARM_UP = 3
# What takes so many seconds is measured with fewer runs: chance plays no great part in it.
SLOW, RUNS_OF_SLOW = 1.5, 3


@dataclass(frozen=True, slots=True)
class Figure:
    """`seconds` are medians, of the page and of its limit where it has one."""

    queries: int
    seconds: float
    limit: float | None = None

    @property
    def times(self) -> float | None:
        return None if self.limit is None else self.seconds / self.limit


def clock() -> float:
    """Seconds. With SQLite all work is done in this process, whose time other programs on the machine do not touch."""
    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


def duration(deed: Callable[[], object]) -> float:
    start = clock()
    deed()
    return clock() - start


def sign_in(email: str) -> Client:
    """A browser that takes compressed pages, as all do."""
    client = Client(SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING="gzip")
    client.force_login(User.objects.get(email=email), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def measure(
    ask: Callable[[], HttpResponseBase],
    limit: Callable[[], object] | None = None,
    runs: int = RUNS,
    around: Callable[[], AbstractContextManager[object]] | None = None,
) -> Figure:
    """`ask` makes one request. ValueError when it is not answered as wished.

    It is measured turn by turn with `limit`, so that both meet the same weather; where the limit needs something
    `around` it that the page must not find, after it.
    """
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    if answer.status_code not in (200, 302):
        raise ValueError(f"The answer has the status {answer.status_code}.")
    if limit is None or around is not None:
        [seconds] = medians(runs, ask)
        with (around or nullcontext)():
            [of_limit] = medians(runs, limit) if limit else [None]
    else:
        seconds, of_limit = medians(runs, ask, limit)
    return Figure(len(queries), seconds, of_limit)


def medians(runs: int, *deeds: Callable[[], object]) -> list[float]:
    """The seconds that each takes, measured in turns."""
    if max(duration(deed) for deed in deeds) > SLOW:
        runs = min(runs, RUNS_OF_SLOW)
    else:
        for _warm_up in range(WARM_UP - 1):
            for deed in deeds:
                deed()
    times = [[duration(deed) for deed in deeds] for _run in range(runs)]
    return [median(column) for column in zip(*times, strict=True)]


def body(answer: HttpResponseBase) -> bytes:
    content: bytes = getattr(answer, "content", b"")
    return gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else content
