"""python -m bench.unlock: how long the best choice among 300 areas takes, for ten houses made up at random."""

import random
import statistics
import sys
import time

from tracker.needs.solver import Area, Goal, Part, unlock

AREAS, HOUSES, LIMIT = 300, 10, 1.0


def house(seed: int) -> tuple[list[Area], list[Part]]:
    chance = random.Random(seed)
    areas = []
    for key in range(AREAS):
        lacks = [Part("money", "", chance.randrange(5_000, 400_000) * 10_000)]
        if chance.random() < 0.5:
            what = chance.choice(["analyst", "trainer", "secondee"])
            lacks.append(Part("staff", what, chance.randrange(1, 36) * 10_000))
        if chance.random() < 0.2:
            lacks.append(Part("in_kind", chance.choice(["scanner", "vehicle"]), chance.randrange(1, 5) * 10_000))
        areas.append(Area(key, chance.randrange(1, 4), tuple(lacks)))
    offers = [
        Part("money", "", 6_000_000 * 10_000), Part("staff", "", 240 * 10_000), Part("staff", "analyst", 48 * 10_000),
        Part("in_kind", "scanner", 20 * 10_000),
    ]  # fmt: skip
    return areas, offers


def main() -> int:
    slowest = 0.0
    for goal in Goal:
        took = []
        for seed in range(HOUSES):
            areas, offers = house(seed)
            start = time.process_time()
            unlock(areas, offers, goal)
            took.append(time.process_time() - start)
        slowest = max(slowest, *took)
        print(f"{AREAS} areas, best by {goal}: median {statistics.median(took):.3f} s, slowest {max(took):.3f} s")
    return 0 if slowest < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
