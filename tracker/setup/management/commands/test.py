"""`manage.py test`: every check and the whole suite; with arguments only pytest, with those arguments.

Where the setting ALSO_TESTED_ON names a database of PostgreSQL, the suite runs on it too.
"""

import os
import sys

from django.core.management.base import BaseCommand

from tracker.setup.testing.checks import BESIDE, PYTEST, checks
from tracker.setup.testing.run_steps import run_all
from tracker.setup.virtual_environment import ROOT


class Command(BaseCommand):
    help = "Runs lint, types and the suite; arguments are passed on to pytest, which then runs alone."

    def run_from_argv(self, argv: list[str]) -> None:
        if argv[2:]:
            os.chdir(ROOT)
            os.execv(sys.executable, [*PYTEST, *argv[2:]])  # noqa: S606
        failed = run_all(checks(os.environ.get("ALSO_TESTED_ON", "")), BESIDE)
        if failed:
            sys.exit(f"Failed: {', '.join(failed)}.")
