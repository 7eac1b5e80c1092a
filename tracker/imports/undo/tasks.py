"""Taking a large import back is left to the background."""

from functools import partial

from django.db import transaction
from django.tasks import task
from django.utils import translation

from tracker.imports.models import Import
from tracker.imports.slices import SLICE, do_slice
from tracker.imports.undo import take_back

# As many as are written while somebody waits.
MOST_AT_ONCE = 200


@task()
def take_back_import(pk: int) -> None:
    """In the language of whoever brought it: why a row stays is said in words."""
    source = Import.objects.filter(pk=pk).exclude(undone_at=None).select_related("by").first()
    if source:
        with translation.override(source.by.language or translation.get_language()):
            if do_slice(source, partial(take_back.take_back_some, source), seconds=SLICE):
                # Whatever else waits has its turn first.
                take_back_import.enqueue(pk)


def begin(source: Import) -> bool:
    """Have it taken back: whether that goes on in the background."""
    with transaction.atomic():
        take_back.ask(source)
        is_long = source.lines.to_take_back()[: MOST_AT_ONCE + 1].count() > MOST_AT_ONCE
        if is_long:
            take_back_import.enqueue(source.pk)
    if not is_long:
        take_back.take_back_all(source)
    return is_long
