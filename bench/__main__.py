"""python -m bench --rows 100000: grows the demo in a scratch database, measures every list, and prints the figures."""

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

SMALLEST = 1_000


def main() -> int:
    given = arguments()
    with tempfile.TemporaryDirectory(prefix="suivi-bench-") as scratch:
        # All of the house's own settings are set aside, those of its .env as well: no real data are ever touched.
        own = {
            "SUIVI_DATA": scratch, "DATABASE_URL": given.database or f"sqlite:///{Path(scratch) / 'db.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "tracker.settings", "DEBUG": "0", "HTTPS": "0", "SECRET_KEY": "scratch",
            "ALLOWED_HOSTS": "localhost",
        }  # fmt: skip
        os.environ.update(own)
        django.setup()
        wrong: list[str] = import_module("bench.run").run(given.rows, given.runs)
    print(
        "\n".join(
            ["", *wrong]
            if wrong
            else ["", "Every page takes as many queries in both, and every list stays below its limit."]
        )
    )
    return 1 if wrong else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Grows the demo and measures its pages.")
    parser.add_argument("--rows", type=int, default=100_000, help="how many follow-ups to grow to (100000)")
    parser.add_argument("--runs", type=int, default=7, help="how often each page is asked for (7)")
    parser.add_argument("--database", help="the address of an empty database; without it, SQLite in a temporary folder")
    given = parser.parse_args()
    if given.rows < SMALLEST:
        parser.error(f"--rows is at least {SMALLEST}: the small house that the large one is compared with has so many.")
    return given


if __name__ == "__main__":
    sys.exit(main())
