"""How the follow-ups list may be sorted: by each heading, forwards and backwards; and which columns it shows."""

from collections.abc import Iterable

from tracker.follow_ups.field_register import LISTED
from tracker.lists import sorting
from tracker.lists.keyset_ordering import Order
from tracker.lists.shown_columns import ShownColumns

# Those shown as long as nobody asks for others.
SHOWN = ("reference", "title", "partner", "owner", "due", "status", "updated")
DEFAULT = "due"


def order_of(sort: str) -> Order:
    """The order that ?sort= names; anything else is the default."""
    return sorting.order_of(sort, LISTED, Order(DEFAULT, "due_order"))


def columns_of(words: str) -> ShownColumns:
    """The columns that ?columns= names, the title among them."""
    return ShownColumns.asked(words, SHOWN, LISTED, "title")


def needed_by(shown: Iterable[str]) -> tuple[str, ...]:
    return tuple(need for name in shown for need in LISTED[name].needs)
