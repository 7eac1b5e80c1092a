"""python -m bench: grows the demo in a scratch database, measures its pages, and prints the figures."""

import argparse
import sys
from importlib import import_module

from bench.scratch import scratch_house

SMALLEST, SIZES = 1_000, (1_000, 100_000, 1_000_000)


def main() -> int:
    given = arguments()
    with scratch_house(given.database):
        wrong: list[str] = import_module("bench.run").run(given.rows, given.runs)
    print("\n".join(["", *(wrong or ["Every goal is reached."])]))
    return 1 if wrong else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Grows the demo and measures its pages.")
    sizes = " ".join(map(str, SIZES))
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES, help=f"the numbers of follow-ups ({sizes})")
    parser.add_argument("--runs", type=int, default=7, help="how often each page is asked for (7)")
    parser.add_argument("--database", help="the address of an empty database; without it, SQLite in a temporary folder")
    given = parser.parse_args()
    if sorted(set(given.rows)) != list(given.rows) or given.rows[0] < SMALLEST:
        parser.error(f"--rows are at least {SMALLEST}, each more than the one before.")
    return given


if __name__ == "__main__":
    sys.exit(main())
