"""Measures what the server does for a page: queries, and the time of the whole request with all its middleware."""

import gzip
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from django.conf import settings
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tracker.accounts.models import User

RUNS = 7
WARM_UP = 3
# Where the database is on this machine, so that its processes can be looked at.
NEAR = ("", "localhost", "127.0.0.1")
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
    """Seconds of processor time, which other programs on the machine stretch little: of this process, and of the
    database's own where those are others. By the clock on the wall where they are on another machine.
    """
    if connection.settings_dict["HOST"] not in NEAR:
        return time.perf_counter()
    return time.process_time() + sum(map(_spent, servers()))


@cache
def servers() -> list[int]:
    """The processes that answer for PostgreSQL. A pool keeps them for a while."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return [pid for (pid,) in cursor.fetchall()]


def work_alone() -> None:
    """Let PostgreSQL do without helpers from now on: nobody would count their time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(connection.settings_dict["NAME"])
            cursor.execute(f"ALTER DATABASE {name} SET max_parallel_workers_per_gather = 0")
        connection.close()
        connection.close_pool()


def _spent(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0


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
    servers.cache_clear()
    # The first time it may look for its address.
    ask()
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    # The next request forgets them.
    asked = len(queries)
    if answer.status_code not in (200, 302):
        raise ValueError(f"The answer has the status {answer.status_code}.")
    if limit is None or around is not None:
        [seconds] = medians(runs, ask)
        with (around or nullcontext)():
            [of_limit] = medians(runs, limit) if limit else [None]
    else:
        seconds, of_limit = medians(runs, ask, limit)
    return Figure(asked, seconds, of_limit)


def peak(deed: Callable[[], object]) -> float:
    """By how many megabytes this process grew at most while it was done; nothing where the machine does not tell."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
        before = _megabytes("VmRSS")
        deed()
        return max(_megabytes("VmHWM") - before, 0)
    except OSError:
        return 0


def _megabytes(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith(name))


def medians(runs: int, *deeds: Callable[[], object]) -> list[float]:
    """The seconds that each takes, measured in turns."""
    times = [[duration(deed) for deed in deeds]]
    if max(times[0]) > SLOW:
        runs = min(runs, RUNS_OF_SLOW) - 1
    else:
        times.clear()
        for _warm_up in range(WARM_UP - 1):
            for deed in deeds:
                deed()
    times += [[duration(deed) for deed in deeds] for _run in range(runs)]
    return [median(column) for column in zip(*times, strict=True)]


def body(answer: HttpResponseBase) -> bytes:
    content: bytes = getattr(answer, "content", b"")
    return gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else content
