"""`manage.py up`: everything from an empty folder to a page in the browser, again and again."""

import os
from argparse import ArgumentParser, BooleanOptionalAction
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from tracker.setup.database_ready import (
    let_go_of_the_database,
    plain_words,
    prepare_database,
    refuse_without_key,
)
from tracker.setup.private_folder import open_to_others
from tracker.setup.programs import locked
from tracker.setup.room_to_start import SAID, room_to_start
from tracker.setup.serving.arguments import add_arguments, size_of
from tracker.setup.serving.listening import address_of, listen
from tracker.setup.serving.processes import Server
from tracker.setup.static_files import collect_static_files


class Command(BaseCommand):
    help = "Sets the database up, loads the demo on the first start with SQLite, and serves Suivi until Ctrl-C."
    # Made below instead, where a database that fails them gets a sentence.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)
        # PostgreSQL is for a house of its own: there nobody's first page is to be full of invented people.
        parser.add_argument(
            "--demo",
            action=BooleanOptionalAction,
            default=connection.vendor == "sqlite",
            help="load the demo on the first start, or start empty; with PostgreSQL it is loaded only when asked for",
        )

    def handle(self, *, host: str, port: int, demo: bool, **options: Any) -> None:
        with locked(settings.VAR / "up.lock"), plain_words():
            listener = listen(host, port)
            refuse_without_key()
            if not room_to_start(settings.VAR):
                self.stderr.write(SAID)
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
            server = Server(listener, size_of(options), works=True, reloads=False)
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


def say_address_in_mails(address: str) -> None:
    """On a laptop, where nothing was set, links in mails and feeds lead to where Suivi is served."""
    if not {"SITE_ADDRESS", "ALLOWED_HOSTS", "HTTPS"}.intersection(os.environ):
        # For the processes of the server and the worker, which may read the settings anew.
        os.environ["SITE_ADDRESS"] = settings.SITE_ADDRESS = address


def demo_sign_ins() -> list[str]:
    """Who may sign in to the demo; empty in a real house. The demo stands above this package: it is asked by name."""
    words = StringIO()
    call_command("demo", sign_ins=True, stdout=words)
    return words.getvalue().splitlines()
