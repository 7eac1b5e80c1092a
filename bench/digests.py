"""python -m bench.digests: what the daily mails of 10,000 people take: time, memory, and queries a person."""

import argparse
import sys
from importlib import import_module

from bench.scratch import scratch_house

SIZES = (1_000, 10_000)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.digests", description="Measures the daily mails.")
    parser.add_argument("--people", type=int, nargs="+", default=SIZES, help="how many have an account (1000 10000)")
    parser.add_argument("--of", type=int, default=300, help="of how many the mails are written and sent (300)")
    parser.add_argument("--database", help="the address of an empty database; without it, SQLite in a temporary folder")
    given = parser.parse_args()
    with scratch_house(given.database):
        bench = import_module("bench.digests_run")
        stages = []
        for stage in bench.run(given.people, given.of):
            print(stage, flush=True)
            stages.append(stage)
        wrong: list[str] = bench.problems_of(stages)
    print("\n".join(["", *(wrong or ["Every goal is reached."])]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
