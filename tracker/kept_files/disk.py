"""The data folder of the one machine, as Django's storage."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from tracker.kept_files.kept import Kept

# What is being written, or was when the machine stopped.
PART = ".part"


class Disk(FileSystemStorage):
    """Once it has saved a file that is there to stay, whole: whoever opens it finds the old one or the new one."""

    def __init__(self) -> None:
        super().__init__(allow_overwrite=True)

    @property
    def base_location(self) -> Any:
        return settings.VAR

    @property
    def location(self) -> str:
        return str(Path(settings.VAR).resolve())

    def _save(self, name: str, content: Any) -> str:
        target = Path(self.path(name))
        new = [folder for folder in target.parents if not folder.exists()]
        target.parent.mkdir(parents=True, exist_ok=True)
        # Only its owner reads what `tempfile` makes.
        with tempfile.NamedTemporaryFile(dir=target.parent, suffix=PART, delete=False) as file:
            part = Path(file.name)
            try:
                file.writelines(content.chunks())
                file.flush()
                os.fsync(file.fileno())
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
        for folder in (target.parent, *(made.parent for made in new)):
            _sync(folder)
        return name

    def every(self, folder: str, *, parts: bool = False) -> Iterator[Kept]:
        """What stands in the folder; with `parts` also what was never written to its end."""
        for path in sorted(Path(self.path(folder)).rglob("*")):
            if parts or path.suffix != PART:
                with suppress(FileNotFoundError):
                    if path.is_file():
                        said = path.stat()
                        at = datetime.fromtimestamp(said.st_mtime, UTC)
                        yield Kept(path.relative_to(self.location).as_posix(), said.st_size, at)

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        """Where it stands, for what reads nothing but a path. FileNotFoundError where it is not there."""
        path = Path(self.path(name))
        path.stat()
        yield path


def _sync(path: Path) -> None:
    """A name is on the disk when its folder is."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
