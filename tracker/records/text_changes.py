"""What changed from one text to another, piece by piece, for people to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from tracker.reading.spans import Span
from tracker.records.text_alignment import Run, Window, shared_lines, shared_words
from tracker.records.word_tokens import shared

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Change:
    kind: Kind
    text: str


def changes(old: str, new: str) -> list[Change]:
    """Those of kind same and gone make up `old`, those of kind same and new make up `new`."""
    pieces = (piece for piece in _pieces(old, new) if piece.text)
    return [
        Change(kind, "".join(piece.text for piece in neighbours))
        for kind, neighbours in groupby(pieces, lambda piece: piece.kind)
    ]


def _pieces(old: str, new: str) -> Iterator[Change]:
    i = j = 0
    for run in [*_runs(old, new), Run(len(old), len(new), 0)]:
        yield from _between(old[i : run.old], new[j : run.new])
        i, j = run.old + run.size, run.new + run.size
        yield Change("same", old[run.old : i])


def _between(gone: str, new: str) -> Iterator[Change]:
    """Words that gave way to others; the white space that both have around them stays."""
    head = shared(_space_before(gone), _space_before(new))
    tail = shared(_space_before(gone[head:][::-1]), _space_before(new[head:][::-1]))
    yield Change("same", gone[:head])
    yield Change("gone", gone[head : len(gone) - tail])
    yield Change("new", new[head : len(new) - tail])
    yield Change("same", gone[len(gone) - tail :])


def _space_before(words: str) -> str:
    return words[: len(words) - len(words.lstrip())]


def _runs(old: str, new: str) -> Iterator[Run]:
    """What both texts have: whole lines, and words in the lines that changed."""
    lines = shared_lines(old, new, Window(Span(0, len(old)), Span(0, len(new))))
    for before, after in pairwise([Run(0, 0, 0), *lines, Run(len(old), len(new), 0)]):
        yield before
        gap = Window(Span(before.old + before.size, after.old), Span(before.new + before.size, after.new))
        yield from shared_words(old, new, gap)
