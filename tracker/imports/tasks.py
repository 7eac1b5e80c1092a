"""What imports leave to the background. Each may be begun again, after whatever became of whoever began it."""

from datetime import timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone, translation

from tracker.background.periodic_work import Periodic
from tracker.imports import write_rows
from tracker.imports.models import Import

# A table that nobody confirmed holds what its owner may have forgotten.
UNCONFIRMED_RETENTION = timedelta(days=30)


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
    Import.objects.filter(confirmed_at=None, at__lt=timezone.now() - UNCONFIRMED_RETENTION).delete()


FORGET = Periodic(forget_imports, timedelta(days=1))
