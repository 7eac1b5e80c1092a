"""A laptop's secret key."""

import os
import secrets
from pathlib import Path


def stored_secret(folder: Path) -> str:
    """The key kept in `folder`, readable by its owner only; made there once."""
    path = folder / "secret_key"
    if not path.exists():
        # Whole or not at all: a full disk must not leave an empty key behind.
        half = path.with_name(f"secret_key.{os.getpid()}")
        half.touch(mode=0o600)
        half.write_text(secrets.token_urlsafe(50))
        half.rename(path)
    return path.read_text()
