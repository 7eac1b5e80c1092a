"""`manage.py serve`: the web server alone, for a house whose database is migrated and whose workers run elsewhere."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from tracker.setup.database_ready import (
    let_go_of_the_database,
    plain_words,
    refuse_newer,
    refuse_older,
    refuse_without_key,
)
from tracker.setup.programs import locked
from tracker.setup.room_to_start import SAID, room_to_start
from tracker.setup.serving.arguments import add_arguments, size_of
from tracker.setup.serving.listening import address_of, listen
from tracker.setup.serving.processes import Server
from tracker.setup.static_files import collect_static_files


class Command(BaseCommand):
    help = "Serves Suivi until SIGTERM, without a worker; SIGHUP loads it anew, and no request is lost."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        listener = listen(host, port)
        with locked(settings.VAR / "up.lock"), plain_words():
            refuse_without_key()
            if not room_to_start(settings.VAR):
                self.stderr.write(SAID)
            self.check(databases=["default"])
            refuse_newer()
            refuse_older()
            collect_static_files()
            let_go_of_the_database()
        server = Server(listener, size_of(options), works=False, reloads=True)
        if server.answers():
            self.stdout.write(f"Suivi is at {address_of(host, port)}/ (SIGTERM stops it, SIGHUP loads it anew)")
            self.stdout.flush()
        if server.run() != 0:
            raise CommandError("The server ended by itself: its last words stand above.")
