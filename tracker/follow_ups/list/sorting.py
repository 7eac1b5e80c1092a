"""How the follow-ups list may be sorted: by each heading, forwards and backwards."""

from collections.abc import Iterable

from tracker.follow_ups.field_register import COLUMNS, LISTED
from tracker.lists import sorting
from tracker.lists.keyset_ordering import Order
from tracker.lists.sorting import Heading

# Those shown as long as nobody asks for others.
SHOWN = ("reference", "title", "partner", "owner", "due", "status", "updated")
DEFAULT = "due"


def order_of(sort: str) -> Order:
    """The order that ?sort= names; anything else is the default."""
    return sorting.order_of(sort, LISTED, Order(DEFAULT, "due_order"))


def shown_of(words: str) -> tuple[str, ...]:
    """The columns that ?columns= names, in its order, the title among them; without any, the usual ones."""
    named = tuple(dict.fromkeys(name for name in words.split(",") if name in LISTED))
    return (named if "title" in named else ("title", *named)) if named else SHOWN


def needed_by(shown: Iterable[str]) -> tuple[str, ...]:
    return tuple(need for name in shown for need in LISTED[name].needs)


def headings(order: Order, shown: tuple[str, ...] = SHOWN) -> list[Heading]:
    return sorting.headings(COLUMNS, order, shown)
