"""A folder of kept files: the one way in which Suivi writes, reads and throws away a file of its own.

It stands in the data folder or in a bucket, as `FILES_URL` says, through Django's storages.
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime
from io import BytesIO
from itertools import batched
from pathlib import Path
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import storages
from django.db import connection, transaction

from tracker.kept_files.kept import Kept

# Each has one owner: what is attached, what was exported, tables that wait to be imported, mails that were not taken.
FOLDERS = ("exports", "files", "imports", "mails")
# A lock of the database (pg_advisory_xact_lock), shared by whoever keeps a file and alone for whoever throws some away.
KEEPING = 0x6B657074
# So many are thrown away before whoever wants to keep one has their turn.
AT_ONCE = 20


class Folder:
    """Names in it are relative to it, such as `12.csv`."""

    def __init__(self, name: str) -> None:
        assert name in FOLDERS
        self.name = name

    def keep(self, name: str, content: IO[bytes] | bytes) -> None:
        """In place of what had this name. Once it returns, the file is there to stay: its row may be committed.

        Until the transaction ends that it is called in, nobody throws it away.
        """
        if connection.in_atomic_block:
            _lock(alone=False)
        _storage().save(self._whole(name), File(BytesIO(content) if isinstance(content, bytes) else content))

    def open(self, name: str) -> Any:
        """As bytes, to be closed. Raises FileNotFoundError."""
        return _storage().open(self._whole(name), "rb")

    def read(self, name: str) -> bytes:
        with self.open(name) as file:
            content: bytes = file.read()
        return content

    def local(self, name: str) -> AbstractContextManager[Path]:
        """As a file of this machine, for as long as it is looked at. Raises FileNotFoundError."""
        found: AbstractContextManager[Path] = _storage().local(self._whole(name))
        return found

    def has(self, name: str) -> bool:
        return bool(_storage().exists(self._whole(name)))

    def size(self, name: str) -> int:
        """In bytes. Raises FileNotFoundError."""
        return int(_storage().size(self._whole(name)))

    def remove(self, name: str) -> None:
        """Nothing, where it is not there."""
        _storage().delete(self._whole(name))

    def names(self) -> list[str]:
        return [self._within(kept) for kept in _storage().every(self.name)]

    def throw_away(self, before: datetime, known: Callable[[Collection[str]], Collection[str]]) -> int:
        """What was written before then and is not `known`, of the names that this is asked about; how many."""
        old = [self._within(kept) for kept in _storage().every(self.name, parts=True) if kept.at < before]
        return sum(self.throw_away_those(names, known) for names in batched(old, AT_ONCE))

    @transaction.atomic
    def throw_away_those(self, names: Collection[str], known: Callable[[Collection[str]], Collection[str]]) -> int:
        """Of these what is not `known`, however young; nobody keeps one of them meanwhile."""
        _lock(alone=True)
        unknown = {*names} - {*known(names)}
        for name in unknown:
            self.remove(name)
        return len(unknown)

    def _whole(self, name: str) -> str:
        return f"{self.name}/{name}"

    def _within(self, kept: Kept) -> str:
        return kept.name.removeprefix(f"{self.name}/")


def _lock(*, alone: bool) -> None:
    """With SQLite one transaction writes at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}(%s)", [KEEPING])


def _storage() -> Any:
    return storages["default"]
