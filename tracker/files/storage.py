"""Where the content of files stands: in the data folder, each once, under its SHA-256."""

import os
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """The web server and the workers share it."""
    path: Path = settings.VAR / "files"
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(digest: str) -> Path:
    return folder() / digest[:2] / digest


def thumbnail_of(digest: str) -> Path:
    return path_of(digest).with_suffix(".webp")


def store(chunks: Iterable[bytes]) -> str:
    """Write it to the disk and give its digest: once that is in the database, the content is there to stay."""
    digest = sha256()
    # Only its owner reads what `tempfile` makes.
    with tempfile.NamedTemporaryFile(dir=folder(), delete=False) as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    target = path_of(digest.hexdigest())
    target.parent.mkdir(exist_ok=True)
    Path(file.name).replace(target)
    _sync(target.parent)
    return digest.hexdigest()


def _sync(path: Path) -> None:
    """A name is on the disk when its folder is."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
