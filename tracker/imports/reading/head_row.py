"""Where the heads of a table stand. No Django here: spreadsheets are read by a process of its own."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice

from tracker.kit.text import fold

LOOKED_AT = 12
# A head in two languages, or with what explains it: "Statut / Status", "Comments (dated)".
_BETWEEN = re.compile(r"[/\n]|\s[-–—]\s")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def bare(head: str) -> str:
    return " ".join(fold(head).replace("_", " ").split()).strip(" .:*")


def words_of_head(head: str) -> Iterator[str]:
    """What a head may say: all of it, all but what explains it, and each part of that."""
    plain = _ASIDE.sub(" ", head)
    yield from map(bare, (head, plain, *_BETWEEN.split(plain)))


def heads_known(row: Sequence[str], known: Container[str]) -> int:
    return sum(any(words in known for words in words_of_head(cell)) for cell in row)


def most_known(rows: Sequence[Sequence[str]], known: Container[str]) -> int:
    """How many heads are known in that of the first few rows which has the most."""
    return max((heads_known(row, known) for row in rows[:LOOKED_AT]), default=0)


def head_row(rows: Iterable[Sequence[str]], known: Container[str]) -> int:
    """Where the heads stand: the row, of the first few, with the most known heads; else the first that is not empty."""
    scores = [heads_known(row, known) for row in islice(rows, LOOKED_AT)]
    if scores and max(scores) > 1:
        return scores.index(max(scores))
    return next((place for place, row in enumerate(rows) if row), 0)
