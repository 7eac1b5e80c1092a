"""Makes a backup: written under another name, read back whole, and only then called one."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from tracker.backups.archive import Writing, chunks_of, opened, written
from tracker.backups.database import copied
from tracker.backups.manifest import Manifest
from tracker.backups.models import LONGEST_ERROR, Backup, BackupQuerySet
from tracker.backups.trouble import Trouble, said_of
from tracker.kept_files.walk import every_file, open_file
from tracker.setup.version import VERSION

KEY = "secret_key"
# So is what was cut off called; it is thrown away by the next.
HALF = ".half"


def make_backup(folder: Path, *, keep: int | None = None) -> Backup:
    """Into the folder, which is made where it is not there. Of those made there before, `keep` stay, with this one.

    Raises Trouble; the table of backups says of each what became of it.
    """
    now = timezone.now()
    backup = Backup(at=now, folder=str(folder.absolute()), name=f"suivi-{now.astimezone(UTC):%Y-%m-%d-%H%M%S-%f}.zip")
    try:
        backup.size = _write(backup, now)
    except (Trouble, OSError, DatabaseError) as error:
        backup.error = (said_of(error) if isinstance(error, OSError) else str(error))[:LONGEST_ERROR]
        backup.name = ""
        # Where the database takes nothing any more, whoever called is told all the same.
        with suppress(DatabaseError):
            backup.save()
        raise Trouble(backup.error) from error
    backup.verified_at = timezone.now()
    backup.save()
    if keep:
        throw_away_old(backup, keep)
    return backup


def throw_away_old(newest: Backup, keep: int) -> None:
    """Those made by this house in the same folder, but for `keep`. Nothing else there is touched."""
    old: BackupQuerySet = Backup.objects.kept_in(newest.folder)[max(keep, 1) :]
    for each in old:
        each.throw_away()


def _write(backup: Backup, now: datetime) -> int:
    """How many bytes it has."""
    folder = Path(backup.folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for cut_off in folder.glob(f"suivi-*{HALF}*"):
        if now.timestamp() - cut_off.stat().st_mtime > 24 * 3600:
            cut_off.unlink()
    half = backup.path.with_suffix(HALF)
    try:
        manifest = Manifest(made_at=now.isoformat(), vendor=connection.vendor, version=VERSION)
        with written(half, manifest) as writing:
            _add_all(writing, half)
        with opened(half) as reading:
            reading.verify()
        half.rename(backup.path)
        sync_folder(folder)
    finally:
        half.unlink(missing_ok=True)
    return backup.path.stat().st_size


def _add_all(writing: Writing, half: Path) -> None:
    """The database first: what its rows name was stored before them."""
    with copied(half) as copy:
        writing.manifest.counts, writing.manifest.schema = copy.counts, copy.schema
        writing.add(copy.part, copy.chunks, is_pressed=copy.is_pressed)
    writing.add(KEY, [settings.SECRET_KEY.encode()])
    for kept in every_file():
        # Some are thrown away meanwhile.
        with suppress(FileNotFoundError), open_file(kept.name) as file:
            writing.add(kept.name, chunks_of(file))


def sync_folder(folder: Path) -> None:
    """A name is on the disk when its folder is."""
    opened_folder = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened_folder)
    finally:
        os.close(opened_folder)
