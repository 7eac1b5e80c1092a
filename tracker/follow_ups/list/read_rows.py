"""What the list reads of the rows that it shows: how is written once for each choice of columns and each order."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models.expressions import RawSQL

from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.lists.compiled_rows import CompiledAround
from tracker.lists.keyset_ordering import Order, in_order
from tracker.lists.paging import Reader


def reader_of_rows(needed: Iterable[str], today: date) -> Reader:
    """`needed` are columns that are shown besides; whoever has left has done so by `today`."""
    columns = tuple(sorted({*needed}))

    def read(found: RawSQL, order: Order, backwards: bool) -> list[Any]:
        return _read(found, order=order, backwards=backwards, columns=columns, today=today)

    return read


def _rows(found: Any, *, order: Order, backwards: bool, columns: tuple[str, ...], today: date) -> FollowUpQuerySet:
    """Written for one day: `as_rows` asks by it who has left."""
    return in_order(FollowUp.objects.as_rows(columns).filter(pk__in=found), order, backwards=backwards)


_read = CompiledAround(_rows)
