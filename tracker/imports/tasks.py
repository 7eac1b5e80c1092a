"""What imports leave to the background. Each may be begun again, after whatever became of whoever began it."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.tasks import task
from django.utils import timezone, translation

from tracker.accounts.models import User
from tracker.background.models import is_somebody_at_work
from tracker.background.periodic_work import Periodic
from tracker.background.task_under_way import is_under_way
from tracker.imports import prepare_import, table_reader, write_rows
from tracker.imports.models import PLANNER, Import, folder
from tracker.imports.spreadsheet import Refused

# A table that nobody confirmed holds what its owner may have forgotten.
UNCONFIRMED_RETENTION = timedelta(days=30)
# A file waits no longer to be read.
FILE_RETENTION = timedelta(days=1)
# Where nobody works in the background, reading a file holds up a page for no longer than so many seconds.
SECONDS_AT_ONCE = 10
# More rows than this are compared in the background: that takes half a second.
MOST_PLANNED_AT_ONCE = 1_000


@task()
def read_file(pk: int) -> None:
    source = Import.objects.filter(pk=pk, heads=[], why="").first()
    if source is None:
        return
    try:
        prepare_import.fill(source, table_reader.read(source.path.read_bytes()))
    except (Refused, FileNotFoundError) as refusal:
        Import.objects.filter(pk=pk).update(why=str(refusal) if isinstance(refusal, Refused) else "lost", size=0)
    source.path.unlink(missing_ok=True)


def bring(name: str, data: bytes, *, by: User) -> Import:
    """Read it, or have it read, if that takes long and somebody works in the background. Raises Refused."""
    table_reader.refuse_at_a_glance(data)
    if not (table_reader.takes_long(data) and is_somebody_at_work()):
        return prepare_import.upload(name, table_reader.read(data, SECONDS_AT_ONCE), by=by, size=len(data))
    with transaction.atomic():
        source = prepare_import.keep(name, len(data), by=by)
        source.path.write_bytes(data)
        read_file.enqueue(source.pk)
    return source


@task()
def plan_rows(pk: int) -> None:
    """In the language of whoever brought it: what is wrong with a row is said in words."""
    source = Import.objects.filter(pk=pk, previewed_at=None, confirmed_at=None).select_related("by").first()
    if source:
        with translation.override(source.by.language or translation.get_language()):
            prepare_import.plan(source)


def preview(source: Import, **values: Any) -> None:
    """Compare its rows by these values with what is there, or have them compared."""
    if not (is_somebody_at_work() and source.lines.count() > MOST_PLANNED_AT_ONCE):
        prepare_import.preview(source, **values)
        return
    with transaction.atomic():
        # Of two presses the second waits here, and finds the rows being compared.
        Import.objects.select_for_update().get(pk=source.pk)
        if not is_under_way(PLANNER, source.pk):
            prepare_import.take(source, **values)
            plan_rows.enqueue(source.pk)


@task()
def write_import(pk: int) -> None:
    source = Import.objects.filter(pk=pk).select_related("by").first()
    if source:
        with translation.override(source.by.language or translation.get_language()):
            write_rows.write_all(source, pause=write_rows.PAUSE)


def begin(source: Import) -> bool:
    """Confirm it and have it written, if it is not yet: whether that goes on in the background."""
    with transaction.atomic():
        write_rows.confirm(source)
        source.refresh_from_db()
        is_long = source.lines.to_write()[: write_rows.MOST_AT_ONCE + 1].count() > write_rows.MOST_AT_ONCE
        if is_long:
            write_import.enqueue(source.pk)
    if not is_long:
        write_rows.write_all(source)
    return is_long


@task()
def forget_imports() -> None:
    now = timezone.now()
    Import.objects.unconfirmed().filter(at__lt=now - UNCONFIRMED_RETENTION).delete()
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < (now - FILE_RETENTION).timestamp():
                path.unlink()


FORGET = Periodic(forget_imports, timedelta(days=1))
