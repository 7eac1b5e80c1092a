"""The blocks of a record - headings, items, rows of tables, paragraphs - as the reading finds them in its text."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from tracker.reading.grammar import Grammar, NoGrammarError, grammar_of
from tracker.reading.layout.blocks import Block, blocks_of
from tracker.reading.layout.tables import blocks_with_tables
from tracker.reading.sentences import sentences_in_block
from tracker.reading.spans import Span
from tracker.records.layout.stretches import CutBlock, cut

# Such a record takes about a megabyte.
MOST_KEPT = 8


def blocks_in(text: str, language: str) -> list[Block]:
    """Without a grammar of the language a heading is known by its look alone."""
    return blocks_with_tables(text, _grammar(language))


def start_of_block(text: str, at: int) -> int | None:
    """Where the block begins that holds this place; None where none does, as between two.

    No block reaches past an empty line: only what stands between two is read, in any language alike.
    """
    first, last = text.rfind("\n\n", 0, at) + 1, text.find("\n\n", at)
    stretch = text[first : last if last >= 0 else None]
    starts = (block.start for block in blocks_of(stretch, None) if block.start <= at - first < block.end)
    return next((first + start for start in starts), None)


def sentences_in(text: str, language: str) -> Iterator[Span]:
    blocks = blocks_in(text, language)
    return chain.from_iterable(sentences_in_block(text, block) for block in blocks)


@lru_cache(maxsize=MOST_KEPT)
def cut_of(text: str, language: str) -> Sequence[CutBlock]:
    """What is drawn of a text, found once for as long as it is looked at: whoever works beside it draws it each time.

    Saves 27 of 220 ms of processor time for a record of 100 kB.
    """
    return cut(text, blocks_in(text, language))


def _grammar(language: str) -> Grammar | None:
    try:
        return grammar_of(language)
    except NoGrammarError:
        return None
