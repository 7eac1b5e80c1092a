"""Bodies and mandates that a text names, by their own words."""

import re

from tracker.reading.blocks import Block
from tracker.reading.grammar import Grammar
from tracker.reading.spans import Span, spaced

_CAP = r"(?:(?:[A-Z]\.){1,4}|[A-ZÉÈÀÂÎÔ][\w'&-]*)"
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,}(?:-[A-Z]{2,})?[A-Z]\b")
_NUMBER = re.compile(r" (?:No\.? ?|n° ?)?(?=[\w/-]{0,20}\d)[\w/-]{1,30}")
_CODE = re.compile(
    r"(?<![\w/-])([A-Z]{2,6}(?:/[A-Z]{2,5})?)(?: [A-Z]{2,5})?(?:-[A-Z]{1,3})?[ -]\d{1,6}(?::\d{4})?(?![\w/-])"
)
_IN_CAPITALS = re.compile(r"[A-Z]{3,} |[A-Z]{3,}\Z| [A-Z]{3,}")


def bodies_in(plain: str, blocks: list[Block], grammar: Grammar) -> list[tuple[str, Span]]:
    """Each once, in order."""
    found = []
    for one in _named(plain, blocks, grammar, "body_words"):
        for piece in _halves(one, grammar):
            name = _to_last(piece, grammar, "body_words")
            words = {word.lower() for word in name.split()}
            if len(words) > 1 and not words & grammar.words["not_in_body"]:
                found.append((_cut(name), Span(one.start(), one.start() + len(one[0]))))
    found += [*_acronyms(plain, grammar), *_commonly_known(plain, grammar)]
    return _once(found)


def _halves(one: re.Match[str], grammar: Grammar) -> list[str]:
    """ "A Committee and B Council" are two."""
    halves = re.split(r" (?:and|et|&) ", one[0])
    are_two = len(halves) > 1 and all(
        {word.lower() for word in half.split()} & grammar.words["body_words"] for half in halves
    )
    return halves if are_two else [one[0]]


def _to_last(name: str, grammar: Grammar, words: str) -> str:
    """Up to the last of the words, and what is joined to it: "Ministry of Defence Peter Mann" ends with "Defence"."""
    tokens = name.split()
    last = max(
        (n for n, token in enumerate(tokens) if token.lower().strip(".,") in grammar.words[words]),
        default=len(tokens) - 1,
    )
    end = last + 1
    if end < len(tokens) and tokens[end].lower() in grammar.words["joins"]:
        end = len(tokens)
    return " ".join(tokens[:end])


def _commonly_known(plain: str, grammar: Grammar) -> list[tuple[str, Span]]:
    """Names that hold none of the words, such as "European Union"."""
    names = "|".join(name.replace("_", " +") for name in sorted(grammar.words["known_bodies"]))
    return [(one[0], Span(*one.span())) for one in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", plain)]


def _acronyms(plain: str, grammar: Grammar) -> list[tuple[str, Span]]:
    """Those among other words (a line in capitals holds none) that are named as somebody: often, or with "the"."""
    found: dict[str, list[Span]] = {}
    for one in _ACRONYM.finditer(plain):
        around = plain[max(0, one.start() - 14) : one.start()] + plain[one.end() : one.end() + 14]
        if one[0].lower() not in grammar.words["not_body"] and not _IN_CAPITALS.search(around):
            found.setdefault(one[0], []).append(Span(*one.span()))
    kept = []
    for name, spans in found.items():
        before = plain[max(0, spans[0].start - 6) : spans[0].start].lower()
        if len(spans) > 1 or before.endswith((" the ", " by ", "with ", "from ", " le ", " la ", " du ", " l'", "(")):
            kept.append((name, spans[0]))
    return kept


def mandates_in(plain: str, blocks: list[Block], grammar: Grammar) -> list[tuple[str, Span]]:
    """Resolutions, agreements and the like, and what is called by letters and a number: "ISO 17034"."""
    found = []
    for one in _named(plain, blocks, grammar, "mandate_words"):
        number = _NUMBER.match(plain, one.end())
        name = one[0] + number[0].rstrip("-/") if number else _to_last(one[0], grammar, "mandate_words")
        tokens = {word.lower() for word in name.split()}
        if len(_cut(name).split()) > 1 and not tokens & grammar.words["not_in_mandate"]:
            found.append((_cut(name), Span(one.start(), one.start() + len(name))))
    codes = (one for one in _CODE.finditer(plain) if one[1].lower() in grammar.words["codes"])
    return _once([*found, *((one[0], Span(*one.span())) for one in codes)])


def _named(plain: str, blocks: list[Block], grammar: Grammar, words: str) -> list[re.Match[str]]:
    """Runs of words with capitals, joined by small ones, that hold one of the words."""
    joins = "|".join(sorted(grammar.words["joins"], key=len, reverse=True))
    run = re.compile(spaced(rf"(?:{_CAP})(?: (?:(?:{joins}) ){{0,2}}{_CAP}){{0,9}}"))
    runs = (one for block in blocks for one in run.finditer(plain, block.start, block.end))
    return [one for one in runs if {word.lower().strip(".,") for word in one[0].split()} & grammar.words[words]]


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
