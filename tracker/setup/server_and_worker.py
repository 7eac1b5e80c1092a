"""Runs the web server and a worker in processes beside this one, and leaves nothing of them behind."""

import gc
import multiprocessing
import os
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import wait
from threading import Thread
from time import monotonic

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.template.loader import get_template
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tracker.setup.database_url import THREADS

# A fork shares what is already imported: half the memory, and a second sooner. Elsewhere it is not safe.
METHOD = "fork" if sys.platform == "linux" else "spawn"
NEWS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
APPLICATION = "tracker.wsgi"
# Of each of the two workers. SQLite is read in the process itself: more would wait for one another and take memory.
FEW_THREADS = 3
PATIENCE = 12  # seconds, longer than the server gives its own workers


class Server:
    """The web server and the worker, each in a group of processes of its own: Ctrl-C reaches only us, so that their end
    is orderly."""

    def __init__(self, host: str, port: int) -> None:
        self.news, tell = os.pipe()
        for number in NEWS:
            signal.signal(number, lambda number, _frame: os.write(tell, bytes([number])))
        multiprocessing.set_start_method(METHOD, force=True)
        if METHOD == "fork":
            load_what_pages_need()
        self.process = multiprocessing.Process(target=serve, args=(host, port))
        self.process.start()
        self.worker = start_worker()
        self.address = host, port
        self.over = False

    def ends(self, within: float | None = None) -> bool:
        """Waits, at most so many seconds, until the server has ended or somebody told it to."""
        self.over = self.over or self.hears(within)
        return self.over

    def hears(self, within: float | None = None) -> bool:
        """Waits for a signal or the server's end. A worker that dies meanwhile is replaced, unless all is over."""
        deadline = None if within is None else monotonic() + within
        while wait([self.news], None if deadline is None else max(0, deadline - monotonic())):
            told = set(os.read(self.news, 100)) - {signal.SIGCHLD}
            if told or self.process.exitcode is not None:
                return True
            if not self.over and self.worker.exitcode is not None:
                self.worker = start_worker()
        return False

    def answers(self) -> bool:
        """Waits for a worker to listen, which it does once it has loaded Suivi; False when the server ended first."""
        while not self.ends(within=0.05):
            with suppress(OSError), socket.create_connection(self.address, timeout=5):
                return True
        return False

    def run(self) -> int:
        """Lasts until Ctrl-C, SIGTERM, SIGHUP or the server's own end: 0 when told to, else its exit code.

        A second signal kills it at once.
        """
        self.ends()
        code = self.process.exitcode
        self.worker.terminate()
        if code is None:
            self.process.terminate()
            self.hears(within=PATIENCE)
        # What the worker was at is begun again by the next one.
        self.worker.join(timeout=1)
        for process in (self.process, self.worker):
            with suppress(ProcessLookupError):
                os.killpg(process.ident or 0, signal.SIGKILL)
            process.join()
        return code or 0


def start_worker() -> multiprocessing.Process:
    process = multiprocessing.Process(target=work)
    process.start()
    return process


def work() -> None:
    """The worker's own process."""
    stand_alone()
    django.setup()
    call_command("worker")


def stand_alone() -> None:
    """Be a group of processes by oneself, and end with the parent."""
    os.setpgid(0, 0)
    for number in NEWS:
        signal.signal(number, signal.SIG_DFL)
    Thread(target=end_with_parent, daemon=True).start()


def serve(host: str, port: int) -> None:
    """The server's own process. A dead process of its own is replaced; one that does not end in time is killed."""
    stand_alone()
    import_module(APPLICATION)
    Granian(
        f"{APPLICATION}:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=threads_for(connection.vendor),
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def threads_for(vendor: str) -> int:
    """How many of a process answer at once."""
    return FEW_THREADS if vendor == "sqlite" else THREADS


def load_what_pages_need() -> None:
    """What is loaded before a process forks it shares with those it forks, for as long as nobody touches it."""
    import_module(APPLICATION)
    import_module(settings.ROOT_URLCONF)
    templates = settings.ROOT / "templates"
    for file in templates.rglob("*.html"):
        get_template(str(file.relative_to(templates)))
    gc.freeze()


def end_with_parent() -> None:
    """Should the parent be killed outright, its server does not keep the port."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
