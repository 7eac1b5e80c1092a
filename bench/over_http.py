"""python -m bench.over_http: measures pages over HTTP, beside a lean Django that answers from the same rows."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from bench.scratch import scratch_house

ROWS, RUNS = 100_000, 30


def main() -> int:
    given = arguments()
    with scratch_house(given.database) as folder:
        wrong: list[str] = import_module("bench.over_http_run").run(given.rows, given.runs, folder, given.peer)
    print("\n".join(["", *(wrong or ["Every goal is reached."])]))
    return 1 if wrong else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.over_http", description="Measures pages over HTTP.")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"how many follow-ups ({ROWS})")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"how often each page is asked for ({RUNS})")
    parser.add_argument("--database", help="the address of an empty database; without it, SQLite in a temporary folder")
    parser.add_argument(
        "--peer", type=Path, action="append", default=[], help="another tracker to ask in turn: bench/peers/*.toml"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
