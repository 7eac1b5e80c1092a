"""How lists are sorted, so that an index finds what follows any of their rows, however long they are."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, FilteredRelation, Model, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

Key = str | Combinable
# What a row has in the keys of an order; None before the first row.
Values = tuple[Any, ...] | None
# What stands for the related row in a walk from name to name.
NAMED = "sorted_by_name_of"


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted; rows that sort alike follow by what comes `then`, at last by their primary key.

    `key` is its name in cursors. `by` is a field or an expression: a date, a datetime, a str or an int.
    An index on (by, *then, id) makes it fast, forwards and backwards.

    `unless_none` is what may be missing: a nullable field, by itself, or the relation at whose end `by` is a name
    ("owner" for "owner__name"). Rows without it follow at the end. Namesakes stand apart, and the indexes are those on
    (name, id) of what is related and (unless_none, *then, id).
    """

    key: str
    by: Key
    descending: bool = False
    then: tuple[str, ...] = ()
    unless_none: str = ""

    @property
    def is_by_name(self) -> bool:
        return bool(self.unless_none) and self.unless_none != self.by

    @property
    def keys(self) -> tuple[Key, ...]:
        whose = (self.unless_none,) if self.is_by_name else ()
        return (self.by, *whose, *self.rest)

    @property
    def rest(self) -> tuple[str, ...]:
        """What tells apart those that sort alike."""
        return (*self.then, "pk")


@dataclass(frozen=True, slots=True)
class Place:
    """Stands beside the row that has these values in the keys of the order."""

    values: tuple[Any, ...]
    backwards: bool = False


def in_order[Row: QuerySet[Any]](rows: Row, order: Order, *, backwards: bool = False) -> Row:
    """All of them, in the order in which pages show them, with `sort_0` and so on: the values of the order's keys."""
    names = {f"sort_{number}": _expression(key) for number, key in enumerate(order.keys)}
    falling = order.descending != backwards
    first, *others = (
        _sorter(F(name), falling, or_none=order.unless_none and not number) for number, name in enumerate(names)
    )
    return rows.annotate(**names).order_by(first, *others)


def values_of(row: Any, order: Order) -> list[Any]:
    """Of a row that was read in order."""
    return [getattr(row, f"sort_{number}") for number, _key in enumerate(order.keys)]


def rows_after[Row: Model](
    rows: QuerySet[Row], order: Order, place: Place | None, number: int, shown: QuerySet[Row] | None = None
) -> QuerySet[Row]:
    """The first `number` of `rows` that follow `place`, in order.

    They are found by their keys alone, and read as `shown` says, which is all of them without a filter.
    """
    backwards = place is not None and place.backwards
    parts = _parts(rows, order, place.values if place else None, number, order.descending != backwards)
    read = rows.model._default_manager.all() if shown is None else shown
    return in_order(read.filter(pk__in=_first_of(parts, number)), order, backwards=backwards)


def _parts(rows: QuerySet[Any], order: Order, values: Values, number: int, falling: bool) -> Iterator[QuerySet[Any]]:
    """What follows, one part after the other, each found by an index of its own."""
    if not order.unless_none:
        yield _beyond(rows, order.keys, values, falling)
        return
    sides = [False, True] if falling else [True, False]
    side = sides[0] if values is None else values[0] is not None
    for has_it in sides[sides.index(side) :]:
        beyond = values if has_it == side else None
        if not has_it:
            yield _without(rows, order, beyond, falling)
        elif order.is_by_name:
            yield from _by_name(rows, order, beyond, number, falling)
        else:
            yield _beyond(rows.filter(**{f"{order.unless_none}__isnull": False}), order.keys, beyond, falling)


def _without(rows: QuerySet[Any], order: Order, values: Values, falling: bool) -> QuerySet[Any]:
    found = _beyond(
        rows.filter(**{order.unless_none: None}), order.rest, values and values[-len(order.rest) :], falling
    )
    # Sorted by what is none in all of them, too: PostgreSQL knows then which index has them in order.
    return found.order_by(_sorter(F(order.unless_none), falling), *found.query.order_by)


def _by_name(rows: QuerySet[Any], order: Order, values: Values, number: int, falling: bool) -> Iterator[QuerySet[Any]]:
    """First those of the same, then those of the next by name."""
    if values:
        yield _beyond(rows.filter(**{order.unless_none: values[1]}), order.rest, values[2:], falling)
    if connection.vendor == "postgresql":
        yield _each_by_name(rows, order, values, number, falling)
    else:
        yield _all_by_name(rows, order, values, falling)


def _each_by_name(rows: QuerySet[Any], order: Order, values: Values, number: int, falling: bool) -> QuerySet[Any]:
    """Asks for the first rows of one after the other: PostgreSQL would sort all those of one that has very many."""
    related: Any = rows.model._meta.get_field(order.unless_none).related_model
    name = str(order.by).removeprefix(f"{order.unless_none}__")
    named = _beyond(related._base_manager.all(), (name, "pk"), values and values[:2], falling)
    its_rows = _beyond(rows.filter(**{order.unless_none: OuterRef("pk")}), order.rest, None, falling)
    return named.values(row=Subquery(its_rows.values("pk")[:number], template="unnest(ARRAY(%(subquery)s))"))


def _all_by_name(rows: QuerySet[Any], order: Order, values: Values, falling: bool) -> QuerySet[Any]:
    """Joined from name to name, for SQLite, which begins at the names when these have a bound."""
    name = str(order.by).replace(order.unless_none, NAMED, 1)
    joined = rows.annotate(**{NAMED: FilteredRelation(order.unless_none)})
    bound = {f"{name}__lte" if values and falling else f"{name}__gte": values[0] if values else ""}
    keys = (name, f"{NAMED}__id")
    found = _beyond(joined.filter(**bound), keys, values and values[:2], falling)
    return found.order_by(*(_sorter(_expression(key), falling) for key in (*keys, *order.rest))).values("pk")


def _beyond(rows: QuerySet[Any], keys: Iterable[Key], values: tuple[Any, ...] | None, falling: bool) -> QuerySet[Any]:
    """Those that follow, sorted."""
    expressions = [_expression(key) for key in keys]
    if values:
        # Comparing the whole lets PostgreSQL enter the index at the very row, even among thousands that sort alike.
        beyond = TupleLessThan if falling else TupleGreaterThan
        rows = rows.filter(beyond(Tuple(*expressions), values))
    return rows.order_by(*(_sorter(each, falling) for each in expressions)).values("pk")


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


def _expression(key: Key) -> Any:
    return F(key) if isinstance(key, str) else key


def _sorter(expression: Any, falling: bool, *, or_none: object = False) -> Any:
    if falling:
        return expression.desc(nulls_first=True if or_none else None)
    return expression.asc(nulls_last=True if or_none else None)
