"""What browsers are given beside pages: collected into one folder, with names that change with what is in it."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from tracker.setup.bundled_stylesheets import asked_together


def collect_static_files() -> None:
    """Collects when a file has changed since the last time, or that was interrupted."""
    stamp = settings.STATIC_ROOT / "collected"
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    there = sorted((file, file.stat().st_mtime_ns) for file in files)
    state = hashlib.sha256(repr((there, sorted(asked_together()))).encode()).hexdigest()
    if not stamp.exists() or stamp.read_text() != state:
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(state)
