"""`manage.py migrate`: Django's, by one process at a time, and with the tables that are no model's."""

from time import monotonic, sleep
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import OperationalError, connection, connections

from tracker.setup.database_ready import migrating_alone, plain_words, refuse_newer

# Seconds in which a database that is started at the same time comes up.
COMES_UP = 60
# What asks and changes nothing, or changes a part.
IN_PART = ("app_label", "check_unapplied", "plan", "prune", "fake", "fake_initial")


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--wait",
            action="store_true",
            help="wait for a database that is still coming up, and for another process that migrates it",
        )

    def handle(self, *args: Any, wait: bool = False, **options: Any) -> None:
        if options["database"] != connection.alias or any(options.get(name) for name in IN_PART):
            super().handle(*args, **options)
            return
        with plain_words():
            if wait:
                wait_until_there()
            with migrating_alone(connections[connection.alias], wait=wait):
                refuse_newer()
                super().handle(*args, **options)
                # A database of tests gets its own.
                if not options["run_syncdb"]:
                    call_command("createcachetable", verbosity=0)


def wait_until_there() -> None:
    """Raises OperationalError when it has not come up in time."""
    until = monotonic() + COMES_UP
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if monotonic() > until:
                raise
            sleep(0.5)
        else:
            return
