"""Reads a table from plain text: which encoding, which separator, which rows."""

import csv
import io
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tracker.exports.sheets.csv_file import unescape_formula
from tracker.imports.reading.encodings import Encoding, encoding_of
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


@dataclass(frozen=True, slots=True)
class Text:
    """A file of text. Going through its lines raises Refused."""

    path: Path
    encoding: Encoding

    def lines(self) -> Iterator[str]:
        try:
            with self.path.open(encoding=self.encoding.name, newline="") as file:
                for number, line in enumerate(file):
                    words = line if number else line.removeprefix("\ufeff")
                    if BINARY.search(words):
                        raise Refused("unknown")
                    yield words
        except UnicodeDecodeError as error:
            raise Refused("unknown" if self.encoding.why == "zeros" else "encoding") from error

    def head(self) -> str:
        """The first lines, as they are looked at for guesses."""
        lines, letters = [], 0
        for line in self.lines():
            lines.append(line)
            if (letters := letters + len(line)) > LETTERS_LOOKED_AT:
                break
        return "".join(lines)[:LETTERS_LOOKED_AT]


@dataclass(frozen=True, slots=True)
class CsvRows:
    text: Text
    separator: str

    def __iter__(self) -> Iterator[list[str]]:
        lines = (line for number, line in enumerate(self.text.lines()) if number or not _SAID.fullmatch(line))
        try:
            yield from split(lines, NOTHING if self.separator == "none" else self.separator)
        except csv.Error as error:
            # A cell without an end: parted by nothing, or by what stands after a quotation mark.
            is_quoted = any('"' in line for line in self.text.lines())
            raise Refused("quotes" if is_quoted else "unparted") from error


def read(path: Path, reading: Reading = Reading(), known: Container[str] = ()) -> Table:  # noqa: B008
    """Raises Refused, as far as the first lines tell."""
    text = Text(path, _encoding(path, reading.encoding))
    head = text.head()
    if not head.strip(SEPARATORS + ' \r\n"'):
        raise Refused("empty")
    said = _SAID.match(head)
    head = head[said.end() :] if said else head
    separator, reason = reading.separator, "chosen"
    if not separator:
        separator, reason = (said[1], "said") if said else separator_of(head, known)
    rows = CsvRows(text, separator)
    if not any(rows):
        raise Refused("empty")
    whys = {"separator": reason, "encoding": text.encoding.why}
    return Table(rows, separator=separator, encoding=text.encoding.name, whys=whys)


def _encoding(path: Path, chosen: str) -> Encoding:
    if chosen:
        return Encoding(chosen, "chosen")
    with path.open("rb") as file:
        found = encoding_of(file)
    if found is None:
        raise Refused("encoding")
    return found


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
    # A wider table is refused.
    scores = [heads_known(row[:MOST_COLUMNS], known) for row in rows]
    at = scores.index(max(scores)) if any(scores) else next((i for i, row in enumerate(rows) if len(row) == usual), 0)
    width = len(rows[at]) if rows else 1
    if width < 2 or (not any(scores) and at > 0 and widths[usual] * 2 < len(rows)):
        return (max(scores, default=0), 0, 1)
    return (scores[at], widths[width] / len(rows), width)


def _first_rows(text: str, separator: str) -> Iterator[list[str]]:
    """A cell may hold several lines, so that rows are counted as a spreadsheet counts them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from islice((row for row in reader if any(cell.strip() for cell in row)), LOOKED_AT)
    except csv.Error:
        # Not parted, the row is longer than any cell may be.
        return


def split(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    letters = count = 0
    for cells in csv.reader(lines, delimiter=separator):
        words = [unescape_formula(cell.strip()).strip() for cell in cells]
        while words and not words[-1]:
            words.pop()
        if len(words) > MOST_COLUMNS:
            raise Refused("wide")
        if words and count >= ROWS_READ:
            raise Refused("long")
        letters, count = letters + sum(map(len, cells)), count + 1
        if letters > MOST_LETTERS:
            raise Refused("large")
        yield words
