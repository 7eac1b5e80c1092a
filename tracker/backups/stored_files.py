"""The files of the house: what is attached, exported, imported, or came by mail."""

from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

FOLDERS = ("exports", "files", "imports", "mails")


def every_file() -> Iterator[str]:
    """Their names, in order; what is written meanwhile may be missing, what is thrown away may be named."""
    for folder in FOLDERS:
        yield from _within(_storage(), folder)


def open_file(name: str) -> Any:
    """As bytes, to be closed. Raises FileNotFoundError."""
    return _storage().open(name, "rb")


def put_back(name: str, content: IO[bytes]) -> None:
    """In place of what has this name. Raises ValueError where nothing of ours is called so."""
    if name.partition("/")[0] not in FOLDERS:
        raise ValueError(name)
    _storage().save(name, File(content))


def _within(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from _within(storage, f"{folder}/{name}")


def _storage() -> Storage:
    """What the settings name; where they leave Django's own, which is nowhere, the data folder."""
    named = storages["default"]
    at_home = type(named) is FileSystemStorage
    return FileSystemStorage(location=settings.VAR, allow_overwrite=True) if at_home else named
