"""python -m bench.brief: how long a briefing note takes on a partner with 50,000 of 100,000 follow-ups."""

import argparse
import sys
from importlib import import_module

from bench.scratch import scratch_house

LIMIT = 3.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.brief", description="Measures a briefing note.")
    parser.add_argument("--database", help="the address of an empty database; without it, SQLite in a temporary folder")
    with scratch_house(parser.parse_args().database):
        found: dict[str, float] = import_module("bench.brief_run").run()
    print("\n".join(f"{name}: {seconds:.2f} s" for name, seconds in found.items()))
    return 1 if max(found.values()) > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
