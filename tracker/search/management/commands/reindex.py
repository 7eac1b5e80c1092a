"""Writes the words of rows that have none in the index, or of all."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from tracker.search.index_after_migrate import every_words, mend_one


class Command(BaseCommand):
    help = "Write the words of rows that are not in the index; with --all, write the whole index anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="write the whole index anew")

    def handle(self, *args: Any, **options: Any) -> None:
        for words in every_words():
            with transaction.atomic():
                if options["all"]:
                    words.forget()
                number = mend_one(words)
            self.stdout.write(f"{words.model._meta.verbose_name_plural}: {number}")
