"""How the follow-ups list may be sorted: by each heading, forwards and backwards."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from tracker.follow_ups.field_register import COLUMNS, LISTED
from tracker.lists.keyset_ordering import Order

# Those shown as long as nobody asks for others.
SHOWN = ("reference", "title", "partner", "owner", "due", "status", "updated")
DEFAULT = "due"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's: `sort` is what a click on it asks for; `direction` is set where the list is sorted by it now."""

    name: str
    label: str | Promise
    sort: str
    direction: str


def order_of(sort: str) -> Order:
    """The order that ?sort= names: a column, with a minus for descending; anything else is the default."""
    descending, name = sort.startswith("-"), sort.removeprefix("-")
    if name not in LISTED:
        return Order(DEFAULT, "due_order")
    shown = LISTED[name]
    return Order(sort, shown.by, descending, shown.then, shown.unless_none)


def shown_of(words: str) -> tuple[str, ...]:
    """The columns that ?columns= names, in its order, the title among them; without any, the usual ones."""
    named = tuple(dict.fromkeys(name for name in words.split(",") if name in LISTED))
    return (named if "title" in named else ("title", *named)) if named else SHOWN


def needed_by(shown: Iterable[str]) -> tuple[str, ...]:
    return tuple(need for name in shown for need in LISTED[name].needs)


def headings(order: Order, shown: tuple[str, ...] = SHOWN) -> list[Heading]:
    now = order.key.removeprefix("-")
    return [
        Heading(
            name,
            COLUMNS[name].label,
            f"-{name}" if name == now and not order.descending else name,
            ("descending" if order.descending else "ascending") if name == now else "",
        )
        for name in shown
    ]
