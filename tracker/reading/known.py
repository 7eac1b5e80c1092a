"""Names that the house knows, found in a text: whole words, the longest first, none inside another."""

import re
from collections.abc import Iterable, Iterator

from tracker.reading.results import Known
from tracker.reading.spans import WORD, Span

_LONGEST = 14
_IN_ADDRESS = re.compile(r"[.@/]\w")


def known_in(plain: str, known: Iterable[Known]) -> Iterator[tuple[Known, Span]]:
    """In order of place. One look at each word; a name in capitals only (an acronym) must stand in capitals."""
    by_words: dict[tuple[str, ...], Known] = {}
    for one in known:
        by_words.setdefault(_words(one.name), one)
    firsts = {words[0] for words in by_words if words}
    tokens = list(WORD.finditer(plain))
    at = 0
    while at < len(tokens):
        step = 1
        if tokens[at][0].lower() in firsts:
            for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
                found = by_words.get(tuple(token[0].lower().removesuffix("'s") for token in tokens[at : at + size]))
                span = Span(tokens[at].start(), tokens[at + size - 1].end())
                if found is not None and _is_written(found, span.of(plain)) and not _IN_ADDRESS.match(plain, span.end):
                    yield found, span
                    step = size
                    break
        at += step


def _is_written(one: Known, words: str) -> bool:
    """In capitals where the name is, and with a capital where the name has one: no board is the Board."""
    if one.name.isupper():
        return words.removesuffix("'s").isupper()
    return words != words.lower() or one.name == one.name.lower()


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in WORD.findall(name.replace("’", "'")))
