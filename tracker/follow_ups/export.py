"""The follow-ups list as a sheet: what the list shows, with its filter in words and the day on which it was so."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.follow_ups.filters import FollowUpFilter
from tracker.follow_ups.life import NEVER, Status
from tracker.follow_ups.models import Kind
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.sorting import COLUMNS, order_of
from tracker.kit.filters import chips
from tracker.kit.paging import Order, in_order
from tracker.kit.saying import say_plain_date
from tracker.kit.sheets.sheet import Column, Sheet, Table, Value

AT_ONCE = 2_000
# The list's own columns, and the two that stand there in small type under the title.
SHOWN = {
    "reference": Column(COLUMNS["reference"][0]),
    "title": Column(COLUMNS["title"][0], wide=True),
    "kind": Column(gettext_lazy("Kind")),
    "meeting": Column(gettext_lazy("Meeting"), wide=True),
    "partner": Column(COLUMNS["partner"][0]),
    "owner": Column(COLUMNS["owner"][0]),
    "due": Column(COLUMNS["due"][0]),
    "status": Column(COLUMNS["status"][0]),
    "updated": Column(COLUMNS["updated"][0]),
}
READ = ("reference", "title", "kind", "meeting__title", "partner__short_name", "partner__name", "owner__name",
        "due_order", "status", "updated_at")  # fmt: skip


def sheet_of(request: HttpRequest, filtered: FollowUpFilter) -> Sheet:
    order = order_of(request.GET.get("sort", ""))
    title, today = _("Follow-ups"), timezone.localdate()
    table = Table(title, list(SHOWN.values()), lambda: _rows(filtered.qs, order))
    return Sheet(f"follow-ups-{today.isoformat()}", title, facts_of(request, filtered, order), [table])


def facts_of(request: HttpRequest, filtered: FollowUpFilter, order: Order) -> list[str]:
    on = [": ".join(filter(None, (chip.label, chip.value))) for chip in chips(request, filtered.form)]
    column = COLUMNS[order.key.removeprefix("-")][0]
    sort = _("Sorted by: %(column)s, falling.") if order.descending else _("Sorted by: %(column)s.")
    return [
        _("Filter: %(filter)s.") % {"filter": "; ".join(on)} if on else _("All follow-ups, without a filter."),
        sort % {"column": capfirst(str(column))},
        _("As it stood on %(day)s; it holds what %(name)s may see.")
        % {"day": say_plain_date(timezone.localdate()), "name": request.user},
    ]


def _rows(rows: FollowUpQuerySet, order: Order) -> Iterator[list[Value]]:
    statuses = {status.value: str(status.label) for status in Status}
    kinds = {kind.value: str(kind.label) for kind in Kind}
    found: Any = in_order(rows, order).values_list(*READ).iterator(chunk_size=AT_ONCE)
    for reference, title, kind, meeting, short, partner, owner, due, status, updated in found:
        due_on = None if due == NEVER else due
        yield [
            *(reference, title, kinds.get(kind, kind), meeting, short or partner, owner, due_on),
            *(statuses.get(status, status), updated),
        ]
