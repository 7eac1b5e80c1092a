"""Keyset paging: a page costs the same wherever it stands, however long the list."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.core.signing import BadSignature, Signer
from django.db.models import Count as Aggregate
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tracker.lists.keyset_ordering import Order, Place, Values, beyond, in_order, sorter, values_of
from tracker.lists.speed_tricks import by_name

_READERS: dict[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat, "datetime": datetime.fromisoformat,
    "int": int, "str": str, "NoneType": lambda value: value,
}  # fmt: skip

# Reads rows by the query of their keys, in this order or, if told so, backwards.
Reader = Callable[[RawSQL, Order, bool], list[Any]]


@dataclass(frozen=True, slots=True)
class Page[Row: Model]:
    """`next` and `previous` are cursors for read_page(), None at the ends of the list."""

    rows: list[Row]
    next: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are; `capped` when there are more than `number`."""

    number: int
    capped: bool

    def __str__(self) -> str:
        number = number_format(self.number, force_grouping=True)
        return _("%(number)s+") % {"number": number} if self.capped else number


def read_page[Row: Model](
    queryset: QuerySet[Row],
    order: Order,
    cursor: str | None,
    size: int = 50,
    *,
    shown: QuerySet[Row] | Reader | None = None,
) -> Page[Row]:
    """The page at `cursor`, in one query. A cursor that is not one of this list's means the first page.

    `shown` says which columns and which other rows are read with it, or reads the rows itself.
    """
    signer = _signer(queryset, order)
    place = _read_cursor(signer, order, cursor)
    backwards = place is not None and place.backwards
    found = _read(queryset, order, place, size + 1, shown)
    rows, more = found[:size], len(found) > size
    if place and (not rows or (backwards and len(rows) < size)):
        # Rows went away meanwhile: rather the whole first page than an empty or a short one.
        return read_page(queryset, order, None, size, shown=shown)
    if backwards:
        rows.reverse()
    more_after, more_before = (True, more) if backwards else (more, place is not None)
    return Page(
        rows,
        next=_write_cursor(signer, order, rows[-1], backwards=False) if more_after else None,
        previous=_write_cursor(signer, order, rows[0], backwards=True) if more_before else None,
    )


def _read[Row: Model](
    rows: QuerySet[Row], order: Order, place: Place | None, number: int, shown: QuerySet[Row] | Reader | None
) -> list[Row]:
    if not callable(shown):
        return list(rows_after(rows, order, place, number, shown)[:number])
    keys = _keys_after(rows, order, place, number)
    return shown(keys, order, place is not None and place.backwards) if isinstance(keys, RawSQL) else []


def rows_after[Row: Model](
    rows: QuerySet[Row], order: Order, place: Place | None, number: int, shown: QuerySet[Row] | None = None
) -> QuerySet[Row]:
    """The first `number` of `rows` that follow `place`, in order.

    They are found by their keys alone, and read as `shown` says, which is all of them without a filter.
    """
    read = rows.model._default_manager.all() if shown is None else shown
    backwards = place is not None and place.backwards
    return in_order(read.filter(pk__in=_keys_after(rows, order, place, number)), order, backwards=backwards)


def _keys_after(rows: QuerySet[Any], order: Order, place: Place | None, number: int) -> RawSQL | list[Any]:
    falling = order.descending != (place is not None and place.backwards)
    return _first_of(_parts(rows, order, place.values if place else None, number, falling), number)


def _parts(rows: QuerySet[Any], order: Order, values: Values, number: int, falling: bool) -> Iterator[QuerySet[Any]]:
    """What follows, one part after the other, each found by an index of its own."""
    if not order.unless_none:
        yield beyond(rows, order.keys, values, falling)
        return
    sides = [False, True] if falling else [True, False]
    side = sides[0] if values is None else values[0] is not None
    for has_it in sides[sides.index(side) :]:
        start = values if has_it == side else None
        if not has_it:
            yield _without(rows, order, start, falling)
        elif order.is_by_name:
            yield from by_name(rows, order, start, number, falling)
        else:
            yield beyond(rows.filter(**{f"{order.unless_none}__isnull": False}), order.keys, start, falling)


def _without(rows: QuerySet[Any], order: Order, values: Values, falling: bool) -> QuerySet[Any]:
    found = beyond(rows.filter(**{order.unless_none: None}), order.rest, values and values[-len(order.rest) :], falling)
    # Sorted by what is none in all of them, too: PostgreSQL knows then which index has them in order.
    return found.order_by(sorter(F(order.unless_none), falling), *found.query.order_by)


def _first_of(parts: Iterable[QuerySet[Any]], number: int) -> RawSQL | list[Any]:
    """The keys of the first so many: both databases go on to another part only where those before it run out."""
    compiled = []
    for part in parts:
        with suppress(EmptyResultSet):
            compiled.append(part[:number].query.sql_with_params())
    # Django writes a union of parts that are cut for one of the two only. PostgreSQL wants brackets to have a name.
    sql = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part" for sql, _values in compiled)  # noqa: S608
    values = [value for _sql, values in compiled for value in values]
    return RawSQL(f"{sql} LIMIT {number}", values) if compiled else []  # noqa: S611 (Django wrote it)


def capped_count(queryset: QuerySet[Any], cap: int = 10_000, *, called: str = "") -> Count:
    """Counts no further than `cap`, in one query.

    What is `called` something and went beyond the cap is taken to do so for another minute: many ask, few rows go. The
    counts of a list and its quick choices, remembered so, save 25 to 30 % of it in a house of 100,000 follow-ups.
    """
    if called and caches["memory"].get(called):
        return Count(cap, capped=True)
    number = queryset.order_by()[: cap + 1].count()
    if called and number > cap:
        caches["memory"].set(called, True)
    return Count(min(number, cap), capped=number > cap)


def capped_counts(
    queryset: QuerySet[Any], conditions: Mapping[str, Q], cap: int = 10_000, *, called: str = ""
) -> dict[str, Count]:
    """Counts how many of the first `cap` rows meet each condition, in one query; all are capped when the rows are.

    `called` means what it means to capped_count().
    """
    if called and caches["memory"].get(called):
        return dict.fromkeys(conditions, Count(cap, capped=True))
    totals = {name: Aggregate("pk", filter=condition) for name, condition in conditions.items()}
    found = queryset.order_by()[: cap + 1].aggregate(every_row=Aggregate("pk"), **totals)
    capped = found.pop("every_row") > cap
    if called and capped:
        caches["memory"].set(called, True)
    return {name: Count(min(number, cap), capped) for name, number in found.items()}


def _signer(queryset: QuerySet[Any], order: Order) -> Signer:
    direction = "falling" if order.descending else "rising"
    return Signer(sep="~", salt=f"{__name__}:{queryset.model._meta.label}:{order.key}:{direction}")


def _write_cursor(signer: Signer, order: Order, row: Any, *, backwards: bool) -> str:
    values = [_write_value(value) for value in values_of(row, order)]
    return signer.sign_object([backwards, *chain(*values)], compress=True)


def _write_value(value: Any) -> tuple[str, Any]:
    kind = type(value).__name__
    if kind not in _READERS:
        raise TypeError(f"a list cannot be paged by a {kind}")
    return kind, value.isoformat() if isinstance(value, date) else value


def _read_cursor(signer: Signer, order: Order, cursor: str | None) -> Place | None:
    """None as well for a cursor of days in which the list had other keys."""
    if not cursor:
        return None
    try:
        backwards, *written = signer.unsign_object(cursor)
    except (BadSignature, ValueError):
        return None
    values = tuple(_READERS[kind](value) for kind, value in zip(written[::2], written[1::2], strict=True))
    return Place(values, backwards) if len(values) == len(order.keys) else None
