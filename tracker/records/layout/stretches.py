"""The words of a block that are drawn: without bars between cells, signs of quoting, and stars around a title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tracker.reading.layout.blocks import Block
from tracker.reading.sentences import sentences_in_block
from tracker.reading.spans import Span

# What shows that a line is quoted, after the first of a block; and stars around a title.
_QUOTING = re.compile(r"(?<=\n)[ \t]*(?:(?:>|&gt;)[ \t]?)+")
_STRONG = re.compile(r"\A(?:\*\*|__)|(?:\*\*|__)(?=:?\Z)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a sentence that are drawn in one go, with the white space after them."""

    start: int
    end: int
    sentence: Span


type CutBlock = tuple[Block, list[list[Stretch]]]


def cut(text: str, blocks: Iterable[Block]) -> list[CutBlock]:
    """The blocks that are drawn, each with what is drawn of it; of a row without a word there is nothing."""
    drawn = [block for block in blocks if block.kind != "row" or any(map(str.isalnum, text[block.start : block.end]))]
    return [(block, list(stretches_of(text, block))) for block in drawn]


def stretches_of(text: str, block: Block) -> Iterator[list[Stretch]]:
    """By cell; a block that is no row is one."""
    spans = list(sentences_in_block(text, block))
    borders = [*(span.start for span in spans[1:]), block.end]
    hidden = list(_hidden(text, block))
    for cell in _cells(text, block):
        yield [
            Stretch(start, end, span)
            for span, border in zip(spans, borders, strict=True)
            for start, end in _without(hidden, max(span.start, cell.start), min(border, cell.end))
        ]


def _cells(text: str, block: Block) -> Iterator[Span]:
    if block.kind != "row":
        yield Span(block.start, block.end)
        return
    bars = [place for place in range(block.start, block.end) if text[place] in "|\t"]
    first = [] if text[block.start] == "|" else [block.start - 1]
    for bar, following in pairwise([*first, *bars, block.end]):
        if following < block.end or text[bar + 1 : following].strip():
            yield Span(bar + 1, following)


def _hidden(text: str, block: Block) -> Iterator[Span]:
    words = text[block.start : block.end]
    signs = _QUOTING if block.quoted else _STRONG if block.kind == "heading" else None
    for sign in signs.finditer(words) if signs else ():
        yield Span(block.start + sign.start(), block.start + sign.end())


def _without(hidden: list[Span], start: int, end: int) -> Iterator[tuple[int, int]]:
    for sign in hidden:
        if start < sign.end and sign.start < end:
            if start < sign.start:
                yield start, sign.start
            start = sign.end
    if start < end:
        yield start, end
