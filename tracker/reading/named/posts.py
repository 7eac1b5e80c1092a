"""People that running text names by their posts: "Minister Ann Bo", "clerks Ann Bo and Cy Do", "the chair, Ann Bo"."""

import re
from collections.abc import Iterator

from tracker.reading.grammar import Grammar
from tracker.reading.named.names import FULL, NAME, is_body
from tracker.reading.spans import Span, spaced

_NEXT = re.compile(spaced(rf"(?:, ?(?:and |et )?| (?:and|et) )({FULL})"))
_BY = spaced(rf"\b(?:(?:seconded|proposed|moved|chaired) by|seconded|second by|présidée? par|présidence de) ({FULL})")
_GOES_ON = r"(?=[,.;)]| and\b| et\b| on\b| à\b| en\b| has\b| a\b)"


def by_posts(plain: str, stretches: list[Span], grammar: Grammar) -> Iterator[tuple[str, Span, str]]:
    """Name, place and post, as far as it is told, each within a stretch. In no order, some more than once."""
    titles = "|".join(
        sorted((re.escape(one) for one in grammar.words["titles_before_names"]), key=len, reverse=True)
    ).replace("_", " ")
    titled = re.compile(spaced(rf"\b({titles})\.? ((?:{titles})\.? )?") + rf"({NAME})")
    for one in _within(plain, stretches, titled):
        if not is_body(one[3], grammar):
            yield _name(one[3]), Span(*one.span(3)), one[1]
    posts = "|".join(sorted(grammar.words["posts"], key=len, reverse=True))
    for shape in (
        spaced(rf"\b(?i:{posts})s?\b ({FULL})"),
        spaced(rf"\b(?i:{posts})\b[^.;:()]{{0,70}}?, (?:(?:M|Mr|Mrs|Ms|Mme|Dr)\.? )?({FULL}){_GOES_ON}"),
        _BY,
    ):
        yield from _listed(plain, stretches, re.compile(shape), grammar)


def _within(plain: str, stretches: list[Span], shape: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return (found for span in stretches for found in shape.finditer(plain, span.start, span.end))


def _listed(
    plain: str, stretches: list[Span], shape: re.Pattern[str], grammar: Grammar
) -> Iterator[tuple[str, Span, str]]:
    """The name that the shape finds, and those joined to it."""
    for one in _within(plain, stretches, shape):
        found: re.Match[str] | None = one
        while found and not is_body(found[1], grammar):
            yield _name(found[1]), Span(*found.span(1)), ""
            found = _NEXT.match(plain, found.end(1), one.endpos)


def _name(words: str) -> str:
    return " ".join(re.sub(r"'s?$", "", words).split())
