"""Power cuts: a deed is done once while SQLite is watched, and its disk built anew as it may stand after any write."""

from bisect import bisect_right
from collections.abc import Callable, Collection
from itertools import pairwise
from pathlib import Path
from random import Random

from proof.power.apart import Say, apart
from proof.power.disk import Disk, Files, put
from proof.power.found import Found
from proof.power.stage import NAME, Stage, leave
from proof.power.state import Column, Corrupt, State, read_state
from proof.power.watched import Event, watched

# What remembers a visitor, and what is counted again when it is gone.
ASIDE = {"django_session", "cache"}


def record(stage: Stage, deed: Callable[[], object]) -> list[Event]:
    """What is written while it is done in the house that stands there, to the moment at which its file is closed."""

    def work(say: Say) -> None:
        events: list[Event] = []
        with watched(stage.folder, events.append):
            deed()
            events.append(Event("answered"))
            leave()
        say(events)

    leave()
    events: list[Event] = apart(work)
    return events


def states_of(
    base: Files, events: list[Event], folder: Path, without: Collection[Column] = ()
) -> list[tuple[int, State]]:
    """What the house says from which event on, if nothing is lost; what it said before any stands first."""
    disk = Disk(dict(base))
    found: list[tuple[int, State]] = []
    for number, event in enumerate([Event(""), *events]):
        disk.take(event)
        if event.what in {"", "answered"} or (event.what == "sync" and event.name.endswith("-wal")):
            put(disk.all_kept(), folder)
            state = read_state(folder / NAME, without)
            if not found or found[-1][1] != state:
                found.append((number, state))
    return found


def steps(states: list[State]) -> list[list[str]]:
    """The tables that each transaction wrote to, but for those that tell nothing of what was done."""
    pairs = pairwise(states)
    changed = ([table for table in after if before.get(table) != after[table]] for before, after in pairs)
    return [tables for each in changed if (tables := sorted(set(each) - ASIDE))]


def cut(found: Found, base: Files, events: list[Event], number: int, random: Random, folder: Path) -> None:
    """Cut the power so many times, and judge what is there afterwards."""
    boundaries = states_of(base, events, folder)
    states, begins = [state for _at, state in boundaries], [at for at, _state in boundaries]
    found.steps = steps(states)
    moments = sorted(random.randint(0, len(events)) for _cut in range(number))
    disk, taken, known = Disk(dict(base)), 0, {}
    for moment in moments:
        for event in events[taken:moment]:
            disk.take(event)
        taken = moment
        files, where = disk.cut(random), f"when power fails after {moment} of {len(events)} writes"
        found.cuts += 1
        now = bisect_right(begins, moment) - 1
        try:
            if (key := frozenset(files.items())) not in known:
                put(files, folder)
                known[key] = read_state(folder / NAME)
            found.judge(known[key], states[now : now + 2], states[:now], where)
        except Corrupt as error:
            found.broke(str(error), where)
