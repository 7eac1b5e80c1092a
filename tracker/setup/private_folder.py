"""The folder of a house's data: its database, its key, its exported files."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OTHERS = 0o077
OWNER_ONLY = 0o700


def private_folder(folder: Path) -> None:
    """Made where it is not there; nobody but its owner may look into it, nor into what this process makes from now on.

    What lies in it from before is closed, too. What is somebody else's is left as it is: `open_to_others` tells.
    """
    os.umask(OTHERS)
    folder.mkdir(parents=True, exist_ok=True)
    for path in _open_in(folder):
        with suppress(OSError):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)


def open_to_others(folder: Path) -> bool:
    """Whether anybody but its owner may look into the folder, as it is not ours to close."""
    return bool(folder.stat().st_mode & OTHERS)


def _open_in(folder: Path) -> Iterator[Path]:
    """The folder, and what stands right in it: deeper nobody comes."""
    for path in (folder, *folder.iterdir()):
        with suppress(OSError):
            if not path.is_symlink() and path.stat().st_uid == os.getuid() and path.stat().st_mode & OTHERS:
                yield path
