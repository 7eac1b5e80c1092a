"""All that is kept, and a way to put it back: for whoever copies a whole house."""

from collections.abc import Iterator
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import storages

from tracker.kept_files.folder import FOLDERS
from tracker.kept_files.kept import Kept


def every_file() -> Iterator[Kept]:
    """In the order of their names; what is written meanwhile may be missing, what is thrown away may be named."""
    storage: Any = storages["default"]
    for folder in FOLDERS:
        yield from storage.every(folder)


def open_file(name: str) -> Any:
    """By its whole name, as bytes, to be closed. Raises FileNotFoundError."""
    return storages["default"].open(name, "rb")


def put_back(name: str, content: IO[bytes]) -> None:
    """On the disk or in the bucket once this returns, in place of what has this name. Raises ValueError for no such."""
    if name.partition("/")[0] not in FOLDERS:
        raise ValueError(name)
    storages["default"].save(name, File(content))
