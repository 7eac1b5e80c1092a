"""`manage.py backup FOLDER`: the database, the files and the key as one file; every day, if asked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.backups.daily import KEEP, backups_of_the_settings
from tracker.backups.make import make_backup
from tracker.backups.models import DailyBackups
from tracker.backups.trouble import Trouble


class Command(BaseCommand):
    help = "Write the database, the files and the secret key to one file in FOLDER, and read it back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--every", choices=["day", "never"], help="from now on the worker makes one every day, or no longer"
        )
        parser.add_argument("--keep", type=int, help=f"how many of this folder stay ({KEEP}, where one is made daily)")

    def handle(self, *, folder: Path, every: str | None, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep is 1 or more.")
        if every and backups_of_the_settings():
            raise CommandError("BACKUP_FOLDER and BACKUP_KEEP say that: change them instead.")
        if every == "never":
            DailyBackups.stop()
            self.stdout.write("No more daily backups. Those that were made stay.")
            return
        keep = keep or (KEEP if every else None)
        try:
            backup = make_backup(folder.absolute(), keep=keep)
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(f"{backup.path} ({backup.size / 1_000_000:.1f} MB), read back whole.")
        if every and keep:
            DailyBackups.begin(folder.absolute(), keep)
            self.stdout.write(f"From now on the worker makes one every day, and keeps {keep}.")
