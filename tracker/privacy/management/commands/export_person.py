"""Writes everything that is held of a person into one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.backups.trouble import said_of
from tracker.privacy.export.held_of import held_of
from tracker.privacy.export.person_archive import PRIVATE, write_archive
from tracker.privacy.subject import NotFound, subject_of


class Command(BaseCommand):
    help = (
        "Write everything held of a person into one zip: person.html to read, person.json, and a CSV for each table. "
        "It holds restricted matters and names others: whoever gives it away looks through it first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="their e-mail, whole name, or number in the directory as #12")
        parser.add_argument("--also", action="append", default=[], help="another name of theirs, such as a first name")
        parser.add_argument("--to", default="", help="the file to write; by itself person-12.zip in this folder")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            subject = subject_of(options["person"], options["also"])
        except NotFound as refusal:
            raise CommandError(str(refusal)) from refusal
        path = Path(options["to"] or f"person-{subject.person.pk}.zip")
        if path.exists():
            raise CommandError(f"{path} is there already.")
        held = held_of(subject)
        try:
            path.touch(PRIVATE)
            write_archive(path, subject, held, timezone.now())
        except OSError as error:
            # Half of it would look like all of it, and stand in the way of the next.
            path.unlink(missing_ok=True)
            raise CommandError(said_of(error)) from error
        rows = sum(len(each.rows) for each in held)
        self.stdout.write(f"{path}: {rows} rows of {len(held)} tables.")
