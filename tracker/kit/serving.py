"""Runs the web server in a process beside this one, and leaves nothing of it behind."""

import multiprocessing
import os
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import wait
from threading import Thread

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

# A fork shares what is already imported: half the memory, and a second sooner. Elsewhere it is not safe.
METHOD = "fork" if sys.platform == "linux" else "spawn"
NEWS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
APPLICATION = "tracker.wsgi"
PATIENCE = 12  # seconds, longer than the server gives its own workers


class Server:
    """The web server in a group of processes of its own: Ctrl-C reaches only us, so that its end is orderly."""

    def __init__(self, host: str, port: int) -> None:
        self.news, tell = os.pipe()
        for number in NEWS:
            signal.signal(number, lambda *_: os.write(tell, b"!"))
        multiprocessing.set_start_method(METHOD, force=True)
        self.process = multiprocessing.Process(target=serve, args=(host, port))
        self.process.start()
        self.address = host, port

    def ends(self, within: float | None = None) -> bool:
        """Waits, at most so many seconds, until the server has ended or somebody told it to."""
        return bool(wait([self.news], within))

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
        os.read(self.news, 100)
        code = self.process.exitcode
        if code is None:
            self.process.terminate()
            self.ends(within=PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(self.process.ident or 0, signal.SIGKILL)
        self.process.join()
        return code or 0


def serve(host: str, port: int) -> None:
    """The server's own process. A dead worker is replaced; a worker that does not end in time is killed."""
    os.setpgid(0, 0)
    for number in NEWS:
        signal.signal(number, signal.SIG_DFL)
    Thread(target=end_with_parent, daemon=True).start()
    import_module(APPLICATION)
    Granian(
        f"{APPLICATION}:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=2 * multiprocessing.cpu_count() + 1,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def end_with_parent() -> None:
    """Should the parent be killed outright, its server does not keep the port."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
