"""`manage.py up`: everything from an empty folder to a page in the browser, again and again."""

import errno
import hashlib
import os
import socket
from argparse import ArgumentParser, ArgumentTypeError, BooleanOptionalAction
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from tracker.setup.private_folder import open_to_others
from tracker.setup.programs import locked
from tracker.setup.server_and_worker import Server
from tracker.setup.virtual_environment import DISK_FULL


class Command(BaseCommand):
    help = "Sets the database up, loads the demo on the first start with SQLite, and serves Suivi until Ctrl-C."
    # Made below instead, where a database that fails them gets a sentence.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to serve on (127.0.0.1)")
        parser.add_argument("--port", type=port_number, default=8000, help="the port to serve on (8000)")
        # PostgreSQL is for a house of its own: there nobody's first page is to be full of invented people.
        parser.add_argument(
            "--demo",
            action=BooleanOptionalAction,
            default=connection.vendor == "sqlite",
            help="load the demo on the first start, or start empty; with PostgreSQL it is loaded only when asked for",
        )

    def handle(self, *, host: str, port: int, demo: bool, **options: Any) -> None:
        with locked(settings.VAR / "up.lock"), plain_words():
            refuse_unless_free(host, port)
            self.check(databases=["default"])
            prepare_database()
            collect_static_files()
            if demo and not get_user_model().objects.exists():
                self.stdout.write("Loading the demo ...")
                with transaction.atomic():
                    call_command("demo", verbosity=0)
            address = address_of(host, port)
            say_address_in_mails(address)
            greeting = list(self.greeting(host, address))
            let_go_of_the_database()
            server = Server(host, port)
            if server.answers():
                self.stdout.write("\n".join(greeting))
                self.stdout.flush()
        if server.run() != 0:
            raise CommandError("The server ended by itself: its last words stand above.")

    def greeting(self, host: str, address: str) -> Iterator[str]:
        """The address and who may sign in, line by line."""
        yield f"Suivi is at {address}/ (Ctrl-C stops it)"
        if open_to_others(settings.VAR):
            yield f"Others on this machine may look into {settings.VAR}: let whoever runs Suivi own it (chown)."
        if not {host, f"[{host}]", "*"}.intersection(settings.ALLOWED_HOSTS):
            yield "Other machines reach it by a name in ALLOWED_HOSTS, such as ALLOWED_HOSTS=suivi.example.org"
        if not get_user_model().objects.exists():
            yield "Nobody can sign in yet. Make the first administrator with: python3 manage.py createsuperuser"
            yield "To look around first, stop and start again with: python3 manage.py up --demo"
        else:
            yield from demo_sign_ins()


@contextmanager
def plain_words() -> Iterator[None]:
    """Turns a database that cannot be used into one sentence that says what to do."""
    try:
        yield
    except OperationalError as error:
        reason = str(error).splitlines()[0]
        if "disk is full" in reason:
            raise CommandError(DISK_FULL) from error
        raise CommandError(f"The database cannot be used: check DATABASE_URL ({reason}).") from error


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ArgumentTypeError("a port is a number from 1 to 65535.")
    return int(text)


def address_of(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def say_address_in_mails(address: str) -> None:
    """On a laptop, where nothing was set, links in mails and feeds lead to where Suivi is served."""
    if not {"SITE_ADDRESS", "ALLOWED_HOSTS", "HTTPS"}.intersection(os.environ):
        # For the processes of the server and the worker, which may read the settings anew.
        os.environ["SITE_ADDRESS"] = settings.SITE_ADDRESS = address


def refuse_unless_free(host: str, port: int) -> None:
    """Raises CommandError when nothing can listen there."""
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            advice = f"({error.strerror}): choose another --host or --port."
            raise CommandError(f"Nothing can listen at {host}:{port} {advice}") from error
        advice = f"stop what uses it, or take another: python3 manage.py up --port {port % 65535 + 1}"
        raise CommandError(f"Port {port} is taken: {advice}") from error


def prepare_database() -> None:
    """Migrates when there is something to migrate: the question is ten times quicker than the deed."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


def let_go_of_the_database() -> None:
    """Neither a connection nor a pool of them survives a fork."""
    for open_connection in connections.all(initialized_only=True):
        open_connection.close()
        getattr(open_connection, "close_pool", lambda: None)()


def demo_sign_ins() -> list[str]:
    """Who may sign in to the demo; empty in a real house. The demo stands above this package: it is asked by name."""
    words = StringIO()
    call_command("demo", sign_ins=True, stdout=words)
    return words.getvalue().splitlines()


def collect_static_files() -> None:
    """Collects when a file has changed since the last time, or that was interrupted."""
    stamp = settings.STATIC_ROOT / "collected"
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    state = hashlib.sha256(repr(sorted((file, file.stat().st_mtime_ns) for file in files)).encode()).hexdigest()
    if not stamp.exists() or stamp.read_text() != state:
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(state)
