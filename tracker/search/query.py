"""What a person asks for: words that must all be there, phrases in quotes, and a last word that may go on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.search.tokens import stems, tokens

# An opening quote without its end holds the rest.
PARTS = re.compile(r"[\"“”„«»]([^\"“”„«»]*)(?:[\"“”„«»]|$)|([^\"“”„«»]+)")
MOST = 8
# Too common to tell anything apart; what stands before a French apostrophe is among them.
ENGLISH = "a an and at by for from in is of on or the to with"
FRENCH = "au aux avec c d dans de des du en et j l la le les m n ou par pour qu s sur t un une y"
COMMON = frozenset(f"{ENGLISH} {FRENCH}".split())


@dataclass(frozen=True, slots=True)
class Term:
    """One word with its `forms`, or several that must follow one another. `is_prefix`: the word may go on."""

    words: tuple[str, ...]
    forms: tuple[str, ...] = ()
    is_prefix: bool = False

    def fits(self, token: str) -> bool:
        """Whether one word of a text is among what is asked for, as the index would have it."""
        wanted = {*self.words, *self.forms}
        if token in wanted or (self.is_prefix and token.startswith(self.words)):
            return True
        return bool(self.forms or self.is_prefix) and not wanted.isdisjoint(stems(token))


@lru_cache(1_000)
def read(typed: str, *, names: bool = False) -> tuple[Term, ...]:
    """The terms of what was typed; none when it holds no word. In `names` every word may go on, and none has a stem."""
    terms = list(_terms(typed, names=names))
    if not names:
        ended = len(terms) if typed[-1:].isspace() else len(terms) - 1
        terms[:ended] = [replace(term, is_prefix=False) for term in terms[:ended]]
    telling = [term for term in terms if names or len(term.words) > 1 or term.words[0] not in COMMON]
    return tuple((telling or terms)[:MOST])


def _terms(typed: str, *, names: bool) -> Iterator[Term]:
    """All of them; whatever stands outside quotes might go on."""
    for phrase, loose in PARTS.findall(typed):
        if together := tuple(tokens(phrase))[: 2 * MOST]:
            yield Term(together)
        for token in tokens(loose):
            yield Term((token,), () if names else stems(token), is_prefix=True)


def for_sqlite(terms: Sequence[Term], *, in_title: bool = False) -> str:
    """As FTS5 reads it. Tokens hold letters and digits only, so that none can be taken for its grammar."""
    parts = []
    for term in terms:
        whole = f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}'
        parts.append(" OR ".join([whole, *(f'"{form}"' for form in term.forms)]))
    together = " AND ".join(f"({part})" for part in parts)
    return f"{{title}} : ({together})" if in_title else together


def for_postgresql(terms: Sequence[Term], *, in_title: bool = False) -> str:
    """As `tsquery` reads it."""
    weight = "A" if in_title else ""
    parts = []
    for term in terms:
        star = "*" if term.is_prefix else ""
        whole = " <-> ".join(f"'{word}'{_marks(star + weight)}" for word in term.words)
        parts.append(" | ".join([whole, *(f"'{form}'{_marks(weight)}" for form in term.forms)]))
    return " & ".join(f"({part})" for part in parts)


def _marks(letters: str) -> str:
    return f":{letters}" if letters else ""
