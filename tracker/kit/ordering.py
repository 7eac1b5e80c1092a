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
        return (self.by, *whose, *self.then, "pk")


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
    """The first of `rows` that follow `place`, in order: `number` of them, as long as there are, and perhaps more.

    They are found by their keys alone, and read as `shown` says, which is all of them without a filter.
    """
    backwards = place is not None and place.backwards
    parts = _parts(rows, order, place.values if place else None, number, falling=order.descending != backwards)
    read = rows.model._default_manager.all() if shown is None else shown
    return in_order(read.filter(pk__in=_union(part[:number] for part in parts)), order, backwards=backwards)


def _parts(
    rows: QuerySet[Any], order: Order, values: tuple[Any, ...] | None, number: int, *, falling: bool
) -> Iterator[QuerySet[Any]]:
    """Among the first few of each are the rows that follow; each is found by an index of its own."""
    if not order.unless_none:
        yield _beyond(rows, order.keys, values, falling)
        return
    is_past_named = values is not None and values[0] is None
    if falling or not is_past_named:
        named = None if is_past_named else values
        yield from (_by_name if order.is_by_name else _by_value)(rows, order, named, number, falling)
    if not falling or is_past_named or values is None:
        rest = values[-len(order.then) - 1 :] if values and is_past_named else None
        # Sorted by what is none in all of them, too: PostgreSQL knows then which index has them in order.
        without = _beyond(rows.filter(**{order.unless_none: None}), (*order.then, "pk"), rest, falling)
        yield without.order_by(_sorter(F(order.unless_none), falling), *without.query.order_by)


def _by_value(
    rows: QuerySet[Any], order: Order, values: tuple[Any, ...] | None, _number: int, falling: bool
) -> Iterator[QuerySet[Any]]:
    yield _beyond(rows.filter(**{f"{order.unless_none}__isnull": False}), order.keys, values, falling)


def _by_name(
    rows: QuerySet[Any], order: Order, values: tuple[Any, ...] | None, number: int, falling: bool
) -> Iterator[QuerySet[Any]]:
    """First those of the same, then those of the next by name."""
    if values:
        yield _beyond(rows.filter(**{order.unless_none: values[1]}), order.keys[2:], values[2:], falling)
    yield (_each_by_name if connection.vendor == "postgresql" else _all_by_name)(rows, order, values, number, falling)


def _each_by_name(
    rows: QuerySet[Any], order: Order, values: tuple[Any, ...] | None, number: int, falling: bool
) -> QuerySet[Any]:
    """Asks for the first rows of one after the other: PostgreSQL would sort all those of one that has very many."""
    related: Any = rows.model._meta.get_field(order.unless_none).related_model
    name = str(order.by).removeprefix(f"{order.unless_none}__")
    named = _beyond(related._base_manager.all(), (name, "pk"), values and values[:2], falling)
    its_rows = _beyond(rows.filter(**{order.unless_none: OuterRef("pk")}), order.keys[2:], None, falling)
    return named.values(row=Subquery(its_rows.values("pk")[:number], template="unnest(ARRAY(%(subquery)s))"))


def _all_by_name(
    rows: QuerySet[Any], order: Order, values: tuple[Any, ...] | None, _number: int, falling: bool
) -> QuerySet[Any]:
    """Joined from name to name, for SQLite, which begins at the names when these have a bound."""
    name = str(order.by).replace(order.unless_none, NAMED, 1)
    joined = rows.annotate(**{NAMED: FilteredRelation(order.unless_none)})
    bound = {f"{name}__lte" if values and falling else f"{name}__gte": values[0] if values else ""}
    keys = (name, f"{NAMED}__id")
    found = _beyond(joined.filter(**bound), keys, values and values[:2], falling)
    return found.order_by(*(_sorter(_expression(key), falling) for key in (*keys, *order.keys[2:]))).values("pk")


def _beyond(rows: QuerySet[Any], keys: Iterable[Key], values: tuple[Any, ...] | None, falling: bool) -> QuerySet[Any]:
    """Those that follow, sorted."""
    expressions = [_expression(key) for key in keys]
    if values:
        # Comparing the whole lets PostgreSQL enter the index at the very row, even among thousands that sort alike.
        beyond = TupleLessThan if falling else TupleGreaterThan
        rows = rows.filter(beyond(Tuple(*expressions), values))
    return rows.order_by(*(_sorter(each, falling) for each in expressions)).values("pk")


def _union(parts: Iterable[QuerySet[Any]]) -> RawSQL | list[Any]:
    """What is in any of the parts; of parts that are cut, Django writes it for one of our databases only."""
    compiled = []
    for part in parts:
        with suppress(EmptyResultSet):
            compiled.append(part.query.sql_with_params())
    # A part is cut within brackets of its own; PostgreSQL wants these to have a name.
    sql = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part" for sql, _values in compiled)  # noqa: S608
    values = [value for _sql, values in compiled for value in values]
    return RawSQL(sql, values) if compiled else []  # noqa: S611 (Django wrote it)


def _expression(key: Key) -> Any:
    return F(key) if isinstance(key, str) else key


def _sorter(expression: Any, falling: bool, *, or_none: object = False) -> Any:
    if falling:
        return expression.desc(nulls_first=True if or_none else None)
    return expression.asc(nulls_last=True if or_none else None)
