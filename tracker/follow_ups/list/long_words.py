"""What is too long for a cell: it stands there in short, and whole in a file."""

from typing import Any

from tracker.history.opening.former_words import Written
from tracker.kit.text import shorten

LONGEST = 200
# What the words that it comes from are read from; a file has them in this order.
QUOTED = ("passage__exact", "passage__removed_in", "passage__version__written")


def say_detail(row: Any) -> str:
    return shorten(row.detail, LONGEST)


def say_quote(row: Any) -> str:
    return shorten(row.passage.quote, LONGEST) if row.passage else ""


def quote_of(exact: str | None, removed_in: int | None, written: str | None) -> str:
    """As `Passage.quote` says of a row: nothing where the words stand only in a former text that was withheld."""
    return "" if removed_in and written == Written.WITHHELD else " ".join((exact or "").split())
