"""What a person's name looks like."""

import re
from collections.abc import Iterator

from tracker.reading.grammar import Grammar
from tracker.reading.layout.blocks import Block
from tracker.reading.spans import Span, spaced

# Where a line ends or a column does, and the word behind it.
_GAP = re.compile(r"[\r\n\t]\s*(?=(\w*))")

_CAP = r"(?:[A-ZÉÈÀÂÇÎÔÖÜÁÓŠŽĆ][\w'-]*[\w]|[A-Z]\b\.?)"
_LINK = r"(?:de|van|von|der|den|del|della|da|dos|bin|al|el|la|le|du|des|ter|ten|Al-?)"
NAME = spaced(rf"{_CAP}(?: (?:{_LINK} ){{0,2}}{_CAP}){{0,3}}")
FULL = rf"{_CAP}(?: (?:{_LINK} ){{0,2}}{_CAP}){{1,3}}(?![\w])"


def stretches(text: str, blocks: list[Block], grammar: Grammar) -> list[Span]:
    """Where a name may stand: in no two paragraphs or columns, nor beyond a line behind which another begins anew, as
    after "They met Mr Smith" in "The Board agreed".
    """
    return [span for block in blocks for span in _apart(text, block, grammar)]


def _apart(text: str, block: Block, grammar: Grammar) -> Iterator[Span]:
    start = block.start
    for gap in _GAP.finditer(text, block.start, block.end):
        is_column = not set(gap[0]) & {*"\r\n"}
        if is_column or (gap[1][:1].isupper() and gap[1].lower() in grammar.words["not_owner"]):
            yield Span(start, gap.start())
            start = gap.end()
    yield Span(start, block.end)


def is_body(name: str, grammar: Grammar) -> bool:
    """Or the name of a post."""
    words = {word.lower().strip(".") for word in name.split()}
    return bool(words & (grammar.words["body_words"] | grammar.words["roles"] | grammar.words["no_person"]))
