"""`manage.py restore FILE`: an empty house becomes what a backup holds."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.backups.restore import restore
from tracker.backups.trouble import Trouble, said_of


class Command(BaseCommand):
    help = "Restore a backup into a house that is empty."
    # The house is none yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            for line in restore(file):
                self.stdout.write(line)
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble
        except OSError as error:
            raise CommandError(said_of(error)) from error
        self.stdout.write("Restored. Start Suivi as before.")
