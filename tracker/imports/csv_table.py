"""Reads a table from plain text: which encoding, which separator, which rows."""

import csv
import io
import re
from collections import Counter
from collections.abc import Container, Iterator
from itertools import islice

from tracker.exports.sheets.csv_file import unescape_formula
from tracker.imports.reading.encodings import encoding_of
from tracker.imports.reading.head_row import heads_known
from tracker.imports.reading.options import Reading
from tracker.imports.reading.table import Table
from tracker.imports.spreadsheet import MOST_COLUMNS, MOST_LETTERS, ROWS_READ, Refused

SEPARATORS = ",;\t|"
LOOKED_AT, LETTERS_LOOKED_AT = 20, 200_000
# What no text holds: pictures and programs are full of them. The last parts no cells, so that a line is one.
BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
NOTHING = "\x1f"
# What Excel takes for the separator, in a line of its own before all others.
_SAID = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)


def read(data: bytes, reading: Reading = Reading(), known: Container[str] = ()) -> Table:  # noqa: B008
    """The rows of words down to the last that holds something. Raises Refused."""
    text, encoding, why = decode(data, reading.encoding)
    if BINARY.search(text):
        raise Refused("unknown")
    if not text.strip(SEPARATORS + ' \r\n"'):
        raise Refused("empty")
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    separator, reason = reading.separator, "chosen"
    if not separator:
        separator, reason = (said[1], "said") if said else separator_of(text, known)
    try:
        rows = split(text, NOTHING if separator == "none" else separator)
    except csv.Error as error:
        # A cell without an end: parted by nothing, or by what stands after a quotation mark.
        raise Refused("quotes" if '"' in text else "unparted") from error
    if not rows:
        raise Refused("empty")
    return Table(rows, separator=separator, encoding=encoding, whys={"separator": reason, "encoding": why})


def decode(data: bytes, chosen: str = "") -> tuple[str, str, str]:
    """The text, its encoding and why it is that. Raises Refused."""
    if chosen:
        name, why = chosen, "chosen"
    elif found := encoding_of(data):
        name, why = found.name, found.why
    else:
        raise Refused("encoding")
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        raise Refused("unknown" if why == "zeros" else "encoding") from error
    return text.removeprefix("\ufeff"), name, why


def separator_of(text: str, known: Container[str] = ()) -> tuple[str, str]:
    """The one that parts the heads, and most evenly what stands below them; "none" when nothing does. And why."""
    found = {separator: _evenness(text, separator, known) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda each: found[each])
    return (best, "parts") if found[best][1] else ("none", "alone")


def _evenness(text: str, separator: str, known: Container[str]) -> tuple[int, float, int]:
    """Of the row that holds the heads: how many are known, how many rows are as wide, and how wide it is."""
    rows = list(_first_rows(text, separator))
    widths = Counter(len(row) for row in rows)
    usual = max((width for width in widths if width > 1), key=lambda width: (widths[width], width), default=1)
    scores = [heads_known(row, known) for row in rows]
    at = scores.index(max(scores)) if any(scores) else next((i for i, row in enumerate(rows) if len(row) == usual), 0)
    width = len(rows[at]) if rows else 1
    if width < 2 or (not any(scores) and at > 0 and widths[usual] * 2 < len(rows)):
        return (max(scores, default=0), 0, 1)
    return (scores[at], widths[width] / len(rows), width)


def _first_rows(text: str, separator: str) -> Iterator[list[str]]:
    """A cell may hold several lines, so that rows are counted as a spreadsheet counts them."""
    reader = csv.reader(io.StringIO(text[:LETTERS_LOOKED_AT], newline=""), delimiter=separator)
    try:
        yield from islice((row for row in reader if any(cell.strip() for cell in row)), LOOKED_AT)
    except csv.Error:
        # Not parted, the row is longer than any cell may be.
        return


def split(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    if len(text) > MOST_LETTERS:
        raise Refused("large")
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        words = [unescape_formula(cell.strip()).strip() for cell in cells]
        while words and not words[-1]:
            words.pop()
        if len(words) > MOST_COLUMNS:
            raise Refused("wide")
        if words and len(rows) >= ROWS_READ:
            raise Refused("long")
        rows.append(words)
    while rows and not rows[-1]:
        rows.pop()
    return rows
