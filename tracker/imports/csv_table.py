"""Reads a table from plain text: which encoding, which delimiter, which rows."""

import codecs
import csv
import io
import re
from collections import Counter

from tracker.exports.sheets.csv_file import unescape_formula
from tracker.imports.spreadsheet import MOST_COLUMNS, MOST_LETTERS, ROWS_READ, Refused

DELIMITERS = ",;\t|"
LOOKED_AT = 20
# What no text holds: pictures and programs are full of them.
BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(data: bytes) -> list[list[str]]:
    """The rows of words down to the last that holds something. Raises Refused."""
    text = decode(data)
    if BINARY.search(text):
        raise Refused("unknown")
    try:
        rows = split(text, delimiter_of(text))
    except csv.Error as error:
        # A cell without an end: parted by nothing, or by what stands after a quotation mark.
        raise Refused("quotes" if '"' in text else "unparted") from error
    if not rows:
        raise Refused("empty")
    return rows


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with or without its mark, or what Windows writes in western Europe."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding)
    head = data[:2000]
    if head.count(0) > len(head) // 4:
        return _decoded(data, "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be", "unknown")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str, otherwise: str = "encoding") -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(otherwise) from error


def delimiter_of(text: str) -> str:
    """The one that parts the first rows most evenly into the most columns; a comma when none parts them."""
    head = "\n".join(text.splitlines()[:LOOKED_AT])
    found: dict[str, tuple[int, int]] = {}
    for delimiter in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(head), delimiter=delimiter) if row)
        except csv.Error:
            # Not parted, the row is longer than any cell may be.
            widths = Counter()
        width, often = max(widths.items(), key=lambda each: (each[0] > 1, each[1], each[0]), default=(1, 0))
        found[delimiter] = (often, width) if width > 1 else (0, 1)
    best = max(DELIMITERS, key=lambda each: found[each])
    return best if found[best][0] else ","


def split(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    if len(text) > MOST_LETTERS:
        raise Refused("large")
    # Counted as a spreadsheet counts them: a cell may hold several lines.
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
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
