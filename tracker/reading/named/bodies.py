"""Bodies and mandates that a text names, by their own words."""

import re

from tracker.reading.grammar import Grammar
from tracker.reading.spans import Span, spaced

_CAP = r"(?:(?:[A-Z]\.){1,4}|[A-ZÉÈÀÂÎÔ][\w'&-]*)"
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,}(?:-[A-Z]{2,})?[A-Z]\b")
_NUMBER = re.compile(r" (?:No\.? ?|n° ?)?(?=[\w/-]{0,20}\d)[\w/-]{1,30}")
_CODE = re.compile(
    r"(?<![\w/-])([A-Z]{2,6}(?:/[A-Z]{2,5})?)(?: [A-Z]{2,5})?(?:-[A-Z]{1,3})?[ -]?\d{1,6}(?::\d{4})?(?![\w/-])"
)
_PARAGRAPH = re.compile(r"\b(?:[A-Z][a-z]+ +){0,3}(?:Code|Act|Rule|Regulation|Article) +(?:[Ss]ections? +)?\d[\w.-]*\w")
_BEFORE = {
    "the", "a", "an", "la", "le", "les", "at", "in", "on", "for", "and", "of", "under", "see", "per", "by", "with",
    "following", "sous", "selon", "vu",
}  # fmt: skip
# A word before an article, as whoever asks somebody for something begins.
_DEED = re.compile(rf"({_CAP}) (?:(?:(?:to|with|à|avec) )?(?:the|le|la|les)|aux?) (?={_CAP})")
_GOES_ON = re.compile(r" +[A-Z]")
_BEFORE_SOMEBODY = re.compile(r"\b(?:the|with|from|by|le|la|du|au|l'|par|avec) *\Z")
_DOES = re.compile(
    r"'s| +(?:will|has|have|agree|request|recommend|invite|decide|plan|staff|member|board|meeting|would|demande|décide)"
)
_IN_CAPITALS = re.compile(r"[A-Z]{3,} |[A-Z]{3,}\Z| [A-Z]{3,}")


def bodies_in(plain: str, stretches: list[Span], grammar: Grammar) -> list[tuple[str, Span]]:
    """Each once, in order."""
    found = []
    for one in _named(plain, stretches, grammar, "body_words"):
        for piece in _halves(one, grammar):
            _what, whom = _given(piece, grammar)
            whole = _without_deed(_to_last(whom, grammar, "body_words"), grammar)
            name = _undated(_without_post(whole, grammar), grammar)
            words = {word.lower() for word in name.split()}
            if len(words) > 1 and words & grammar.words["body_words"]:
                at = one.start() + max(0, one[0].find(name))
                found.append((name, Span(at, at + len(name))))
    found += [*_acronyms(plain, grammar), *_commonly_known(plain, grammar)]
    return _once(found)


def _halves(one: re.Match[str], grammar: Grammar) -> list[str]:
    """ "A Committee and B Council" are two; so are "the A Bank and the B", but not "Office of A and the B"."""
    halves = re.split(r"\s(?:and|et|&)\s", one[0])
    are_two = len(halves) > 1 and all(
        {word.lower() for word in half.split()} & grammar.words["body_words"] for half in halves
    )
    if are_two:
        return halves
    before, _and, after = one[0].partition(" and the ")
    return [before, after] if after and not {"of", "for"} & {*before.split()} else [one[0]]


def _without_deed(name: str, grammar: Grammar) -> str:
    """ "Ask the World Bank", "Write to the World Bank" and "On Monday the World Bank" name the bank alone."""
    known = grammar.words["body_words"] | grammar.words["mandate_words"]
    found = _DEED.match(name := _cut(name))
    return name[found.end() :] if found and found[1].lower() not in known else name


def _given(name: str, grammar: Grammar) -> tuple[str, str]:
    """Of "Trade Protocol to the Harbour Authority" what is given and who gets it, else twice the name."""
    what, _to, whom = name.partition(" to the ")
    said, named = ({word.lower() for word in part.split()} for part in (what, whom))
    mandates, bodies = grammar.words["mandate_words"], grammar.words["body_words"]
    is_given = said & mandates and named & bodies and not said & bodies and not named & mandates
    return (what, whom) if is_given else (name, name)


def _without_post(name: str, grammar: Grammar) -> str:
    """Of "Executive Director of the Water Authority" and "Ministry of Defence Secretary Mann" the body alone."""
    posts = grammar.words["roles"] | grammar.words["not_in_body"] | grammar.words["person_titles"]
    tokens = _cut(name).split()
    bare = [token.lower().strip(".,") for token in tokens]
    first = next((n for n, word in enumerate(bare) if word in grammar.words["body_words"]), 0)
    of = [n for n, word in enumerate(bare[:first]) if word in grammar.words["joins"]]
    if of and set(bare[: of[0]]) & posts:
        tokens, bare = tokens[of[0] + 1 :], bare[of[0] + 1 :]
    while tokens and bare[0] in posts | grammar.words["joins"]:
        tokens, bare = tokens[1:], bare[1:]
    roles = grammar.words["roles"] - grammar.words["joins"]
    ends = (n for n, word in enumerate(bare) if n > max(first, 1) and word in roles and "the" not in bare[first:n])
    end = next(ends, len(bare))
    return _cut(" ".join(tokens[:end]))


def _undated(name: str, grammar: Grammar) -> str:
    """ "The Civic Centre on Wednesday" is the Civic Centre."""
    tokens = name.split()
    days = {*grammar.ordered["weekdays"], *grammar.ordered["months"]}
    end = next((n for n, token in enumerate(tokens) if n and token.lower().strip(".,") in days), len(tokens))
    while end > 1 and end < len(tokens) and tokens[end - 1].lower() in grammar.words["joins"]:
        end -= 1
    return " ".join(tokens[:end])


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
    found = _these(grammar.words["known_bodies"]).finditer(plain)
    return [(one[0], Span(*one.span())) for one in found if not _GOES_ON.match(plain, one.end())]


def _acronyms(plain: str, grammar: Grammar) -> list[tuple[str, Span]]:
    """Those among other words (a line in capitals holds none) that are named as somebody: "the WCO", "(WCO)"."""
    found: dict[str, Span] = {}
    for one in _ACRONYM.finditer(plain):
        around = plain[max(0, one.start() - 14) : one.start()] + plain[one.end() : one.end() + 14]
        is_name = one[0].lower() not in grammar.words["not_body"] and not _IN_CAPITALS.search(around)
        if is_name and one[0] not in found and _is_somebody(plain, one):
            found[one[0]] = Span(*one.span())
    return list(found.items())


def _is_somebody(plain: str, one: re.Match[str]) -> bool:
    before, after = plain[max(0, one.start() - 12) : one.start()].lower(), plain[one.end() : one.end() + 12]
    if before.endswith("(") and after.startswith(")"):
        return True
    return bool(_BEFORE_SOMEBODY.search(before) or _DOES.match(after))


def mandates_in(plain: str, stretches: list[Span], grammar: Grammar) -> list[tuple[str, Span]]:
    """Resolutions, agreements and the like, and what is called by letters and a number: "ISO 17034"."""
    found = []
    for one in _named(plain, stretches, grammar, "mandate_words"):
        number = _NUMBER.match(plain, one.end())
        what, _whom = _given(one[0], grammar)
        name = one[0] + number[0].rstrip("-/") if number else _to_last(what, grammar, "mandate_words")
        bare = _without_deed(name, grammar)
        if len(bare.split()) > 1 and (number or _is_mandate(bare, grammar)):
            found.append((bare, Span(one.start(), one.start() + len(name))))
    codes = (one for one in _CODE.finditer(plain) if one[1].lower() in grammar.words["codes"])
    known = _PARAGRAPH, _these(grammar.words["known_mandates"]), _these(grammar.words["plain_mandates"])
    told = (one for shape in known for one in shape.finditer(plain))
    return _once([*found, *((one[0], Span(*one.span())) for shape in (codes, told) for one in shape)])


def _is_mandate(name: str, grammar: Grammar) -> bool:
    """A "Policy" of an office's own name is none, nor is the "Order" that a meeting is called to."""
    tokens = [word.lower() for word in name.split()]
    first = next((n for n, word in enumerate(tokens) if word in grammar.words["mandate_words"]), 0)
    if set(tokens) & grammar.words["not_in_mandate"]:
        return False
    if tokens[first] in grammar.words["mandate_words_of_offices"]:
        return not set(tokens[:first]) & (grammar.words["body_words"] | grammar.words["not_in_body"])
    needs_more = grammar.words["mandate_words_of"]
    return bool(set(tokens) & (grammar.words["mandate_words"] - needs_more)) or tokens[-1] not in needs_more


def _these(names: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(name.replace("_", " +") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


def _named(plain: str, stretches: list[Span], grammar: Grammar, words: str) -> list[re.Match[str]]:
    """Runs of words with capitals, joined by small ones, that hold one of the words."""
    joins = "|".join(sorted(grammar.words["joins"], key=len, reverse=True))
    run = re.compile(spaced(rf"(?:{_CAP})(?: (?:(?:{joins})(?:(?<=')| )){{0,2}}{_CAP}){{0,9}}"))
    runs = (one for span in stretches for one in run.finditer(plain, span.start, span.end))
    return [one for one in runs if {word.lower().strip(".,") for word in one[0].split()} & grammar.words[words]]


def _cut(name: str) -> str:
    words = re.sub(r"'s$", "", name).strip(" .").split()
    while words and words[0].lower() in _BEFORE:
        words = words[1:]
    return " ".join(words)


def _once(found: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    seen: dict[str, tuple[str, Span]] = {}
    for name, span in sorted(found, key=lambda one: one[1]):
        if len(name) > 2:
            seen.setdefault(name.lower(), (name, span))
    return list(seen.values())
