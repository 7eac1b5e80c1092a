"""From the sheets of a file to one table: its heads, and below them the rows that hold something."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from tracker.imports.reading.head_row import LOOKED_AT, bare, head_row, most_known
from tracker.imports.reading.options import NO_HEADS, Reading
from tracker.imports.reading.table import Table
from tracker.kit.text import shorten

Numbered = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """`body` are rows by their numbers, which go on from sheet to sheet; `parts` say which sheet begins after which.

    `head_row` counts from 1, or is NO_HEADS; `hidden` and `merged` say how many there are of either.
    """

    heads: list[str]
    body: list[Numbered]
    parts: list[tuple[str, int]]
    head_row: int
    hidden: int
    merged: int


def lay_out(table: Table, reading: Reading, known: Collection[str]) -> LaidOut:
    at = _heads_at(table, reading, known)
    heads = list(table.rows[at]) if at >= 0 else []
    body, parts, end = list(_body(table, at, reading)), [(table.sheet, 0)], len(table.rows)
    for more in table.more:
        below = head_row(more.rows, known)
        places = _places(heads, more.rows[below])
        parts.append((more.sheet, end))
        body += [(end + number, _placed(row, places)) for number, row in _body(more, below, reading)]
        end += len(more.rows)
    width = max([len(heads), *(len(row) for _number, row in body)])
    sheets = (table, *table.more)
    hidden, merged = sum(len(each.hidden) for each in sheets), sum(len(each.merged) for each in sheets)
    return LaidOut(heads + [""] * (width - len(heads)), body, parts, at + 1 or NO_HEADS, hidden, merged)


def _heads_at(table: Table, reading: Reading, known: Collection[str]) -> int:
    """From 0; -1 where there are none."""
    if reading.head_row:
        return max(min(reading.head_row, len(table.rows)) - 1, -1)
    return head_row(table.rows, known)


def found_of(table: Table, laid: LaidOut, reading: Reading, known: Collection[str]) -> dict[str, Any]:
    """How a file is read, as its import keeps it; `whys` hold the key of the reason of each guess."""
    sheets = [table.sheet, *(more.sheet for more in table.more)]
    guessed = "known" if most_known(table.rows, known) > 1 else "first"
    whys = {"head_row": "chosen" if reading.head_row else guessed, **table.whys}
    return {
        "sheets": sheets if table.sheet else [],
        "head_row": laid.head_row,
        "separator": table.separator,
        "encoding": table.encoding,
        "parts": laid.parts if table.more else [],
        "tops": [shorten(" · ".join(filter(None, row))) for row in table.rows[:LOOKED_AT]],
        "hidden": laid.hidden,
        "merged": laid.merged,
        "whys": whys,
    }


def _body(sheet: Table, at: int, reading: Reading) -> Iterator[Numbered]:
    """The rows below the heads; what is merged there stands in each of its rows."""
    rows = sheet.rows
    if reading.fills_merged and sheet.merged:
        rows = [list(row) for row in rows]
        for top, left, bottom in sheet.merged:
            if top > at and left < len(rows[top : top + 1] and rows[top]):
                _fill(rows, top, left, bottom)
    for number, row in enumerate(rows[at + 1 :], at + 2):
        if row and (reading.reads_hidden or number - 1 not in sheet.hidden):
            yield number, row


def _fill(rows: list[list[str]], top: int, left: int, bottom: int) -> None:
    for row in rows[top + 1 : bottom + 1]:
        # Rows that hold nothing else are as empty as they look.
        if row:
            row.extend([""] * (left + 1 - len(row)))
            row[left] = row[left] or rows[top][left]


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
