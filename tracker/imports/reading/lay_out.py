"""From the sheets of a file to one table: its heads, and below them the rows that hold something."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from tracker.imports.reading.head_row import LOOKED_AT, bare, head_row, most_known
from tracker.imports.reading.options import NO_HEADS, Reading
from tracker.imports.reading.table import Rows, Table
from tracker.kit.text import shorten

Numbered = tuple[int, list[str]]


class LaidOut:
    """`head_row` counts from 1, or is NO_HEADS. `body` are the rows by their numbers, which go on from sheet to sheet.

    `parts` say which sheet begins after which row: of further ones, once all rows before theirs were gone through.
    """

    def __init__(self, table: Table, reading: Reading, known: Collection[str]) -> None:
        self.reading, self.sheets = reading, (table, *table.more)
        at = _heads_at(table, reading, known)
        self.head_row = at + 1 or NO_HEADS
        self.heads = list(table.first(at + 1)[at]) if at >= 0 else []
        # Of each sheet where its rows begin, and where its columns stand.
        self.below: list[tuple[int, list[int]]] = [(at, [])]
        for more in table.more:
            below = head_row(more.rows, known)
            self.below.append((below, _places(self.heads, more.first(below + 1)[below])))
        self.ends = {table.sheet: 0}

    @property
    def parts(self) -> list[tuple[str, int]]:
        return list(self.ends.items())

    @property
    def hidden(self) -> int:
        return sum(len(each.hidden) for each in self.sheets)

    @property
    def merged(self) -> int:
        return sum(len(each.merged) for each in self.sheets)

    def body(self) -> Iterator[Numbered]:
        before = 0
        for sheet, (at, places) in zip(self.sheets, self.below, strict=True):
            self.ends[sheet.sheet] = last = before
            for number, row in _body(sheet, at, self.reading):
                last = before + number
                yield last, _placed(row, places) if places else row
            before = last


def _heads_at(table: Table, reading: Reading, known: Collection[str]) -> int:
    """From 0; -1 where there are none."""
    if reading.head_row == NO_HEADS:
        return -1
    return len(table.first(reading.head_row)) - 1 if reading.head_row else head_row(table.rows, known)


def found_of(table: Table, laid: LaidOut, reading: Reading, known: Collection[str]) -> dict[str, Any]:
    """How a file is read, as its import keeps it; `whys` hold the key of the reason of each guess."""
    sheets = [table.sheet, *(more.sheet for more in table.more)]
    guessed = "known" if most_known(table.first(LOOKED_AT), known) > 1 else "first"
    whys = {"head_row": "chosen" if reading.head_row else guessed, **table.whys}
    return {
        "sheets": sheets if table.sheet else [],
        "head_row": laid.head_row,
        "separator": table.separator,
        "encoding": table.encoding,
        "parts": laid.parts if table.more else [],
        "tops": [shorten(" · ".join(filter(None, row))) for row in table.first(LOOKED_AT)],
        "hidden": laid.hidden,
        "merged": laid.merged,
        "whys": whys,
    }


def _body(sheet: Table, at: int, reading: Reading) -> Iterator[Numbered]:
    """The rows below the heads; what is merged there stands in each of its rows."""
    merged = sheet.merged if reading.fills_merged else ()
    for number, row in enumerate(_filled(sheet.rows, at, merged), 1):
        if row and number > at + 1 and (reading.reads_hidden or number - 1 not in sheet.hidden):
            yield number, row


def _filled(rows: Rows, at: int, merged: Iterable[tuple[int, int, int]]) -> Iterator[list[str]]:
    begin: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for top, left, bottom in merged:
        if top > at:
            begin[top].append((left, bottom))
    going_on: list[tuple[int, int, str]] = []
    for number, row in enumerate(rows):
        going_on = [each for each in going_on if each[1] >= number]
        # Rows that hold nothing else are as empty as they look.
        filled = list(row)
        for left, _bottom, words in going_on if row else ():
            filled += [""] * (left + 1 - len(filled))
            filled[left] = filled[left] or words
        going_on += [(left, bottom, filled[left]) for left, bottom in begin.get(number, ()) if left < len(filled)]
        yield filled


def _places(heads: list[str], more: list[str]) -> list[int]:
    """Where the columns of a further sheet stand: under the head that is called the same, else behind all others."""
    places: list[int] = []
    for head in more:
        same = [at for at, each in enumerate(heads) if bare(each) == bare(head) and at not in places]
        if not same:
            heads.append(head)
        places.append(same[0] if same else len(heads) - 1)
    return places


def _placed(row: list[str], places: list[int]) -> list[str]:
    found = [""] * (max(places, default=-1) + 1)
    for place, words in zip(places, row, strict=False):
        found[place] = words
    return found
