"""`manage.py format`: corrects and formats Python and templates in place."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from tracker.setup.testing.checks import corrections
from tracker.setup.testing.run_steps import run_all


class Command(BaseCommand):
    help = "Formats the code and the templates, and corrects what the linter can correct."

    def handle(self, **options: Any) -> None:
        failed = run_all(corrections())
        if failed:
            sys.exit(f"Left to do by hand: {', '.join(failed)}.")
