"""A folder with a house in it, to which all connections of this process lead."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connections

from proof.power.disk import Files, put, read

NAME = "house.sqlite3"
SETTINGS = connections.settings["default"]


@dataclass(frozen=True)
class Stage:
    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / NAME

    def set_up(self, files: Files) -> None:
        leave()
        put(files, self.folder)

    def files(self) -> Files:
        leave()
        return read(self.folder)


def leave() -> None:
    """Whoever leaves last moves what is in the log of SQLite into the file."""
    connections["default"].close()


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    folder.mkdir()
    before, here = SETTINGS["NAME"], connections["default"]
    SETTINGS["NAME"] = str(folder / NAME)
    connections["default"] = connections.create_connection("default")
    try:
        yield Stage(folder)
    finally:
        leave()
        connections["default"], SETTINGS["NAME"] = here, before
