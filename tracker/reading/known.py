"""Names that the house knows, found in a text: whole words, the longest first, none inside another."""

import re
from collections.abc import Iterable, Iterator

from tracker.reading.results import Known
from tracker.reading.spans import WORD, Span

_LONGEST = 14


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
                one = by_words.get(tuple(token[0].lower().removesuffix("'s") for token in tokens[at : at + size]))
                span = Span(tokens[at].start(), tokens[at + size - 1].end())
                if one and (not one.name.isupper() or span.of(plain).removesuffix("'s").isupper()):
                    yield one, span
                    step = size
                    break
        at += step


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in WORD.findall(name.replace("’", "'")))


def key_of(name: str, known: Iterable[Known]) -> str | None:
    words = _words(name)
    return next((one.key for one in known if _words(one.name) == words), None)


def without_article(words: str) -> str:
    return re.sub(r"\A(?:the|la|le|les|l')\s*", "", words, flags=re.IGNORECASE)
