"""The web server's own process, and the processes that it starts to answer."""

import gc
import multiprocessing
import os
import socket
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.template.loader import get_template
from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from tracker.setup.service_urls.database_url import THREADS
from tracker.setup.serving.alone import METHOD, stand_alone
from tracker.setup.serving.listening import QUEUED
from tracker.setup.static_files import collect_static_files

APPLICATION = "tracker.wsgi"
# Of each process. SQLite is read in the process itself: more would wait for one another and take memory.
FEW_THREADS = 3


@dataclass(frozen=True, slots=True)
class Size:
    """0 threads are as many as suit the database."""

    workers: int
    threads: int = 0


def serve(listener: socket.socket, size: Size, says_ready: Connection, *, is_fresh: bool) -> None:
    """Lasts until SIGTERM. A dead process of its own is replaced; one that does not end in time is killed.

    What is fresh begins with the code as it stands now, not with that of whoever started it.
    """
    stand_alone()
    django.setup()
    if is_fresh:
        multiprocessing.set_start_method(METHOD, force=True)
        collect_static_files()
        if METHOD == "fork":
            load_what_pages_need()
    threads = size.threads or threads_for(connection.vendor)
    give_each_a_connection(threads)
    import_module(APPLICATION)
    server = OnListener(
        f"{APPLICATION}:application",
        interface=Interfaces.WSGI,
        workers=size.workers,
        blocking_threads=threads,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    server.listener = listener
    server.on_startup(partial(says_ready.send_bytes, b"ready"))
    server.serve()


class OnListener(MPServer):
    """Granian gives each process a queue of its own, and what waits in that of a process that ends is lost."""

    listener: socket.socket

    def _init_shared_socket(self) -> None:
        self.listener.listen(QUEUED)
        self.listener.setblocking(False)
        server: Any = self
        holder: Any = SocketHolder
        server._ssp, server._sso, server._sfd = None, self.listener, os.dup(self.listener.fileno())
        server._shd = holder(server._sfd, False, QUEUED)


def threads_for(vendor: str) -> int:
    """How many of a process answer at once."""
    return FEW_THREADS if vendor == "sqlite" else THREADS


def give_each_a_connection(threads: int) -> None:
    """A pool that the house did not size is as large as there are threads."""
    pool = connection.settings_dict["OPTIONS"].get("pool")
    if pool and "DATABASE_POOL" not in os.environ:
        pool["max_size"] = threads


def load_what_pages_need() -> None:
    """What is loaded before a process forks it shares with those it forks, for as long as nobody touches it."""
    get_wsgi_application()
    import_module(settings.ROOT_URLCONF)
    templates = settings.ROOT / "templates"
    for file in templates.rglob("*.html"):
        get_template(str(file.relative_to(templates)))
    gc.freeze()
