"""What imports leave to the background. Each may be begun again, after whatever became of whoever began it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from math import inf
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from django.db import transaction
from django.tasks import task
from django.utils import timezone, translation

from tracker.accounts.models import User
from tracker.background.models import is_somebody_at_work
from tracker.background.periodic_work import Periodic
from tracker.background.task_under_way import is_under_way
from tracker.imports import prepare_import, table_reader, write_rows
from tracker.imports.models import FOLDER, PLANNER, Import
from tracker.imports.reading.fill import begin_anew, fill
from tracker.imports.reading.options import Reading
from tracker.imports.reading.table import Table
from tracker.imports.slices import PAUSE, SLICE, do_slice
from tracker.imports.spreadsheet import SECONDS, Refused
from tracker.imports.table_reader import PIECE

# A table that nobody confirmed holds what its owner may have forgotten.
UNCONFIRMED_RETENTION = timedelta(days=30)
# A file of which no import knows may be one that is just being brought.
FILE_RETENTION = timedelta(days=1)
# Where nobody works in the background, reading a file holds up a page for no longer than so many seconds.
SECONDS_AT_ONCE = 10
# More rows than this are compared in the background: that takes half a second.
MOST_PLANNED_AT_ONCE = 1_000


@task()
def read_file(pk: int) -> None:
    source = Import.objects.unconfirmed().filter(pk=pk, heads=[], why="").first()
    if source is None:
        return
    try:
        with _read(source, source.how) as table:
            fill(source, table, pause=PAUSE)
    except Refused as refusal:
        if source.reading:
            _read_as_before(source, str(refusal))
        else:
            Import.objects.filter(pk=pk).update(why=str(refusal), size=0)
            FOLDER.remove(source.kept_as)


@contextmanager
def _read(source: Import, reading: Reading, seconds: int = SECONDS) -> Iterator[Table]:
    """The table, for as long as its file is looked at. Raises Refused."""
    try:
        with FOLDER.local(source.kept_as) as path:
            yield table_reader.read(path, seconds, reading)
    except FileNotFoundError as error:
        raise Refused("lost") from error


def _read_as_before(source: Import, why: str) -> None:
    """What was chosen cannot be: the page says why, over the table as Suivi reads it by itself."""
    source.reading = {}
    source.save(update_fields=["reading"])
    try:
        with _read(source, Reading()) as table:
            fill(source, table, pause=PAUSE)
    except Refused:
        FOLDER.remove(source.kept_as)
    Import.objects.filter(pk=source.pk).update(why=why)


def bring(name: str, file: BinaryIO, *, by: User) -> Import:
    """Read it, or have it read, if that takes long and somebody works in the background. Raises Refused."""
    with NamedTemporaryFile() as kept:
        copyfileobj(file, kept, PIECE)
        kept.flush()
        brought = Path(kept.name)
        table_reader.refuse_at_a_glance(brought)
        is_long = table_reader.takes_long(brought) and is_somebody_at_work()
        table = None if is_long else table_reader.read(brought, SECONDS_AT_ONCE)
        with transaction.atomic():
            source = prepare_import.keep(name, brought.stat().st_size, by=by)
            if table:
                fill(source, table)
            else:
                read_file.enqueue(source.pk)
            # It stays until the import is confirmed or thrown away: it may have to be read otherwise.
            FOLDER.keep(source.kept_as, kept)
    return source


def read_again(source: Import, reading: Reading) -> None:
    """Read its file as it is said now, or have it read. Raises Refused, and then all is as it was."""
    if not source.is_kept:
        raise Refused("lost")
    with FOLDER.local(source.kept_as) as path:
        is_long = table_reader.takes_long(path) and is_somebody_at_work()
        table = None if is_long else table_reader.read(path, SECONDS_AT_ONCE, reading)
        _fill_anew(source, reading, table)


def _fill_anew(source: Import, reading: Reading, table: Table | None) -> None:
    with transaction.atomic():
        # Of two who read it at once the second waits here; whoever confirmed it has said that it was read rightly.
        fresh: Import | None = Import.objects.select_for_update().unconfirmed().filter(pk=source.pk).first()
        if fresh is None or not fresh.is_read:
            return
        fresh.reading = asdict(reading)
        begin_anew(fresh)
        if table:
            fill(fresh, table)
        else:
            read_file.enqueue(fresh.pk)


@task()
def plan_rows(pk: int) -> None:
    """In the language of whoever brought it: what is wrong with a row is said in words."""
    source = Import.objects.unpreviewed().filter(pk=pk).select_related("by").first()
    if source:
        with translation.override(source.by.language or translation.get_language()):
            do_slice(source, prepare_import.Planning(source).step, seconds=inf)


def preview(source: Import, **values: Any) -> None:
    """Compare its rows by these values with what is there, or have them compared."""
    if not (is_somebody_at_work() and source.lines.count() > MOST_PLANNED_AT_ONCE):
        prepare_import.preview(source, **values)
        return
    with transaction.atomic():
        # Of two presses the second waits here, and finds the rows being compared.
        fresh = Import.objects.select_for_update().get(pk=source.pk)
        # Whoever was told to stop may not have heard it yet.
        is_free = fresh.stopped_at or not is_under_way(PLANNER, source.pk)
        if is_free and prepare_import.take(source, **values):
            plan_rows.enqueue(source.pk)


@task()
def write_import(pk: int) -> None:
    source = Import.objects.filter(pk=pk).select_related("by").first()
    if source:
        with translation.override(source.by.language or translation.get_language()):
            if do_slice(source, write_rows.Writing(source).step, seconds=SLICE):
                # Whatever else waits has its turn first.
                write_import.enqueue(pk)


def begin(source: Import) -> bool:
    """Confirm it and have it written, if it is not yet: whether that goes on in the background."""
    with transaction.atomic():
        write_rows.confirm(source)
        Import.objects.filter(pk=source.pk).update(stopped_at=None)
        source.refresh_from_db()
        is_long = source.lines.to_write()[: write_rows.MOST_AT_ONCE + 1].count() > write_rows.MOST_AT_ONCE
        if is_long:
            write_import.enqueue(source.pk)
        transaction.on_commit(partial(FOLDER.remove, source.kept_as))
    if not is_long:
        write_rows.write_all(source)
    return is_long


@task()
def forget_imports() -> None:
    now = timezone.now()
    Import.objects.unconfirmed().filter(at__lt=now - UNCONFIRMED_RETENTION).delete()
    FOLDER.throw_away(now - FILE_RETENTION, _waiting)


def _waiting(_names: Collection[str]) -> Collection[str]:
    return {source.kept_as for source in Import.objects.unconfirmed().only("pk")}


FORGET = Periodic(forget_imports, timedelta(days=1))
