"""Where the heads of a table stand. No Django here: spreadsheets are read by a process of its own."""

from collections.abc import Container, Iterable, Sequence
from itertools import islice

from tracker.kit.text import fold

LOOKED_AT = 12


def bare(head: str) -> str:
    return " ".join(fold(head).replace("_", " ").split()).strip(" .:*")


def heads_known(row: Sequence[str], known: Container[str]) -> int:
    return sum(bare(cell) in known for cell in row)


def most_known(rows: Sequence[Sequence[str]], known: Container[str]) -> int:
    """How many heads are known in that of the first few rows which has the most."""
    return max((heads_known(row, known) for row in rows[:LOOKED_AT]), default=0)


def head_row(rows: Iterable[Sequence[str]], known: Container[str]) -> int:
    """Where the heads stand: the row, of the first few, with the most known heads; else the first that is not empty."""
    scores = [heads_known(row, known) for row in islice(rows, LOOKED_AT)]
    if scores and max(scores) > 1:
        return scores.index(max(scores))
    return next((place for place, row in enumerate(rows) if row), 0)
