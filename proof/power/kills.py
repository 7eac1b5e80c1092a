"""Kill points: a process that does a deed is killed at any of its writes, and the house looked at by the next one."""

from collections.abc import Callable, Collection
from pathlib import Path
from random import Random

from proof.power.apart import Say, apart
from proof.power.cuts import record, states_of
from proof.power.disk import Files
from proof.power.found import Found
from proof.power.stage import Stage, leave
from proof.power.state import Column, Corrupt, State, never_alike, read_state
from proof.power.watched import Event, Killer, watched

Deed = Callable[[], object]
# When somebody last tried to sign in: the same, if two tries fall within one second.
OFTEN_ALIKE = {("cache", "value"), ("cache", "expires")}


def kill(found: Found, stage: Stage, base: Files, deed: Deed, number: int, random: Random, folder: Path) -> None:
    """Kill it at so many of its writes."""
    without, events = what_differs(stage, base, deed, folder)
    states = [state for _at, state in states_of(base, events, folder, without)]
    points = len([event for event in events if event.what != "answered"])
    for _kill in range(number):
        at = random.randint(1, max(1, points))
        stage.set_up(base)
        is_answered = done_by_another(stage, deed, at)
        found.kills += 1
        where = f"when killed at {at} of {points} writes"
        try:
            state = read_state(stage.path, without)
            found.judge(state, states[-1:] if is_answered else states, states, where)
        except Corrupt as error:
            found.broke(str(error), where)


def what_differs(stage: Stage, base: Files, deed: Deed, folder: Path) -> tuple[Collection[Column], list[Event]]:
    """The columns that are never the same twice, and what is written."""
    stage.set_up(base)
    record(stage, deed)
    first = folder / "first"
    first.write_bytes(stage.path.read_bytes())
    stage.set_up(base)
    events = record(stage, deed)
    return never_alike(first, stage.path) | OFTEN_ALIKE, events


def done_by_another(stage: Stage, deed: Deed, at: int) -> bool:
    """A process of its own does it, and dies at that write. Whether it had said before that it was done."""

    def work(say: Say) -> None:
        with watched(stage.folder, Killer(at)):
            deed()
            say("answered")
            leave()

    leave()
    return apart(work) is not None


def resumed(stage: Stage, base: Files, deed: Deed, at: int, without: Collection[Column]) -> State:
    """What the house says when it was killed at that write, and then done once more."""
    stage.set_up(base)
    done_by_another(stage, deed, at)
    record(stage, deed)
    return read_state(stage.path, without)
