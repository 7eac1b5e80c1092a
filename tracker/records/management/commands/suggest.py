"""`manage.py suggest`: what a text asks to be followed up, as JSON. Nothing is stored."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.reading.as_json import as_values
from tracker.reading.grammar import NoGrammarError, grammar_of, languages
from tracker.reading.read import read


class Command(BaseCommand):
    help = (
        "Reads a text and prints the follow-ups that it suggests, as JSON; of a folder, writes one file for each text."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a text, or a folder with *.txt")
        parser.add_argument("--language", default="en", help="the language of the text")
        parser.add_argument("--meeting-date", help="2018-05-25; without it the text is asked")
        parser.add_argument("--output", type=Path, help="a folder, where to write <name>.json for each <name>.txt")

    def handle(self, **options: Any) -> None:
        path, output, language = options["path"], options["output"], options["language"]
        meeting = _day(options["meeting_date"])
        try:
            grammar_of(language)
        except NoGrammarError:
            raise CommandError(f"There is no grammar for that language. There are: {', '.join(languages())}.") from None
        if path.is_dir():
            if output is None or meeting:
                raise CommandError(
                    "Of a folder, say with --output where the answers go; the date of each meeting is read in its text."
                )
            self._write(_texts(path), output, language, None)
        elif output:
            self._write([path], output, language, meeting)
        else:
            self.stdout.write(_read(path, language, meeting))

    def _write(self, paths: list[Path], output: Path, language: str, meeting: date | None) -> None:
        """What cannot be read keeps nobody from the others, and is told at the end."""
        wrong: list[str] = []
        for path in paths:
            try:
                told = _read(path, language, meeting)
            except CommandError as error:
                wrong.append(str(error))
            else:
                _save(output / f"{path.stem}.json", told)
        if wrong:
            raise CommandError("\n".join(wrong))


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise CommandError(f"“{words}” is no date as in 2018-05-25.") from None


def _texts(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.txt"))
    if not found:
        raise CommandError(f"There is no *.txt in {folder}.")
    return found


def _read(path: Path, language: str, meeting: date | None) -> str:
    try:
        # Line ends stay as they are in the file: places are counted in them.
        text = path.read_bytes().decode()
    except OSError as error:
        raise CommandError(f"Cannot read {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"Cannot read {path}: it is no text in UTF-8.") from error
    return json.dumps(as_values(text, read(text, language, meeting)), ensure_ascii=False, indent=1)


def _save(path: Path, told: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"Cannot write {path}: {error.strerror}.") from error
