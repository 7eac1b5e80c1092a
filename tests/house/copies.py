"""A database of a file's own, which others may connect to, and copies of it in which things are tried."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections

SETTINGS = connections.settings["default"]


class House:
    """`name` is that of the database in which everything is made, once it was `opened`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.name = folder, ""

    @contextmanager
    def opened(self) -> Iterator["House"]:
        """A copy of the tests' own database becomes the one that all connections lead to."""
        with self._copied("house") as self.name:
            yield self

    @contextmanager
    def copied(self) -> Iterator[None]:
        """So does a copy of the house, as it stands now."""
        with self._copied("copy"):
            yield

    @contextmanager
    def _copied(self, name: str) -> Iterator[str]:
        before, here = SETTINGS["NAME"], connections["default"]
        there = self._copy(name)
        SETTINGS["NAME"] = there
        connections["default"] = connections.create_connection("default")
        try:
            yield there
        finally:
            connections["default"].close()
            connections["default"], SETTINGS["NAME"] = here, before
            self._drop(there)

    def _copy(self, name: str) -> str:
        source = connection.settings_dict["NAME"]
        # Nobody may be at work in what is copied.
        connection.close()
        if connection.vendor == "sqlite":
            return str(self._copy_file(self.folder / f"{name}.sqlite3"))
        there = f"{source}_{name}"
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            # From version 15 on it would be written to the log row by row, in twice as long.
            how = "STRATEGY FILE_COPY" if connection.pg_version >= 150_000 else ""
            cursor.execute(f'CREATE DATABASE "{there}" TEMPLATE "{source}" {how}')
        return there

    def _copy_file(self, there: Path) -> Path:
        if self.name:
            shutil.copy(self.name, there)
        else:
            # That of the tests is in memory.
            connection.ensure_connection()
            with closing(sqlite3.connect(there)) as file:
                connection.connection.backup(file)
        return there

    def _drop(self, name: str) -> None:
        if connection.vendor == "sqlite":
            for file in Path(name).parent.glob(f"{Path(name).name}*"):
                file.unlink()
            return
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
