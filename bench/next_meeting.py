"""python -m bench.next_meeting: what officers wait for around the meetings with a partner of 50,000 follow-ups."""

import argparse
import sys
from importlib import import_module

from bench.scratch import scratch_house

LIMIT, OF_BRIEFING, MOST_QUERIES = 1.0, 3.0, 60
# Each of the 50 copies is marked as it is sent, each of the 40 follow-ups that were made is put on its words, and each
# of the 200 that are taken back is asked whether it changed since.
SEVERAL = ("sent round", "its record", "taken back")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.next_meeting", description="Measures pages and deeds.")
    parser.add_argument("--database", help="the address of an empty database; without it, SQLite in a temporary folder")
    wrong = []
    with scratch_house(parser.parse_args().database):
        for each in import_module("bench.next_meeting_run").run():
            print(each, flush=True)
            if each.seconds > (OF_BRIEFING if each.name.startswith("briefing") else LIMIT):
                wrong.append(f"{each.name} takes {each.seconds:.1f} s.")
            if each.queries > MOST_QUERIES and not any(name in each.name for name in SEVERAL):
                wrong.append(f"{each.name} takes {each.queries} queries.")
    print("\n".join(["", *(wrong or ["Every goal is reached."])]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
