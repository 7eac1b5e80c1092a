"""The heads of a list's columns: how each sorts the list, what it filters, and where it may move."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.lists.field_places import Filtered, Shown
from tracker.lists.field_register import Register
from tracker.lists.keyset_ordering import Order
from tracker.lists.shown_columns import ShownColumns


@dataclass(frozen=True, slots=True)
class HeadFilter:
    """A filter by a column: the name and the id of its field."""

    name: str
    label: str
    at: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's: `sort` is what a click on it asks for; `direction` is set where the list is sorted by it now.

    `filters` are those by it. `earlier`, `later` and `hidden` are what ?columns= is once it is so,
    None where it cannot be.
    """

    name: str
    label: str
    sort: str
    direction: str
    filters: tuple[HeadFilter, ...] = ()
    earlier: str | None = None
    later: str | None = None
    hidden: str | None = None

    @property
    def is_filtered(self) -> bool:
        return any(each.is_on for each in self.filters)


def order_of(sort: str, columns: Mapping[str, Shown], default: Order) -> Order:
    """The order that ?sort= names: a column that is sorted by, with a minus for descending; else the default."""
    descending, name = sort.startswith("-"), sort.removeprefix("-")
    shown = columns.get(name)
    if shown is None or not shown.by:
        return default
    return Order(sort, shown.by, descending, shown.then, shown.unless_none)


def headings(
    register: Register,
    order: Order,
    shown: Iterable[str],
    form: Any = None,
    columns: ShownColumns | None = None,
) -> list[Heading]:
    """`form` is that of the list's filters; `columns` where they may be chosen."""
    now = order.key.removeprefix("-")
    return [
        Heading(
            name,
            str(register[name].label),
            _sort(register, name, name == now and not order.descending),
            ("descending" if order.descending else "ascending") if name == now else "",
            tuple(_filters(register, name, form)) if form else (),
            *((columns.moved(name, -1), columns.moved(name, 1), columns.without(name)) if columns else ()),
        )
        for name in shown
    ]


def headings_by_name(register: Register, form: Any) -> dict[str, Heading]:
    """For a list that always stands in the same order: its heads only filter."""
    order = Order("", "pk")
    return {head.name: head for head in headings(register, order, register.at(Shown), form)}


def _sort(register: Register, name: str, is_rising: bool) -> str:
    shown = register[name].at(Shown)
    if shown is None or not shown.by:
        return ""
    return f"-{name}" if is_rising else name


def _filters(register: Register, name: str, form: Any) -> Iterator[HeadFilter]:
    filtered, fields = register[name].at(Filtered), form.whole.base_fields if form.whole else form.fields
    for each in filtered.names if filtered else ():
        if each in fields:
            is_on = each in form.fields and bool(form[each].value())
            yield HeadFilter(each, str(fields[each].label), form.auto_id % each, is_on)
