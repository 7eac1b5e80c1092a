"""How a list is sorted by its headings: by each column that says how, forwards and backwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from tracker.lists.field_places import Shown
from tracker.lists.field_register import Register
from tracker.lists.keyset_ordering import Order


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's: `sort` is what a click on it asks for; `direction` is set where the list is sorted by it now."""

    name: str
    label: str | Promise
    sort: str
    direction: str


def order_of(sort: str, columns: Mapping[str, Shown], default: Order) -> Order:
    """The order that ?sort= names: a column that is sorted by, with a minus for descending; else the default."""
    descending, name = sort.startswith("-"), sort.removeprefix("-")
    shown = columns.get(name)
    if shown is None or not shown.by:
        return default
    return Order(sort, shown.by, descending, shown.then, shown.unless_none)


def headings(register: Register, order: Order, shown: Iterable[str]) -> list[Heading]:
    now = order.key.removeprefix("-")
    return [
        Heading(
            name,
            register[name].label,
            f"-{name}" if name == now and not order.descending else name,
            ("descending" if order.descending else "ascending") if name == now else "",
        )
        for name in shown
    ]
