"""Runs the web server, and a worker where one is asked for, beside this process, and leaves nothing of them behind."""

import multiprocessing
import os
import signal
import socket
import sys
from contextlib import suppress
from multiprocessing.connection import wait
from time import monotonic
from typing import Any

import django
from django.core.management import call_command

from tracker.setup.serving.alone import METHOD, NEWS, stand_alone
from tracker.setup.serving.supervisor import (
    READY,
    STOPPING,
    loading_anew,
    seconds_between_signs,
    show_life,
    tell_supervisor,
)
from tracker.setup.serving.web import Size, load_what_pages_need, serve

PATIENCE = 12  # seconds, longer than the server gives its own processes
LOADING = 120  # seconds that a fresh server may take to load
LOAD_FAILED = "The server could not be loaded anew, its words stand above: the one from before goes on.\n"


class Server:
    """The web server and the worker, each in a group of processes of its own: Ctrl-C reaches only us, so that their end
    is orderly.

    With `reloads`, SIGHUP puts a fresh server in the place of the one that is there, and no request is lost; otherwise
    it is told to stop, as by a terminal that is closed.
    """

    def __init__(self, listener: socket.socket, size: Size, *, works: bool, reloads: bool) -> None:
        self.listener, self.size, self.works, self.reloads = listener, size, works, reloads
        self.news, tell = os.pipe()
        for number in NEWS:
            signal.signal(number, lambda number, _frame: os.write(tell, bytes([number])))
        multiprocessing.set_start_method(METHOD, force=True)
        if METHOD == "fork":
            load_what_pages_need()
        self.process = self.start(is_fresh=METHOD != "fork")
        self.worker = start_worker() if works else None
        self.over = False

    def start(self, *, is_fresh: bool) -> Any:
        context: Any = multiprocessing.get_context("spawn" if is_fresh else METHOD)
        # An Event asks for memory that processes share, which not every container lets an account have.
        self.ready, says_ready = self.pipe = context.Pipe(duplex=False)
        given = (self.listener, self.size, says_ready)
        process = context.Process(target=serve, args=given, kwargs={"is_fresh": is_fresh})
        process.start()
        return process

    def ends(self, within: float | None = None) -> bool:
        """Waits, at most so many seconds, until the server has ended or somebody told it to."""
        self.over = self.over or self.hears(within)
        return self.over

    def hears(self, within: float | None = None) -> bool:
        """Waits for a signal or the server's end. A worker that dies meanwhile is replaced, unless all is over."""
        deadline = None if within is None else monotonic() + within
        while deadline is None or (left := deadline - monotonic()) > 0:
            signs = seconds_between_signs()
            if not wait([self.news], min((each for each in (signs, deadline and left) if each), default=None)):
                show_life()
                continue
            told = set(os.read(self.news, 100)) - {signal.SIGCHLD}
            if self.reloads and not self.over and signal.SIGHUP in told:
                told -= {signal.SIGHUP}
                self.load_anew()
            if told or self.process.exitcode is not None:
                return True
            if not self.over and self.worker and self.worker.exitcode is not None:
                self.worker = start_worker()
        return False

    def answers(self) -> bool:
        """Waits until the server takes requests, which it does once it has loaded Suivi; False when it ended first."""
        while not self.ends(within=0.05):
            if self.ready.poll():
                tell_supervisor(READY)
                return True
        return False

    def load_anew(self) -> None:
        """A fresh server takes from the same queue before the old one lets go of it. One that does not load is none."""
        tell_supervisor(*loading_anew())
        old, fresh = self.process, self.start(is_fresh=True)
        until = monotonic() + LOADING
        # Whoever is told to stop meanwhile does not load to the end.
        while not (self.ready.poll(0.5) or fresh.exitcode is not None or wait([self.news], 0)):
            show_life()
            if monotonic() > until:
                break
        if self.ready.poll() and fresh.exitcode is None:
            self.process = fresh
            old.terminate()
            old.join(timeout=PATIENCE)
            end(old)
        else:
            sys.stderr.write(LOAD_FAILED)
            end(fresh)
        tell_supervisor(READY)

    def run(self) -> int:
        """Lasts until Ctrl-C, SIGTERM or the server's own end: 0 when told to, else its exit code.

        A second signal kills it at once.
        """
        self.ends()
        tell_supervisor(STOPPING)
        code = self.process.exitcode
        if self.worker:
            self.worker.terminate()
        if code is None:
            self.process.terminate()
            self.hears(within=PATIENCE)
        end(self.process)
        if self.worker:
            # What it was at is begun again by the next one.
            self.worker.join(timeout=1)
            end(self.worker)
        return code or 0


def end(process: Any) -> None:
    """Kills it, with all that it started, should it still be there."""
    with suppress(ProcessLookupError):
        os.killpg(process.ident or 0, signal.SIGKILL)
    process.join()


def start_worker() -> Any:
    process = multiprocessing.Process(target=work)
    process.start()
    return process


def work() -> None:
    """The worker's own process."""
    stand_alone()
    django.setup()
    call_command("worker")
