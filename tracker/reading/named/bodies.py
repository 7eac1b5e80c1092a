"""Bodies and mandates that a text names, by their own words."""

import re

from tracker.reading.grammar import Grammar
from tracker.reading.spans import Span

_CAP = r"[A-ZÉÈÀÂÎÔ][\w'’&.-]*"
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,}(?:-[A-Z]{2,})?[A-Z]\b")
_YEAR = re.compile(r"(?:19|20)\d\d")


def bodies_in(plain: str, grammar: Grammar) -> list[tuple[str, Span]]:
    """Each once, in order."""
    found = [(one[0], Span(*one.span())) for one in _named(plain, grammar, "body_words")]
    found += [(one[0], Span(*one.span())) for one in _ACRONYM.finditer(plain) if one[0].lower() not in grammar.words["not_body"]]
    return _once([(_cut(name), span) for name, span in found])


def mandates_in(plain: str, grammar: Grammar) -> list[tuple[str, Span]]:
    found = []
    for one in _named(plain, grammar, "mandate_words"):
        number = re.match(r" (?:No\.? ?|n° ?)?(?=[\w/-]*\d)[\w/-]+", plain[one.end() : one.end() + 20])
        name = one[0] + (number[0].rstrip("-/") if number else "")
        if len(name.split()) > 1:
            found.append((_cut(name), Span(one.start(), one.start() + len(name))))
    return _once(found)


def _named(plain: str, grammar: Grammar, words: str) -> list[re.Match[str]]:
    """Runs of words with capitals, joined by small ones, that hold one of the words."""
    joins = "|".join(sorted(grammar.words["joins"], key=len, reverse=True))
    run = re.compile(rf"(?:{_CAP})(?: (?:(?:{joins}) ){{0,2}}{_CAP}){{0,9}}")
    return [one for one in run.finditer(plain) if {word.lower().strip(".,") for word in one[0].split()} & grammar.words[words]]


def _cut(name: str) -> str:
    words = re.sub(r"'s$", "", name).strip(" .").split()
    while words and words[0].lower() in {"the", "a", "an", "la", "le", "les", "at", "in", "on", "for", "and", "of"}:
        words = words[1:]
    return " ".join(words)


def _once(found: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    seen: dict[str, tuple[str, Span]] = {}
    for name, span in sorted(found, key=lambda one: one[1]):
        if len(name) > 2:
            seen.setdefault(name.lower(), (name, span))
    return list(seen.values())
