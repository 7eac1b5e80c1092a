"""The blocks of a record - headings, items, rows of tables, paragraphs - as the reading finds them in its text."""

from collections.abc import Iterator
from itertools import chain

from tracker.reading.grammar import Grammar, NoGrammarError, grammar_of
from tracker.reading.layout.blocks import Block
from tracker.reading.layout.tables import blocks_with_tables
from tracker.reading.sentences import sentences_in_block
from tracker.reading.spans import Span


def blocks_in(text: str, language: str) -> list[Block]:
    """Without a grammar of the language a heading is known by its look alone."""
    return blocks_with_tables(text, _grammar(language))


def sentences_in(text: str, language: str) -> Iterator[Span]:
    blocks = blocks_in(text, language)
    return chain.from_iterable(sentences_in_block(text, block) for block in blocks)


def _grammar(language: str) -> Grammar | None:
    try:
        return grammar_of(language)
    except NoGrammarError:
        return None
