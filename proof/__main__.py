"""python -m proof attack | power | writers | people: each tries a scratch house as it runs for real, and counts."""

import argparse
import signal
import sys
from collections.abc import Callable, Iterable
from importlib import import_module

from bench.scratch import scratch_house
from proof.page import write
from proof.power import figures
from proof.writers.cluster import cluster

Given = argparse.Namespace
Prove = Callable[[Given], Iterable[str]]


def main() -> int:
    given = arguments()
    # Told to end, it ends the server that it started, and leaves nothing behind.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    problems = list(given.prove(given))
    print("\n".join(["", *(problems or ["Nothing gave way."])]))
    return 1 if problems else 0


def attack(given: Given) -> Iterable[str]:
    with scratch_house(given.database) as folder:
        # What reads settings cannot be loaded before they are there.
        found = import_module("proof.attack").attack(folder, given.requests, given.rounds, given.seed)
        print("\n".join(["", found.table(), "", found.answers()]))
        if given.write:
            import_module("proof.report").write(found)
        return list(found.problems)


def power(given: Given) -> Iterable[str]:
    found = figures.power(given.cuts, given.kills)
    show(given, "power", found.table())
    return found.problems


def writers(given: Given) -> Iterable[str]:
    with cluster() as primary, scratch_house(primary.address) as folder:
        running = import_module("proof.writers.run")
        phases = []
        for phase in running.run(folder, primary, given.times):
            phases.append(phase)
            print(running.told([phase]), flush=True)
        show(given, "writers", running.told(phases))
    return [problem for phase in phases for problem in phase.problems]


def people(given: Given) -> Iterable[str]:
    with scratch_house(given.database) as folder:
        loads = list(import_module("proof.people.run").run(folder, given.people, given.seconds, given.seed))
        show(given, "people", import_module("proof.people.load").told(loads))
    return [problem for load in loads for problem in load.problems]


def show(given: Given, name: str, words: str) -> None:
    print(f"\n{words}", flush=True)
    if given.write:
        write(name, words)


def arguments() -> Given:
    parser = argparse.ArgumentParser(prog="python -m proof", description="Tries a scratch house, and counts.")
    proofs = parser.add_subparsers(dest="what", required=True)

    def proof(
        prove: Callable[[Given], Iterable[str]], told: str, **numbers: tuple[int, str]
    ) -> argparse.ArgumentParser:
        made = proofs.add_parser(prove.__name__, help=told)
        made.set_defaults(prove=prove)
        for name, (usual, what) in numbers.items():
            made.add_argument(f"--{name}", type=int, default=usual, help=f"{what} ({usual})")
        made.add_argument("--write", action="store_true", help="put the figures into docs")
        return made

    seed = (2018, "another one makes other requests")
    database = "the address of an empty database; without it, SQLite in a temporary folder"
    much = {"requests": (20_000, "how many the crawl sends"), "rounds": (2, "how often each burst is done")}
    proof(attack, "bursts, then a crawl", **much, seed=seed).add_argument("--database", help=database)
    proof(
        power, "power cuts and kill points of every deed, on SQLite",
        cuts=(10_000, "how often power fails"), kills=(2_000, "how often a process is killed"),
    )  # fmt: skip
    proof(writers, "sixteen write while PostgreSQL is restarted, killed and replaced", times=(10, "how often each"))
    at_work = proof(people, "people at work", seconds=(180, "how long"), seed=seed)
    at_work.add_argument("--database", help=database)
    at_work.add_argument("--people", type=int, nargs="+", default=[50, 200], help="how many at once (50 200)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
