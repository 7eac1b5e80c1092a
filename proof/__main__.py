"""python -m proof attack: attacks a scratch house of the demo as it runs for real, and counts what gave way."""

import argparse
import signal
import sys
from importlib import import_module

from bench.scratch import scratch_house


def main() -> int:
    given = arguments()
    # Told to end, it ends the server that it started, and leaves nothing behind.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    with scratch_house(given.database) as folder:
        # What reads settings cannot be loaded before they are there.
        figures = import_module("proof.attack").attack(folder, given.requests, given.rounds, given.seed)
        problems = list(figures.problems)
        print("\n".join(["", figures.table(), "", figures.answers(), "", *(problems or ["Nothing gave way."])]))
        if given.write:
            import_module("proof.report").write(figures)
    return 1 if problems else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m proof", description="Attacks a scratch house of the demo.")
    attack = parser.add_subparsers(dest="what", required=True).add_parser("attack", help="bursts, then a crawl")
    attack.add_argument("--database", help="the address of an empty database; without it, SQLite in a temporary folder")
    attack.add_argument("--requests", type=int, default=20_000, help="how many the crawl sends (20000)")
    attack.add_argument("--rounds", type=int, default=2, help="how often each burst is done (2)")
    attack.add_argument("--seed", type=int, default=2018, help="another one makes other requests (2018)")
    attack.add_argument("--write", action="store_true", help="put the figures into docs/security.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
