"""How lists are sorted, so that an index finds what follows any of their rows, however long they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

Key = str | Combinable
# What a row has in the keys of an order; None before the first row.
Values = tuple[Any, ...] | None


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
    names = {f"sort_{number}": expression(key) for number, key in enumerate(order.keys)}
    falling = order.descending != backwards
    first, *others = (
        sorter(F(name), falling, or_none=order.unless_none and not number) for number, name in enumerate(names)
    )
    return rows.annotate(**names).order_by(first, *others)


def values_of(row: Any, order: Order) -> list[Any]:
    """Of a row that was read in order."""
    return [getattr(row, f"sort_{number}") for number, _key in enumerate(order.keys)]


def beyond(rows: QuerySet[Any], keys: Iterable[Key], values: tuple[Any, ...] | None, falling: bool) -> QuerySet[Any]:
    """Those that follow, sorted."""
    expressions = [expression(key) for key in keys]
    if values:
        # Comparing the whole lets PostgreSQL enter the index at the very row, even among thousands that sort alike.
        compared = TupleLessThan if falling else TupleGreaterThan
        rows = rows.filter(compared(Tuple(*expressions), values))
    return rows.order_by(*(sorter(each, falling) for each in expressions)).values("pk")


def expression(key: Key) -> Any:
    return F(key) if isinstance(key, str) else key


def sorter(expression: Any, falling: bool, *, or_none: object = False) -> Any:
    if falling:
        return expression.desc(nulls_first=True if or_none else None)
    return expression.asc(nulls_last=True if or_none else None)
