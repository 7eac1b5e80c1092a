"""Where the words that were asked for stand in a text, and the text with them marked."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.search.query import Term
from tracker.search.tokens import WORD, compounds, folded

# An excerpt in characters: what stands before its first marked word, and all of it.
BEFORE = 60
WHOLE = 220
MOST_MARKS = 100
# Of so many that are asked for it is remembered which words fit, of so many words: it takes a third of the time of a
# long text.
MOST_ASKED, MOST_FITTING = 30, 10_000
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """text[start:end] is (a part of) what `term`, by its number, asks for."""

    start: int
    end: int
    term: int


def marks(text: str, terms: Sequence[Term]) -> list[Mark]:
    """The first ones, in their order."""
    found = []
    for mark in _marks(text, terms):
        found.append(mark)
        if len(found) == MOST_MARKS:
            break
    return found


def holds(text: str, terms: Sequence[Term]) -> bool:
    """Whether all that was asked for stands in it."""
    return len({mark.term for mark in _marks(text, terms)}) == len(terms)


def marked(text: str, terms: Sequence[Term]) -> SafeString:
    """The whole text, escaped, with its marks."""
    return _drawn(text, 0, len(text), marks(text, terms))


def marked_beginnings(text: str, pieces: Sequence[str], starts: Sequence[int]) -> SafeString:
    """The whole text with each piece marked where it starts."""
    found = [
        Mark(start, start + len(piece), term) for term, (piece, start) in enumerate(zip(pieces, starts, strict=True))
    ]
    return _drawn(text, 0, len(text), found)


def excerpt(text: str, terms: Sequence[Term]) -> tuple[SafeString, int]:
    """The stretch that holds most of what was asked for, and where its first marked word stands; empty without any."""
    found = _until_whole(text, terms)
    if not found:
        return SafeString(""), 0
    best = max(found, key=lambda mark: (len(_terms_near(mark, found)), -mark.start))
    start = _word_border(text, max(best.start - BEFORE, 0))
    end = min(start + WHOLE, len(text))
    end = text.rfind(" ", best.end, end) if end < len(text) and " " in text[best.end : end] else end
    drawn = _drawn(text, start, end, [mark for mark in found if start <= mark.start and mark.end <= end])
    return format_html("{}{}{}", "… " if start else "", drawn, " …" if end < len(text) else ""), best.start


def _until_whole(text: str, terms: Sequence[Term]) -> list[Mark]:
    """The first marks, to the end of the first stretch that holds all that was asked for: none after it is better."""
    found, end = list[Mark](), 0
    for mark in _marks(text, terms):
        if len(found) == MOST_MARKS or (end and mark.start > end):
            break
        found.append(mark)
        first = min((each for each in found if each.start > mark.start - WHOLE + BEFORE), key=lambda each: each.start)
        if not end and len(_terms_near(first, found)) == len(terms):
            end = first.start + WHOLE
    return found


def _terms_near(mark: Mark, found: list[Mark]) -> set[int]:
    return {each.term for each in found if mark.start <= each.start < mark.start + WHOLE - BEFORE}


def _word_border(text: str, at: int) -> int:
    """The first place from `at` on where a word begins."""
    border = SPACE.search(text, at, at + BEFORE) if at else None
    return border.end() if border else at


def _drawn(text: str, start: int, end: int, found: list[Mark]) -> SafeString:
    pieces, at = [], start
    for mark in found:
        if mark.start >= at:
            pieces.append((text[at : mark.start], text[mark.start : mark.end]))
            at = mark.end
    drawn = format_html_join("", "{}<mark>{}</mark>", pieces)
    return drawn + escape(text[at:end])


def _marks(text: str, terms: Sequence[Term]) -> Iterator[Mark]:
    single = [(number, term) for number, term in enumerate(terms) if len(term.words) == 1]
    phrases = [(number, term) for number, term in enumerate(terms) if len(term.words) > 1]
    joined = {start: (end, word) for start, end, word in compounds(text)} if single else {}
    remembered = _fitting(tuple(terms))
    # Others read it at the same moment: nothing is taken out of it.
    fitting = remembered if len(remembered) < MOST_FITTING else dict(remembered)
    # The last words, further back than the longest phrase reaches: where each begins, and its token.
    last = deque[tuple[int, str]](maxlen=2 * max((len(term.words) for _number, term in phrases), default=1))
    for found in WORD.finditer(text):
        word = found[0]
        if word not in fitting:
            fitting[word] = next((number for number, term in single if any(map(term.fits, folded(word)))), None)
        end, whole = joined.get(found.start(), (0, ""))
        if whole and (fits := next((number for number, term in single if term.fits(whole)), None)) is not None:
            yield Mark(found.start(), end, fits)
        if (known := fitting[word]) is not None:
            yield Mark(found.start(), found.end(), known)
        if phrases:
            last.extend((found.start(), token) for token in folded(word))
            yield from (
                Mark(start, found.end(), number)
                for number, term in phrases
                if (start := _start(term, list(last))) is not None
            )


@lru_cache(MOST_ASKED)
def _fitting(_terms: tuple[Term, ...]) -> dict[str, int | None]:
    """By word which of the terms it fits, alone: texts say most of their words again and again."""
    return {}


def _start(phrase: Term, last: list[tuple[int, str]]) -> int | None:
    """Where the phrase begins, if the last words are it, whichever of them are written in one."""
    wanted = "".join(phrase.words)
    for start, token in reversed(last):
        if not wanted.endswith(token):
            return None
        wanted = wanted[: len(wanted) - len(token)]
        if not wanted:
            return start
    return None
