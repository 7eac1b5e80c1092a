"""The server as `manage.py up` starts it: how long until it answers, and what memory it takes when asked for much."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.conf import settings
from django.urls import reverse

from bench.growing.words import COMMON, RARE
from bench.processes import memory, tree
from tracker.follow_ups.field_register import LISTED

ROOT = Path(__file__).parents[1]
MOST_SECONDS, MOST_MEGABYTES = 3.0, 200.0
STARTS, AT_ONCE, ROUNDS = 3, 8, 3
ASKED = (
    "/", "/follow-ups/", "/follow-ups/?status=active", "/follow-ups/?late=on", f"/follow-ups/?q={COMMON}",
    f"/find/?q={RARE}", f"/find/?q={COMMON}", "/meetings/", "/partners/", "/mandates/", "/follow-ups/export/csv/",
    *(f"/follow-ups/?sort={name}" for name in LISTED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Production:
    """`resident` counts memory that processes share once for each of them, `proportional` once."""

    seconds: float
    processes: int
    resident: float
    proportional: float

    def __str__(self) -> str:
        return (
            f"From its start to its first page the server takes {self.seconds:.1f} s. Asked for {len(ASKED)} pages by"
            f" {AT_ONCE} people at once, {ROUNDS} times over, its {self.processes} processes take"
            f" {self.proportional:.0f} MB ({self.resident:.0f} MB where what they share is counted for each)."
        )


def problems_of(found: Production) -> list[str]:
    wrong = []
    if found.seconds > MOST_SECONDS:
        wrong.append(f"The server takes {found.seconds:.1f} s to its first page; {MOST_SECONDS:.0f} are allowed.")
    if found.proportional > MOST_MEGABYTES:
        wrong.append(f"The server takes {found.proportional:.0f} MB; {MOST_MEGABYTES:.0f} are allowed.")
    return wrong


def watch(session: str) -> Production:
    """`session` is the cookie of somebody who signed in."""
    times = []
    for start in range(1, STARTS + 1):
        begun = time.perf_counter()
        with served() as (process, port):
            times.append(time.perf_counter() - begun)
            if start == STARTS:
                ask_much(port, session)
                processes = list(tree(process.pid))
                sizes = [memory(pid) for pid in processes]
    resident, proportional = (sum(column) / 1024 for column in zip(*sizes, strict=True))
    return Production(median(times), len(processes), resident, proportional)


@contextmanager
def served(log: Path = Path(os.devnull)) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Inside, it answers at the port; what it says of faults goes into `log`."""
    port = free_port()
    command = [sys.executable, "manage.py", "up", "--no-demo", "--port", str(port)]
    with log.open("ab") as words:
        # With PostgreSQL it wants to be told one.
        environment = {"SECRET_KEY": settings.SECRET_KEY, **os.environ}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=words)
    try:
        wait_for(process, port)
        yield process, port
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        with suppress(ConnectionRefusedError):
            if ask(port, reverse("account_login")) == 200:
                return
            raise ValueError("The first page is not answered as wished.")
        time.sleep(0.01)
    raise ValueError("The server does not start.")


def ask_much(port: int, session: str) -> None:
    with ThreadPoolExecutor(AT_ONCE) as people:
        answers = [people.submit(ask, port, address, session) for _round in range(ROUNDS) for address in ASKED]
    # A long file is written in the background, and its page is elsewhere.
    if not {answer.result() for answer in answers} <= {200, 302}:
        raise ValueError("A page was not answered as wished.")


def ask(port: int, address: str, session: str = "") -> int:
    """The status of the answer, read to its end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    headers = {"Host": "localhost", "Accept-Encoding": "gzip", "Cookie": f"sessionid={session}"}
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    while answer.read(1_000_000):
        pass
    connection.close()
    return answer.status
