"""An import before anything is written: upload the table, say what its columns are, see what it would do."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from tracker.accounts.models import User
from tracker.imports.lists.sheets import numbers_begin_anew
from tracker.imports.models import Import, ImportRow
from tracker.imports.reading.column_words import orders_of
from tracker.imports.reading.fill import fill
from tracker.imports.reading.table import Table
from tracker.imports.row_plan import CHUNK, PLANNED, Plan
from tracker.imports.spreadsheet import Refused

# What changes of an import when its file is read again.
READ = ["heads", "columns", "reading", "found", "why"]
# What its rows are compared by.
SAID = ("columns", "reading", "found", "adds_names", "classification", "list_key", "trusts_numbers")


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
    source.found = {**source.found, "orders": orders, "begin_anew": numbers_begin_anew(source)}
    source.previewed_at, source.stopped_at, source.pace, source.why = None, None, None, ""
    source.save()
    source.lines.exclude(outcome="").update(outcome="")
    return True


@transaction.atomic
def plan(source: Import) -> None:
    step = Planning(source).step
    while step():
        pass
    source.refresh_from_db()


class Planning:
    """Compares the rows some at a time, in their order. Another may have begun, or do some in between."""

    def __init__(self, source: Import) -> None:
        self.key, self.last = source.pk, 0
        self.plan: Plan | None = None

    def step(self) -> int:
        """The next few rows; how many there were."""
        if self.plan is None and (source := Import.objects.unpreviewed().filter(pk=self.key).first()):
            # After a restart that takes a while, in which others want to write.
            self._catch_up(source)
        return self._compare()

    @transaction.atomic
    def _compare(self) -> int:
        source = Import.objects.select_for_update().unpreviewed().filter(pk=self.key).first()
        if source is None:
            return 0
        planned = self._catch_up(source)
        lines = list(source.lines.filter(outcome="").order_by("number")[:CHUNK])
        if not lines:
            Import.objects.filter(pk=self.key).update(previewed_at=timezone.now(), pace=None)
            return 0
        planned.make(lines)
        # Many times quicker than an update that says for each column which row gets what.
        ImportRow.objects.bulk_create(lines, update_conflicts=True, unique_fields=["id"], update_fields=PLANNED)
        self.last = lines[-1].number
        return len(lines)

    def _catch_up(self, source: Import) -> Plan:
        """The plan as far as rows are compared, be it by others; anew, where its columns are others by now."""
        now = [getattr(source, name) for name in SAID]
        if self.plan is None or now != [getattr(self.plan.source, name) for name in SAID]:
            self.plan, self.last = Plan(source), 0
        first = source.lines.filter(outcome="").order_by("number").values_list("number", flat=True).first() or 0
        if first > self.last + 1:
            between = source.lines.filter(number__gt=self.last, number__lt=first).order_by("number")
            self.plan.recall(between.iterator(CHUNK))
            self.last = first - 1
        return self.plan
