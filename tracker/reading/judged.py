"""A text's sentences with all that is known of each before anything is decided."""

from dataclasses import dataclass

from tracker.reading.candidate import Sentence
from tracker.reading.cues import sentence
from tracker.reading.features import features
from tracker.reading.grammar import Grammar
from tracker.reading.layout.blocks import Block
from tracker.reading.layout.tables import ACTION, blocks_with_tables
from tracker.reading.named.names import stretches
from tracker.reading.named.people import Person, people_in
from tracker.reading.sentences import sentences_in_block
from tracker.reading.spans import Span, lowered, plain, words


@dataclass(frozen=True, slots=True)
class Judged:
    blocks: list[Block]
    stretches: list[Span]  # in which names may stand
    people: list[Person]
    affiliations: list[tuple[str, Span]]  # bodies that stand behind names in a list of who was there
    sentences: list[Sentence]
    features: list[set[str]]


def judge(text: str, grammar: Grammar) -> Judged:
    plainly = plain(text)
    lower = lowered(plainly)
    blocks = blocks_with_tables(text, grammar)
    apart = stretches(text, blocks, grammar)
    people, affiliations = people_in(plainly, blocks, apart, grammar)
    there = _words_of(people)
    found = [
        sentence(plainly, lower, block, block.cells.get(ACTION, span), nth, grammar, there)
        for block in blocks
        for nth, span in enumerate(sentences_in_block(text, block))
    ]
    language = {f"language_{grammar.language}"}
    return Judged(blocks, apart, people, affiliations, found, [names | language for names in features(found)])


def _words_of(people: list[Person]) -> dict[str, int]:
    """By each word of their names where it stands, of those who were there or might have been."""
    told = sorted((person.span.start, person.name) for person in people if person.presence != "mentioned")
    found: dict[str, int] = {}
    for place, name in told:
        for word in words(name):
            found.setdefault(word, place)
    return found


def whole(found: Sentence) -> Span:
    """Of a row in a table of actions the words of its task alone are judged."""
    return Span(found.block.start, found.block.end) if found.block.cells else found.span
