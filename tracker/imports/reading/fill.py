"""A table that was read becomes the rows of its import, some at a time: none of them is in memory for long."""

from collections.abc import Sequence
from itertools import batched
from math import inf

from django.db import transaction
from django.db.models import Max

from tracker.imports.headers import guess, known_headers
from tracker.imports.lists.list_of_import import propose
from tracker.imports.lists.said_before import take_what_was_said
from tracker.imports.models import Import, ImportRow
from tracker.imports.reading.column_words import orders_of
from tracker.imports.reading.lay_out import LaidOut, Numbered, found_of
from tracker.imports.reading.survey import Survey
from tracker.imports.reading.table import Table
from tracker.imports.slices import do_slice
from tracker.imports.spreadsheet import MOST_COLUMNS, MOST_ROWS, Refused

# So many rows are kept together, within a tenth of a second: others want to write meanwhile.
CHUNK = 2_000
# What was found of the same heads holds however its file is read.
KEPT = ("list", "as_before")


def begin_anew(source: Import) -> None:
    """Forget the rows that were read, to read them otherwise. What its columns were said to be waits for its heads."""
    source.found = {"before": source.heads, **{name: source.found.get(name, "") for name in KEPT}}
    source.heads, source.why, source.previewed_at = [], "", None
    source.save()
    source.lines.all().delete()


def fill(source: Import, table: Table, *, pause: float = 0) -> None:
    """Keep the table, with a first guess of its columns. Raises Refused, before it keeps any row.

    Whoever died in between has kept the first rows, and the next goes on behind them.
    """
    known = known_headers()
    laid = LaidOut(table, source.how, known)
    survey = Survey.of(laid.heads, (row for _number, row in laid.body()))
    heads = laid.heads + [""] * (len(survey.columns) - len(laid.heads))
    _refuse(survey.count, len(heads))
    pieces = batched(laid.body(), CHUNK, strict=False)
    do_slice(source, lambda: _keep(source, next(pieces, ()), survey.count), seconds=inf, pause=pause)
    _finish(source, table, heads, survey, found_of(table, laid, source.how, known))


def _refuse(rows: int, columns: int) -> None:
    if not rows:
        raise Refused("headless")
    if rows > MOST_ROWS:
        raise Refused("long")
    if columns > MOST_COLUMNS:
        raise Refused("wide")


def _unread(source: Import) -> Import | None:
    """The import, locked; None when it is gone, or somebody else read it, or has it read otherwise."""
    fresh: Import | None = Import.objects.select_for_update().unconfirmed().filter(pk=source.pk).first()
    return None if fresh is None or fresh.is_read or fresh.how != source.how else fresh


@transaction.atomic
def _keep(source: Import, rows: Sequence[Numbered], whole: int) -> int:
    fresh = _unread(source) if rows else None
    if fresh is None:
        return 0
    if fresh.found.get("rows") != whole:
        fresh.found = {**fresh.found, "rows": whole}
        fresh.save(update_fields=["found"])
    last = fresh.lines.aggregate(last=Max("number"))["last"] or 0
    ImportRow.objects.bulk_create(
        [ImportRow(source=source, number=number, cells=row) for number, row in rows if number > last]
    )
    return len(rows)


@transaction.atomic
def _finish(source: Import, table: Table, heads: list[str], survey: Survey, found: dict[str, object]) -> None:
    fresh = _unread(source)
    if fresh is None:
        return
    is_same = heads == fresh.found.get("before")
    source.columns = fresh.columns if is_same else guess(heads, survey.own)
    source.sheet, source.others, source.heads = table.sheet[:200], list(table.others), heads
    told = survey.told()
    source.found = {**found, "columns": told, **{name: fresh.found.get(name, "") for name in KEPT}}
    if not is_same:
        take_what_was_said(source, survey.own)
    source.found["orders"] = orders_of(source.columns, told, source.how.orders)
    source.why, source.previewed_at, source.pace = "", None, None
    source.save()
    if not is_same:
        propose(source)
