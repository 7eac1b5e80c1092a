"""Processes beside the one that somebody started: each ends with it, and none before it wishes."""

import multiprocessing
import os
import signal
import sys
from threading import Thread

from tracker.setup.serving.supervisor import stand_apart_from_supervisor

# A fork shares what is already imported: half the memory, and a second sooner. Elsewhere it is not safe.
METHOD = "fork" if sys.platform == "linux" else "spawn"
NEWS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)


def stand_alone() -> None:
    """Be a group of processes by oneself, and end with the parent."""
    os.setpgid(0, 0)
    for number in NEWS:
        signal.signal(number, signal.SIG_DFL)
    stand_apart_from_supervisor()
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Should the parent be killed outright, its server does not keep the port."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
