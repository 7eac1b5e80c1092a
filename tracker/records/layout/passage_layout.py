"""How a record is drawn: headings, lists, tables and paragraphs of sentences, cut where passages begin and end."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Any

from tracker.reading.layout.blocks import Block
from tracker.records.layout.stretches import CutBlock, Stretch, cut

_KINDS = {"heading": "heading", "item": "list", "row": "table", "rule": "rule"}
_BULLET = re.compile(r"[-–—−*+•·▪▫◦‣⁃●○■□➢→✓o](?=\s|\Z)")
_DEEPEST = 3
DOT = "•"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same passages: `keys` cover it, in order of their start; `ends` are those that end with it."""

    text: str
    keys: tuple[Any, ...]
    ends: tuple[Any, ...]
    start: int

    @property
    def over(self) -> list[Any]:
        """What comes from these words, or might."""
        return [key for key in self.keys if not _is_aside(key)]

    @property
    def ending(self) -> list[Any]:
        return [key for key in self.ends if not _is_aside(key)]

    @property
    def told(self) -> list[Any]:
        """What ends here and leaves its words plain, with a way to it."""
        return [key for key in self.ends if _is_aside(key)]


def _is_aside(key: Any) -> bool:
    return hasattr(key, "ASIDE")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start` and `end` bound the words; the pieces also hold the white space before the next sentence.

    Over several cells of a table it has pieces in each, and only the last `is_whole`. Its `state` `lay_out` was told.
    """

    start: int
    end: int
    pieces: list[Piece]
    is_whole: bool = True
    state: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, an item with its marker ("•", "3."), a paragraph, or a row, which alone has several cells."""

    start: int
    cells: list[list[Sentence]]
    marker: str = ""
    depth: int = 0
    is_quoted: bool = False

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for cell in self.cells for sentence in cell]


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of one `kind` that stand together: heading, list, table, rule or paragraph."""

    kind: str
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class _Mark:
    key: Any
    start: int
    end: int


Passages = Sequence[tuple[Any, int, int]]


def lay_out(
    text: str, blocks: Sequence[Block], passages: Passages, states: Mapping[int, str] = MappingProxyType({})
) -> list[Group]:
    """The `blocks` of `text` with its passages, each given as (key, start, end) in code points.

    `states` are those of sentences, by their start. Passages may overlap and reach over blocks. What lies outside of
    what is drawn is left out.
    """
    return lay_out_cut(text, cut(text, blocks), passages, states)


def lay_out_cut(text: str, drawn: Sequence[CutBlock], passages: Passages, states: Mapping[int, str]) -> list[Group]:
    """The same of blocks that are cut into what is drawn of them."""
    stretches = [one for _block, cells in drawn for cell in cells for one in cell]
    inside = _by_block([block for block, _cells in drawn], list(_marks(text, stretches, passages)))
    parts = [
        (_kind(block), _part(text, block, cells, marks, states))
        for (block, cells), marks in zip(drawn, inside, strict=True)
    ]
    return list(_grouped(parts))


def _kind(block: Block) -> str:
    return _KINDS.get(block.kind, "paragraph")


def _grouped(parts: list[tuple[str, Part]]) -> Iterator[Group]:
    for kind, some in groupby(parts, lambda part: part[0]):
        found = [part for _, part in some]
        if kind == "list":
            yield Group(kind, _with_levels(found))
        elif kind == "table":
            yield Group(kind, found)
        else:
            yield from (Group(kind, [part]) for part in found)


def _with_levels(items: list[Part]) -> list[Part]:
    """Indents as levels, from 0."""
    indents = sorted({item.depth for item in items})
    return [
        Part(item.start, item.cells, item.marker, min(indents.index(item.depth), _DEEPEST), item.is_quoted)
        for item in items
    ]


def _part(text: str, block: Block, cells: list[list[Stretch]], marks: list[_Mark], states: Mapping[int, str]) -> Part:
    drawn = [list(_sentences(text, cell, marks, states)) for cell in cells]
    depth = block.depth if block.kind == "item" else 0
    return Part(block.start, drawn, marker_of(text, block), depth, block.quoted)


def marker_of(text: str, block: Block) -> str:
    """What stands before an item, as "3." or "(a)"; a dot for a star or a dash."""
    if block.kind != "item":
        return ""
    return _BULLET.sub(DOT, text[block.line_start : block.start].lstrip("> \t").strip(), count=1)


def _marks(text: str, drawn: list[Stretch], passages: Passages) -> Iterator[_Mark]:
    """Each ends with the last of its words that is drawn."""
    starts = [stretch.start for stretch in drawn]
    for key, start, end in sorted(passages, key=lambda each: (each[1], -each[2])):
        first, last = max(start, 0), max(min(end, len(text)), 0)
        words = text[first:last]
        first, last = last - len(words.lstrip()), first + len(words.rstrip())
        before = bisect_left(starts, last) - 1
        if before >= 0 and words.strip() and (last := min(last, drawn[before].end)) > first:
            yield _Mark(key, first, last)


def _by_block(blocks: list[Block], marks: list[_Mark]) -> list[list[_Mark]]:
    starts = [block.start for block in blocks]
    found: list[list[_Mark]] = [[] for _ in blocks]
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        for n in range(max(bisect_right(starts, mark.start) - 1, 0), bisect_left(starts, mark.end)):
            found[n].append(mark)
    return found


def _sentences(text: str, cell: list[Stretch], marks: list[_Mark], states: Mapping[int, str]) -> Iterator[Sentence]:
    for span, some in groupby(cell, lambda stretch: stretch.sentence):
        pieces = [piece for stretch in some for piece in _pieces(text, stretch, marks)]
        last = pieces[-1].start + len(pieces[-1].text)
        is_whole = not text[last : span.end].strip("| \t")
        yield Sentence(span.start, span.end, pieces, is_whole, states.get(span.start, ""))


def _pieces(text: str, stretch: Stretch, marks: list[_Mark]) -> Iterator[Piece]:
    start, end = stretch.start, stretch.end
    if not marks:
        yield Piece(text[start:end], (), (), start)
        return
    cuts = {start, end, *(cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end)}
    for first, last in pairwise(sorted(cuts)):
        over = [mark for mark in marks if mark.start <= first and mark.end >= last]
        yield Piece(
            text=text[first:last],
            keys=tuple(mark.key for mark in over),
            ends=tuple(mark.key for mark in over if mark.end == last),
            start=first,
        )
