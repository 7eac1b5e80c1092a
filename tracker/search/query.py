"""What a person asks for: words that must all be there, phrases in quotes, and a last word that may go on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from tracker.search.tokens import COMPOUND, compounds, stems, tokens

# An opening quote without its end holds the rest.
PARTS = re.compile(r"[\"“”„«»]([^\"“”„«»]*)(?:[\"“”„«»]|$)|([^\"“”„«»]+)")
MOST = 8
# Too common to tell anything apart; what stands before a French apostrophe is among them.
ENGLISH = "a an and at by for from in is of on or the to with"
FRENCH = "au aux avec c d dans de des du en et j l la le les m n ou par pour qu s sur t un une y"
COMMON = frozenset(f"{ENGLISH} {FRENCH}".split())


@dataclass(frozen=True, slots=True)
class Term:
    """One word with its `forms`, or several that must follow one another. `is_prefix`: the word may go on.

    A word that was typed with hyphens is found without them, or by all its parts `apart`; a phrase also in the other
    ways that it may be `written`.
    """

    words: tuple[str, ...]
    forms: tuple[str, ...] = ()
    is_prefix: bool = False
    apart: tuple["Term", ...] = ()
    written: tuple[tuple[str, ...], ...] = ()

    def fits(self, token: str) -> bool:
        """Whether one word of a text is among what is asked for, as the index would have it."""
        wanted = {*self.words, *self.forms}
        if token in wanted or (self.is_prefix and token.startswith(self.words)):
            return True
        if any(part.fits(token) for part in self.apart):
            return True
        return bool(self.forms or self.is_prefix) and not wanted.isdisjoint(stems(token))


@lru_cache(1_000)
def read(typed: str, *, names: bool = False) -> tuple[Term, ...]:
    """The terms of what was typed; none when it holds no word. In `names` every word may go on, and none has a stem."""
    terms = list(_terms(typed, names=names))
    if not names:
        ended = len(terms) if typed[-1:].isspace() else len(terms) - 1
        terms[:ended] = [in_whole(term) for term in terms[:ended]]
    telling = [term for term in terms if names or len(term.words) > 1 or term.words[0] not in COMMON]
    return tuple((telling or terms)[:MOST])


def _terms(typed: str, *, names: bool) -> Iterator[Term]:
    """All of them; whatever stands outside quotes might go on."""
    for phrase, loose in PARTS.findall(typed):
        if together := tuple(tokens(phrase))[: 2 * MOST]:
            yield Term(together, written=tuple(_joined(phrase, together)))
        at = 0
        for start, end, joined in compounds(loose):
            yield from _words(loose[at:start], names=names)
            parts = tuple(_words(loose[start:end], names=names))
            yield replace(_word(joined, names=names), apart=parts if names else (*map(in_whole, parts[:-1]), parts[-1]))
            at = end
        yield from _words(loose[at:], names=names)


def _joined(phrase: str, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase with words in one that it has in two: those a hyphen joins in it, or might join in what is sought."""
    whole = tuple(tokens(COMPOUND.sub(lambda found: "".join(tokens(found[0])), phrase)))[: 2 * MOST]
    pairs = (
        (*words[:at], one + two, *words[at + 2 :])
        for at, (one, two) in enumerate(pairwise(words))
        if one.isalpha() and two.isalpha() and COMMON.isdisjoint((one, two))
    )
    yield from (each for each in dict.fromkeys((whole, *pairs)) if each != words)


def _words(text: str, *, names: bool) -> Iterator[Term]:
    for token in tokens(text):
        yield _word(token, names=names)


def _word(token: str, *, names: bool) -> Term:
    return Term((token,), () if names else stems(token), is_prefix=True)


def in_whole(term: Term) -> Term:
    """The same, with no word that may go on."""
    return replace(term, is_prefix=False, apart=tuple(map(in_whole, term.apart)))


def for_sqlite(terms: Sequence[Term], *, in_title: bool = False) -> str:
    """As FTS5 reads it. Tokens hold letters and digits only, so that none can be taken for its grammar."""
    parts = []
    for term in terms:
        whole = f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}'
        written = [f'"{" ".join(words)}"' for words in term.written]
        apart = [f"({for_sqlite(term.apart)})"] if term.apart else []
        parts.append(" OR ".join([whole, *(f'"{form}"' for form in term.forms), *written, *apart]))
    together = " AND ".join(f"({part})" for part in parts)
    return f"{{title}} : ({together})" if in_title else together


def for_postgresql(terms: Sequence[Term], *, in_title: bool = False) -> str:
    """As `tsquery` reads it."""
    weight = "A" if in_title else ""
    parts = []
    for term in terms:
        star = "*" if term.is_prefix else ""
        whole, *written = (
            " <-> ".join(f"'{word}'{_marks(star + weight)}" for word in words) for words in (term.words, *term.written)
        )
        apart = [f"({for_postgresql(term.apart, in_title=in_title)})"] if term.apart else []
        parts.append(" | ".join([whole, *(f"'{form}'{_marks(weight)}" for form in term.forms), *written, *apart]))
    return " & ".join(f"({part})" for part in parts)


def _marks(letters: str) -> str:
    return f":{letters}" if letters else ""
