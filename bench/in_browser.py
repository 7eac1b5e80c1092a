"""python -m bench.in_browser: what somebody waits for in a real browser: the page, its rest, and each press."""

import argparse
import sys
from importlib import import_module

from bench.scratch import scratch_house

ROWS, RUNS = 100_000, 5


def main() -> int:
    given = arguments()
    with scratch_house(given.database):
        wrong: list[str] = import_module("bench.in_browser_run").run(given.rows, given.runs)
    print("\n".join(["", *(wrong or ["Every goal is reached."])]))
    return 1 if wrong else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.in_browser", description="Measures pages in Chromium.")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"how many follow-ups ({ROWS})")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"how often each page is opened ({RUNS})")
    parser.add_argument("--database", help="the address of an empty database; without it, SQLite in a temporary folder")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
