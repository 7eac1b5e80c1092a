"""An import before anything is written: upload the table, say what its columns are, see what it would do."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.imports.headers import guess, head_row
from tracker.imports.models import Import, ImportRow
from tracker.imports.row_plan import PLANNED, Plan, chunks
from tracker.imports.spreadsheet import MOST_ROWS, Refused
from tracker.imports.table_reader import Table

CHUNK = 500


@transaction.atomic
def upload(name: str, table: Table, *, by: User) -> Import:
    """Keep the table, with a first guess of its columns. Raises Refused when it has no rows, or too many."""
    at = head_row(table.rows)
    heads, body = table.rows[at], [(number, row) for number, row in enumerate(table.rows, 1) if number > at + 1 and row]
    if not body:
        raise Refused("headless")
    if len(body) > MOST_ROWS:
        raise Refused("long")
    width = max(len(heads), *(len(row) for _number, row in body))
    heads = heads + [""] * (width - len(heads))
    source = Import.objects.create(
        by=by,
        name=name,
        sheet=table.sheet[:200],
        others=list(table.others),
        heads=heads,
        columns=guess(heads, [row for _number, row in body]),
    )
    lines = [ImportRow(source=source, number=number, cells=row) for number, row in body]
    ImportRow.objects.bulk_create(lines, batch_size=CHUNK)
    return source


@transaction.atomic
def preview(source: Import, **values: Any) -> None:
    """Take `values` of the form about the columns, and plan every line by them."""
    for name, value in values.items():
        setattr(source, name, value)
    source.previewed_at = timezone.now()
    source.save()
    lines = list(source.lines.order_by("number"))
    plan = Plan(source)
    for some in chunks(lines):
        plan.make(some)
        # Many times quicker than an update that says for each column which row gets what.
        ImportRow.objects.bulk_create(some, update_conflicts=True, unique_fields=["id"], update_fields=PLANNED)
