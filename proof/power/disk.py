"""A disk whose power is cut: what was synced is there, of what was not each part may be there or not, in any order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from proof.power.watched import Event

# A disk writes so many bytes as a whole, or not at all.
SECTOR = 512
Files = dict[str, bytes]


@dataclass
class Disk:
    """`synced` is what stands there for sure; `waiting` what was asked for since, by file."""

    synced: Files
    waiting: dict[str, list[Event]] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if event.what == "sync":
            # SQLite syncs the folder of a new file together with it.
            kept = applied(self.synced.get(event.name), self.waiting.pop(event.name, []))
            self.synced.pop(event.name, None)
            if kept is not None:
                self.synced[event.name] = kept
        elif event.name:
            self.waiting.setdefault(event.name, []).append(event)

    def all_kept(self) -> Files:
        return self._after(self.waiting)

    def cut(self, random: Random) -> Files:
        """As it may stand when power comes back."""
        chance = random.choice((0.1, 0.5, 0.9))
        return self._after({name: survivors(events, chance, random) for name, events in self.waiting.items()})

    def _after(self, done: dict[str, list[Event]]) -> Files:
        found = dict(self.synced)
        for name, events in done.items():
            found.pop(name, None)
            content = applied(self.synced.get(name), events)
            if content is not None:
                found[name] = content
        return found


def applied(content: bytes | None, events: Iterable[Event]) -> bytes | None:
    """None is a file that is not there."""
    found = None if content is None else bytearray(content)
    for event in events:
        if event.what == "delete":
            found = None
        elif event.what == "create":
            found = bytearray()
        elif found is not None and event.what == "truncate":
            del found[event.at :]
        elif found is not None:
            found.extend(bytes(max(0, event.at - len(found))))
            found[event.at : event.at + len(event.content)] = event.content
    return None if found is None else bytes(found)


def survivors(events: list[Event], chance: float, random: Random) -> list[Event]:
    """What of it was done: a file that was not removed, or not made, takes nothing that was written to the next one."""
    found: list[Event] = []
    for event in events:
        is_there = random.random() < chance
        if event.what in {"delete", "create"} and not is_there:
            return found
        if event.what == "write" and random.random() < 0.3:
            found += torn(event, random)
        elif is_there:
            found.append(event)
    return found


def torn(event: Event, random: Random) -> list[Event]:
    """Some of its sectors."""
    found, at, end = [], event.at, event.at + len(event.content)
    while at < end:
        until = min(end, (at // SECTOR + 1) * SECTOR)
        if random.random() < 0.5:
            found.append(Event("write", event.name, at, event.content[at - event.at : until - event.at]))
        at = until
    return found


def put(files: Files, folder: Path) -> None:
    """Nothing else stands in the folder afterwards."""
    for path in folder.iterdir():
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def read(folder: Path) -> Files:
    """But for what SQLite keeps of who is at work, which no cut leaves behind."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
