"""Makes an empty house what a backup holds."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tracker.backups.archive import Reading, opened
from tracker.backups.database import PARTS, described_here, filled_tables, is_migrated, load
from tracker.backups.make import KEY
from tracker.backups.manifest import Manifest
from tracker.backups.trouble import Trouble
from tracker.kept_files.walk import put_back

NOT_EMPTY = (
    "This house is not empty: {tables}. A backup is restored into an empty one: set SUIVI_DATA to a new folder, or "
    "DATABASE_URL to a new database."
)
OTHER_DATABASE = (
    "This backup is of {theirs}, and DATABASE_URL names {ours}: restore it there, then move it with manage.py move."
)
NEWER = "This backup is of Suivi {version}, which is newer ({packages}): install that one, then restore."
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def restore(path: Path) -> Iterator[str]:
    """What was done, line by line. Raises Trouble before anything is touched, unless a disk or a database fails.

    The database is the last: until it is there the house is empty, and can be restored again.
    """
    with opened(path) as reading:
        manifest = reading.manifest
        refuse_unless_fitting(manifest)
        reading.verify()
        yield f"{path.name} is whole: Suivi {manifest.version}, of {manifest.made_at}."
        yield f"Files: {_restore_files(reading)}."
        with reading.part(PARTS[connection.vendor]) as content:
            load(content, settings.VAR / "restored")
        yield from _compared(manifest)
        yield _restore_key(b"".join(reading.chunks(KEY)).decode())
    if not is_migrated():
        yield "It is older than this Suivi: migrating ..."
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def refuse_unless_fitting(manifest: Manifest) -> None:
    if tables := filled_tables():
        raise Trouble(NOT_EMPTY.format(tables=", ".join(tables[:3])))
    if manifest.vendor != connection.vendor:
        raise Trouble(OTHER_DATABASE.format(theirs=NAMES[manifest.vendor], ours=NAMES[connection.vendor]))
    if packages := manifest.newer_than_here():
        raise Trouble(NEWER.format(version=manifest.version, packages=", ".join(packages)))


def _restore_files(reading: Reading) -> int:
    """Once they are on the disk: how many. All parts but the database and the key stand in a folder."""
    names = [name for name in reading.manifest.parts if "/" in name]
    for name in names:
        with reading.part(name) as content:
            put_back(name, content)
    os.sync()
    return len(names)


def _compared(manifest: Manifest) -> Iterator[str]:
    counts, _schema = described_here()
    other = [f"{table} ({number}, now {counts.get(table)})" for table, number in manifest.counts.items()
             if counts.get(table) != number]  # fmt: skip
    if other:
        raise Trouble(f"Not all was restored: {', '.join(other)}.")
    yield f"Tables: {len(manifest.counts)}, rows: {sum(manifest.counts.values())}, as many as in the backup."


def _restore_key(key: str) -> str:
    """What leads out of the house, such as links in mails, hangs on it."""
    file = settings.VAR / KEY
    if key == settings.SECRET_KEY:
        return "The secret key is the same."
    if file.exists() and file.read_text() == settings.SECRET_KEY:
        half = file.with_suffix(".half")
        half.touch(mode=0o600)
        half.write_text(key)
        half.rename(file)
        return "The secret key is restored."
    return (
        "SECRET_KEY is another than in the backup, and stands as it is: links in mails sent before lead nowhere. To "
        "keep them, set SECRET_KEY to what stands in secret_key within the backup."
    )
