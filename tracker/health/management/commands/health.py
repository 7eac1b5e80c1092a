"""`manage.py health`: whether all is well, for whoever starts processes and asks them no pages."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.health.probes import told
from tracker.health.state import read_state


class Command(BaseCommand):
    help = "Says how Suivi is, as /ready/ does, and ends with 1 where pages cannot be served."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="end with 1 where anything is not well")

    def handle(self, *, all: bool, **options: Any) -> None:  # noqa: A002
        state = read_state()
        self.stdout.write(json.dumps({"ready": state.is_ready, **told(state)}))
        if not (state.is_well if all else state.is_ready):
            raise CommandError("Not all is well.")
