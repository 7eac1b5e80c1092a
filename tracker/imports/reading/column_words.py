"""What stands in the columns of a table: the order in which days are written, and words of choices nobody knows."""

from collections.abc import Mapping, Sequence

from tracker.imports.headers import DAYS, HEADS
from tracker.imports.reading.choice_words import is_error, known_choice, sign
from tracker.imports.reading.days_in_cells import Order, order_of

Rows = Sequence[Sequence[str]]
# More different words than a choice has are no words of a choice.
MOST_WORDS = 40


def orders_in(columns: Sequence[str], rows: Rows) -> dict[str, Order]:
    """By field, of the columns whose days can be read two ways. Where one tells nothing, the others tell of it."""
    judged = {name: order_of(cells_of(rows, place)) for place, name in enumerate(columns) if name in DAYS}
    found = {name: order for name, order in judged.items() if order}
    told = {order.first: order for order in found.values() if order.first}
    only = next(iter(told.values())) if len(told) == 1 else None
    return {
        name: only if only and not order.first and len(order.shown) == 1 else order for name, order in found.items()
    }


def orders_of(columns: Sequence[str], rows: Rows, chosen: Mapping[str, str]) -> dict[str, str]:
    """The order in which the days of each field are read: as chosen, else as judged."""
    judged = {name: order.first for name, order in orders_in(columns, rows).items() if order.first}
    return judged | {name: first for name, first in chosen.items() if name in columns}


def unknown_words(columns: Sequence[str], rows: Rows) -> dict[str, list[str]]:
    """By field, each word of a choice that neither Suivi nor anybody else would know, as it is written first."""
    found: dict[str, list[str]] = {}
    for place, name in enumerate(columns):
        column = HEADS[name].column if name else None
        if column and column.choices:
            words = {sign(each): each for each in reversed(cells_of(rows, place))}
            unknown = [
                each for each in reversed(words.values()) if known_choice(column, each) is None and not is_error(each)
            ]
            if unknown:
                found[name] = unknown[:MOST_WORDS]
    return found


def cells_of(rows: Rows, place: int) -> list[str]:
    return [row[place] for row in rows if place < len(row) and row[place]]
