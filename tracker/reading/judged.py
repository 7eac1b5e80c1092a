"""A text's sentences with all that is known of each before anything is decided."""

from dataclasses import dataclass

from tracker.reading.blocks import Block, blocks_of
from tracker.reading.candidate import Sentence
from tracker.reading.cues import sentence
from tracker.reading.features import features
from tracker.reading.grammar import Grammar
from tracker.reading.sentences import sentences_of
from tracker.reading.spans import lowered, plain


@dataclass(frozen=True, slots=True)
class Judged:
    blocks: list[Block]
    sentences: list[Sentence]
    features: list[set[str]]


def judge(text: str, grammar: Grammar) -> Judged:
    plainly = plain(text)
    lower = lowered(plainly)
    blocks = blocks_of(text, grammar)
    found = [
        sentence(plainly, lower, block, span, nth, grammar)
        for block in blocks
        for nth, span in enumerate(sentences_of(text, block.start, block.end))
    ]
    language = {f"language_{grammar.language}"}
    return Judged(blocks, found, [names | language for names in features(found)])
