"""The one file of a backup: a zip, whose parts are written as they come and read back one by one."""

import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tracker.backups.manifest import NAME, Manifest, Part
from tracker.backups.trouble import Trouble

CHUNK = 1024 * 1024
OWNER_ONLY = 0o600
# What people attach is pressed together already; the fastest is good enough for a database.
FASTEST = 1
DAMAGED = "This backup is damaged: {what}. Take another."


class Writing:
    """Parts in the order in which they are added; the manifest is the last."""

    def __init__(self, file: ZipFile, manifest: Manifest) -> None:
        self.file, self.manifest = file, manifest

    def add(self, name: str, chunks: Iterable[bytes], *, is_pressed: bool = False) -> None:
        digest, size = sha256(), 0
        with self.file.open(_described(name, is_pressed=is_pressed), "w", force_zip64=True) as part:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                part.write(chunk)
        self.manifest.parts[name] = Part(size, digest.hexdigest())


def _described(name: str, *, is_pressed: bool) -> ZipInfo:
    about = ZipInfo(name)
    about.compress_type = ZIP_DEFLATED if is_pressed else ZIP_STORED
    about._compresslevel = FASTEST  # type: ignore[attr-defined]
    about.external_attr = OWNER_ONLY << 16
    return about


@contextmanager
def written(path: Path, manifest: Manifest) -> Iterator[Writing]:
    """On the disk at the end, for its owner only."""
    path.touch(OWNER_ONLY, exist_ok=False)
    with path.open("w+b") as file:
        with ZipFile(file, "w") as archive:
            yield Writing(archive, manifest)
            with archive.open(_described(NAME, is_pressed=True), "w") as part:
                part.write(manifest.written())
        file.flush()
        os.fsync(file.fileno())
        # It is read back from the disk, not from memory: where the system has a word for that.
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


class Reading:
    """A backup that was opened, and says what it is."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.manifest = Manifest.read(archive.read(NAME))

    def verify(self) -> None:
        """Raises Trouble unless every part is there, and each is what the manifest says."""
        there = {*self.archive.namelist()} - {NAME}
        if missing := sorted(self.manifest.parts.keys() ^ there):
            raise Trouble(DAMAGED.format(what=f"{missing[0]} is not where it belongs"))
        for name, part in self.manifest.parts.items():
            digest, size = sha256(), 0
            for chunk in self.chunks(name):
                digest.update(chunk)
                size += len(chunk)
            if (size, digest.hexdigest()) != (part.size, part.sha256):
                raise Trouble(DAMAGED.format(what=f"{name} is not what was written"))

    def chunks(self, name: str) -> Iterator[bytes]:
        with self.archive.open(name) as part:
            yield from chunks_of(part)

    def part(self, name: str) -> IO[bytes]:
        return self.archive.open(name)


@contextmanager
def opened(path: Path) -> Iterator[Reading]:
    """Raises Trouble where it is no backup, or a damaged one."""
    if not path.is_file():
        raise Trouble(f"{path} is no file.")
    try:
        with ZipFile(path) as archive:
            yield _understood(archive)
    except (BadZipFile, zlib.error, EOFError) as error:
        raise Trouble(DAMAGED.format(what=str(error) or "it ends too soon")) from error


def _understood(archive: ZipFile) -> Reading:
    try:
        return Reading(archive)
    except (KeyError, ValueError, TypeError) as error:
        raise Trouble("This is no backup of Suivi.") from error


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
