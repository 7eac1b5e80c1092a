"""Measures what the server does for a page: queries, and the time of the whole request with all its middleware."""

import gzip
import time
from collections.abc import Callable
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


@dataclass(frozen=True, slots=True)
class Figure:
    """`seconds` is the median; `page` the number of bytes before compression."""

    queries: int
    seconds: float
    page: int


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


def measure(ask: Callable[[], HttpResponseBase], runs: int = RUNS) -> Figure:
    """`ask` makes one request. ValueError when it is not answered as wished."""
    for _warm_up in range(WARM_UP - 1):
        ask()
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    if answer.status_code not in (200, 302):
        raise ValueError(f"The answer has the status {answer.status_code}.")
    return Figure(len(queries), median(duration(ask) for _run in range(runs)), len(body(answer)))


def measure_beside(
    ask: Callable[[], HttpResponseBase], limit: Callable[[], object], runs: int = RUNS
) -> tuple[Figure, float]:
    """The same, and the median of `limit`, turn by turn, so that both meet the same weather."""
    figure = measure(ask, 1)
    for _warm_up in range(WARM_UP):
        limit()
    times = [(duration(ask), duration(limit)) for _run in range(runs)]
    pages, limits = zip(*times, strict=True)
    return Figure(figure.queries, median(pages), figure.page), median(limits)


def body(answer: HttpResponseBase) -> bytes:
    content: bytes = getattr(answer, "content", b"")
    return gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else content
