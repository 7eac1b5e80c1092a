"""Names that the house knows, found in a text: whole words, the longest first, none inside another."""

import re
from collections.abc import Container, Iterable, Iterator

from tracker.reading.results import Known
from tracker.reading.spans import WORD, Span

_LONGEST = 14
_IN_ADDRESS = re.compile(r"[.@/]\w")
# What French puts before a name that begins with a vowel: "l'OMD".
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)'(?=\w)")
_Token = tuple[Span, str]


def known_in(plain: str, known: Iterable[Known]) -> Iterator[tuple[Known, Span]]:
    """In order of place. One look at each word; a name in capitals only (an acronym) must stand in capitals."""
    by_words: dict[tuple[str, ...], Known] = {}
    for one in known:
        by_words.setdefault(_words(one.name), one)
    firsts = {words[0] for words in by_words if words}
    tokens = list(_tokens(plain, {word for words in by_words for word in words}))
    at = 0
    while at < len(tokens):
        step = 1
        if tokens[at][1] in firsts:
            for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
                found = by_words.get(tuple(word for _span, word in tokens[at : at + size]))
                span = Span(tokens[at][0].start, tokens[at + size - 1][0].end)
                if found is not None and _is_written(found, span.of(plain)) and not _IN_ADDRESS.match(plain, span.end):
                    yield found, span
                    step = size
                    break
        at += step


def _tokens(plain: str, known: Container[str]) -> Iterator[_Token]:
    """Each word, without what stands before or behind it where no name is written so."""
    for token in WORD.finditer(plain):
        start, word = token.start(), token[0].lower()
        if word not in known and (elided := _ELIDED.match(word)):
            start, word = start + elided.end(), word[elided.end() :]
        yield Span(start, token.end()), word if word in known else word.removesuffix("'s")


def _is_written(one: Known, words: str) -> bool:
    """In capitals where the name is, and with a capital where the name has one: no board is the Board."""
    if one.name.isupper():
        return words.removesuffix("'s").isupper()
    return words != words.lower() or one.name == one.name.lower()


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in WORD.findall(name.replace("’", "'")))
