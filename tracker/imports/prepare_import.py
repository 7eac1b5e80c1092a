"""An import before anything is written: upload the table, say what its columns are, see what it would do."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from tracker.accounts.models import User
from tracker.imports.headers import guess, known_headers
from tracker.imports.lists.list_of_import import propose
from tracker.imports.models import Import, ImportRow
from tracker.imports.reading.column_words import orders_of, tell
from tracker.imports.reading.lay_out import found_of, lay_out
from tracker.imports.reading.table import Table
from tracker.imports.row_plan import PLANNED, Plan, chunks
from tracker.imports.spreadsheet import MOST_COLUMNS, MOST_ROWS, Refused

CHUNK = 500
# What changes of an import when its file is read again.
READ = ["heads", "columns", "reading", "found", "why"]


@transaction.atomic
def keep(name: str, size: int, *, by: User) -> Import:
    """An import whose file of so many bytes is still to be read.

    The oldest tables that nobody confirmed make room for it. Raises Refused where the confirmed ones leave too little.
    """
    own = Import.objects.visible_to(by)
    over = size + (own.aggregate(sum=Sum("size"))["sum"] or 0) - settings.DISK_PER_PERSON // 2
    for source in own.unconfirmed().order_by("id") if over > 0 else ():
        if over > 0:
            over -= source.size
            source.throw_away()
    if over > 0:
        raise Refused("room")
    kept: Import = Import.objects.create(by=by, name=name, size=size)
    return kept


@transaction.atomic
def upload(name: str, table: Table, *, by: User, size: int = 0) -> Import:
    """Raises Refused when it has no rows, or too many, or there is no room for them."""
    source = keep(name, size, by=by)
    fill(source, table)
    return source


@transaction.atomic
def fill(source: Import, table: Table) -> None:
    """Keep the table, with a first guess of its columns. Raises Refused when it has no rows, or too many.

    Read again, its columns stay what they were said to be as long as its heads stay.
    """
    known = known_headers()
    laid = lay_out(table, source.how, known)
    if not laid.body:
        raise Refused("headless")
    if len(laid.body) > MOST_ROWS:
        raise Refused("long")
    if len(laid.heads) > MOST_COLUMNS:
        raise Refused("wide")
    is_other = laid.heads != source.heads
    if is_other:
        source.columns = guess(laid.heads, [row for _number, row in laid.body])
    source.sheet, source.others, source.heads = table.sheet[:200], list(table.others), laid.heads
    told = tell([row for _number, row in laid.body])
    orders = orders_of(source.columns, told, source.how.orders)
    told_of_list = {"list": source.found.get("list", "")}
    source.found = {**found_of(table, laid, source.how, known), "columns": told, "orders": orders, **told_of_list}
    source.why, source.previewed_at = "", None
    source.save()
    source.lines.all().delete()
    lines = [ImportRow(source=source, number=number, cells=row) for number, row in laid.body]
    ImportRow.objects.bulk_create(lines, batch_size=CHUNK)
    if is_other:
        propose(source)


@transaction.atomic
def preview(source: Import, **values: Any) -> None:
    """Take `values` of the form about the columns, and plan every line by them."""
    if take(source, **values):
        plan(source)


@transaction.atomic
def take(source: Import, **values: Any) -> bool:
    """What was planned by other values is seen no more. False where its file was read otherwise meanwhile."""
    source.refresh_from_db(fields=READ, from_queryset=Import.objects.select_for_update())
    if len(values.get("columns", source.heads)) != len(source.heads):
        return False
    for name, value in values.items():
        setattr(source, name, value)
    orders = orders_of(source.columns, source.found.get("columns", ()), source.how.orders)
    source.found = {**source.found, "orders": orders}
    source.previewed_at, source.why = None, ""
    source.save()
    return True


@transaction.atomic
def plan(source: Import) -> None:
    source.previewed_at = timezone.now()
    source.save(update_fields=["previewed_at"])
    lines = list(source.lines.order_by("number"))
    planned = Plan(source)
    for some in chunks(lines):
        planned.make(some)
        # Many times quicker than an update that says for each column which row gets what.
        ImportRow.objects.bulk_create(some, update_conflicts=True, unique_fields=["id"], update_fields=PLANNED)
