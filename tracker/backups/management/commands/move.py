"""`manage.py move --to postgres://...`: the whole house into another database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from tracker.backups.move import move
from tracker.backups.trouble import Trouble


class Command(BaseCommand):
    help = "Copy everything into the empty database that an address names, and compare. Stop Suivi before."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", required=True, metavar="URL", help="such as postgres://suivi:...@db.example/suivi")

    def handle(self, *, to: str, **options: Any) -> None:
        try:
            for line in move(to):
                self.stdout.write(line)
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble
        except DatabaseError as error:
            raise CommandError(f"Nothing was moved: {error}") from error
        self.stdout.write("Moved. Set DATABASE_URL to that address and start Suivi; the old database is as it was.")
