"""What stands in the columns of a table: the order in which days are written, and words of choices nobody knows.

It is told once, when a file is read: whatever is said of its columns then, nobody reads all rows again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.imports.headers import DAYS, HEADS
from tracker.imports.reading.choice_words import is_error, is_nothing, known_choice, sign
from tracker.imports.reading.days_in_cells import Judge, Order

# Of each column as its import keeps it: "order" where there is one, and "words" where there are few.
Told = Sequence[Mapping[str, Any]]
# More different words than a choice has, or longer ones, are no words of a choice.
MOST_WORDS, LONGEST_WORD = 40, 60


class Column:
    """What a column tells while its cells go by; of them it keeps no more than its few different words."""

    def __init__(self) -> None:
        self.judge = Judge()
        self.words: dict[str, None] | None = {}

    def hear(self, cell: str) -> None:
        self.judge.hear(cell)
        if self.words is None or cell in self.words:
            return
        if len(self.words) == MOST_WORDS or len(cell) > LONGEST_WORD:
            self.words = None
        else:
            self.words[cell] = None

    def told(self) -> dict[str, Any]:
        order = self.judge.order()
        said = {"order": [order.first, order.shown]} if order else {}
        return said | ({"words": list(self.words)} if self.words is not None else {})


def tell(rows: Iterable[Sequence[str]]) -> list[dict[str, Any]]:
    columns: list[Column] = []
    for row in rows:
        columns += [Column() for _place in range(len(row) - len(columns))]
        for column, cell in zip(columns, row, strict=False):
            if cell:
                column.hear(cell)
    return [column.told() for column in columns]


def orders_in(columns: Sequence[str], told: Told) -> dict[str, Order]:
    """By field, of the columns whose days can be read two ways. Where one tells nothing, the others tell of it."""
    orders = [
        (name, said["order"]) for name, said in zip(columns, told, strict=False) if name in DAYS and "order" in said
    ]
    found = {name: Order(first, tuple(shown)) for name, (first, shown) in orders}
    known = {order.first: order for order in found.values() if order.first}
    only = next(iter(known.values())) if len(known) == 1 else None
    return {
        name: only if only and not order.first and len(order.shown) == 1 else order for name, order in found.items()
    }


def orders_of(columns: Sequence[str], told: Told, chosen: Mapping[str, str]) -> dict[str, str]:
    """The order in which the days of each field are read: as chosen, else as judged."""
    judged = {name: order.first for name, order in orders_in(columns, told).items() if order.first}
    return judged | {name: first for name, first in chosen.items() if name in columns}


def skipped(words: str) -> bool:
    return is_error(words) or is_nothing(words)


def unknown_words(columns: Sequence[str], told: Told) -> dict[str, list[str]]:
    """By field, each word of a choice that neither Suivi nor anybody else would know, as it is written first."""
    found: dict[str, list[str]] = {}
    for name, said in zip(columns, told, strict=False):
        column = HEADS[name].column if name else None
        if column and column.choices:
            words = {sign(each): each for each in reversed(said.get("words", ())) if not skipped(each)}
            unknown = [each for each in reversed(words.values()) if known_choice(column, each) is None]
            if unknown:
                found[name] = unknown
    return found
