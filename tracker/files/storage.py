"""Where the content of files stands: each once, under its SHA-256, and the small picture of a picture beside it."""

from collections.abc import Collection
from hashlib import sha256
from pathlib import PurePath
from typing import IO

from tracker.kept_files.folder import Folder

FOLDER = Folder("files")


def name_of(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def thumbnail_of(digest: str) -> str:
    return f"{name_of(digest)}.webp"


def digests_in(names: Collection[str]) -> dict[str, str]:
    """By the name of a file its content's digest."""
    return {name: PurePath(name).name.partition(".")[0] for name in names}


def store(file: IO[bytes]) -> str:
    """Keep it and give its digest: once that is in the database, the content is there to stay."""
    digest = sha256()
    file.seek(0)
    while piece := file.read(1 << 16):
        digest.update(piece)
    file.seek(0)
    FOLDER.keep(name_of(digest.hexdigest()), file)
    return digest.hexdigest()
