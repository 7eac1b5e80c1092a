"""A house of one's own for as long as it is measured or attacked."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django


@contextmanager
def scratch_house(database: str | None = None) -> Iterator[Path]:
    """Inside, Django is set up for an empty database, and its data folder is the one given.

    All of the house's own settings are set aside, those of its .env as well: no real data are ever touched.
    """
    with tempfile.TemporaryDirectory(prefix="suivi-scratch-") as scratch:
        own = {
            "SUIVI_DATA": scratch, "DATABASE_URL": database or f"sqlite:///{Path(scratch) / 'db.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "tracker.settings", "DEBUG": "0", "HTTPS": "0", "SECRET_KEY": "scratch",
            "ALLOWED_HOSTS": "localhost",
        }  # fmt: skip
        os.environ.update(own)
        django.setup()
        yield Path(scratch)
