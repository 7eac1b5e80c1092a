"""`manage.py suggest`: what a text asks to be followed up, as JSON. Nothing is stored."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.reading.as_json import as_values
from tracker.reading.grammar import NoGrammarError, languages
from tracker.reading.read import read


class Command(BaseCommand):
    help = (
        "Reads a text and prints the follow-ups that it suggests, as JSON; of a folder, writes one file for each text."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a text, or a folder with *.txt")
        parser.add_argument("--language", default="en", help="the language of the text")
        parser.add_argument("--meeting-date", type=date.fromisoformat, help="2018-05-25; without it the text is asked")
        parser.add_argument("--output", type=Path, help="where to write <name>.json for each <name>.txt of a folder")

    def handle(self, **options: Any) -> None:
        path, output = options["path"], options["output"]
        try:
            if path.is_dir():
                self._read_folder(path, output, options["language"])
            else:
                self.stdout.write(_read(path, options["language"], options["meeting_date"]))
        except NoGrammarError:
            raise CommandError(f"There is no grammar for that language. There are: {', '.join(languages())}.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Cannot read it: {error}") from error

    def _read_folder(self, folder: Path, output: Path | None, language: str) -> None:
        if output is None:
            raise CommandError("Say with --output where the answers go.")
        output.mkdir(parents=True, exist_ok=True)
        for path in sorted(folder.glob("*.txt")):
            (output / f"{path.stem}.json").write_text(_read(path, language, None) + "\n", encoding="utf-8")


def _read(path: Path, language: str, meeting: date | None) -> str:
    # Line ends stay as they are in the file: places are counted in them.
    text = path.read_bytes().decode()
    return json.dumps(as_values(text, read(text, language, meeting)), ensure_ascii=False, indent=1)
