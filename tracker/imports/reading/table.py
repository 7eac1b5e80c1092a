"""What was read of a file, before it is known what its columns are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

# Read from the file each time that they are asked for, so that a long table takes no more memory than a short one.
Rows = Iterable[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` begin with the first of the sheet, each as far as its last word. `others`: sheets not read; `more`: read
    beside it.

    `merged` are cells that are one from a row, in a column, to a row; they and the `hidden` rows count from 0.
    `whys` are keys of `reading.options.REASONS`, by what was guessed. Going through `rows` raises Refused.
    """

    rows: Rows
    sheet: str = ""
    others: tuple[str, ...] = ()
    more: tuple["Table", ...] = ()
    merged: tuple[tuple[int, int, int], ...] = ()
    hidden: frozenset[int] = frozenset()
    separator: str = ""
    encoding: str = ""
    whys: Mapping[str, str] = field(default_factory=dict)

    def first(self, count: int) -> list[list[str]]:
        return list(islice(self.rows, count))
