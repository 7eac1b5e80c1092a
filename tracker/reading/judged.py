"""A text's sentences with all that is known of each before anything is decided."""

from dataclasses import dataclass

from tracker.reading.blocks import Block
from tracker.reading.candidate import Sentence
from tracker.reading.cues import sentence
from tracker.reading.features import features
from tracker.reading.grammar import Grammar
from tracker.reading.sentences import sentences_in_block
from tracker.reading.spans import Span, lowered, plain
from tracker.reading.tables import ACTION, blocks_with_tables


@dataclass(frozen=True, slots=True)
class Judged:
    blocks: list[Block]
    sentences: list[Sentence]
    features: list[set[str]]


def judge(text: str, grammar: Grammar) -> Judged:
    plainly = plain(text)
    lower = lowered(plainly)
    blocks = blocks_with_tables(text, grammar)
    found = [
        sentence(plainly, lower, block, block.cells.get(ACTION, span), nth, grammar)
        for block in blocks
        for nth, span in enumerate(sentences_in_block(text, block))
    ]
    language = {f"language_{grammar.language}"}
    return Judged(blocks, found, [names | language for names in features(found)])


def whole(found: Sentence) -> Span:
    """Of a row in a table of actions the words of its task alone are judged."""
    return Span(found.block.start, found.block.end) if found.block.cells else found.span
