"""Runs a server as a program beside this one, and leaves nothing of it behind."""

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

GRANIAN = [
    *(sys.executable, "-m", "granian", "tracker.wsgi:application", "--interface", "wsgi"),
    *("--workers", "2", "--workers-kill-timeout", "10", "--respawn-failed-workers"),
    *("--log-level", "warning"),
]
PATIENCE = 12  # seconds, longer than granian gives its own workers


class Server:
    """A program in a process group of its own, so that Ctrl-C reaches this process only and the end is orderly."""

    def __init__(self, command: list[str], folder: str | os.PathLike[str] = ".") -> None:
        self.ends: SimpleQueue[int] = SimpleQueue()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.ends.put(0))
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, process_group=0)  # noqa: S603
        Thread(target=lambda: self.ends.put(self.process.wait()), daemon=True).start()

    def answers_at(self, host: str, port: int) -> bool:
        """Waits until the server answers; False when it ended, or was told to, before it did."""
        while self.ends.empty():
            with suppress(OSError, http.client.HTTPException):
                connection = http.client.HTTPConnection(host, port, timeout=5)
                connection.request("HEAD", "/")
                connection.getresponse()
                connection.close()
                return True
            time.sleep(0.05)
        return False

    def wait(self) -> int:
        """Waits for Ctrl-C, SIGTERM, SIGHUP or the server's own end, then ends it: 0 when told to, else its code.

        A second signal kills it at once.
        """
        code = self.ends.get()
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(Empty):
                self.ends.get(timeout=PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        return code
