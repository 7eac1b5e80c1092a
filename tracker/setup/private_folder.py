"""The folder of a house's data: its database, its key, its exported files."""

from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o700


def private_folder(folder: Path) -> None:
    """Made where it is not there; nobody but its owner may look into it. One of somebody else's is left as it is."""
    folder.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY)
    if folder.stat().st_mode & 0o077:
        with suppress(PermissionError):
            folder.chmod(OWNER_ONLY)
