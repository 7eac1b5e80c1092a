"""The meeting's own day and place, from the top of the text."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tracker.reading.fields.dates import Dated, Shapes, days_in
from tracker.reading.grammar import Grammar
from tracker.reading.layout.blocks import Block

TOP = 1800
_TITLE = 140
_CAP = r"[A-ZÉÈ][\w.'’-]*"
_NAME = rf"{_CAP}(?:,? (?:(?:of|de|la|the|du|des) )?{_CAP}){{0,5}}"
# The day of something else: "the next call is Wednesday, 30 March".
_TO_COME = re.compile(
    r"\b(?:next|due|deadline|by|until|before|will|prochaine?s?|avant|d'ici|réunira|tiendra|aura lieu)\b[^.;:|]*\Z"
)
# The day on which something else came about: "the declaration signed in Paris on 21 June 2013".
_OF_ANOTHER = re.compile(
    r"\b(?:signed|adopted|established|founded|created|since|dated|signée?s?|adoptée?s?|créée?s?|depuis|datée?s?"
    r"|attaque|attack)\b[^.;:|\n]{0,50}\Z"
)
_LABEL = re.compile(r"[*_ ]*(?:location|place|venue|lieu)[*_ ]* ?: ?[*_ \t]*(.{3,80})", re.IGNORECASE)
_BY_WIRE = re.compile(r"\b(?:online|en[- ]ligne|virtual|visio[\w-]*|zoom|webex)\b", re.IGNORECASE)
_IN_TITLE = re.compile(rf"\(({_NAME}|online|en[- ]ligne|virtual)\)")
_DATELINE = re.compile(rf"({_NAME}),? (?=\d{{1,2}}(?:st|nd|rd|th|er)?,? \w+,? \d{{4}}|{_CAP} \d{{1,2}}\b)")
_DATE = re.compile(r"\d{1,2}[ ./-]\w+[ ./-]\d{4}\Z|\w+ \d{1,2},? \d{4}\Z")
_HAPPENED = (
    r"held|met|meetings?|gathered|convened|took place|hosted|conference|dialogue|workshop|retreat|f2f|call to order"
    r"|talks|over the last|réunie?s?|tenue?|réunion|entretenus?|entretien|entretiens|reçue?|visite|audience|visited"
)
_PLACE = re.compile(
    rf"\b(?i:{_HAPPENED})\b(?:[^.;:]|[.:](?=\d)){{0,90}}?\b(?:in|at|à|au|aux|en) (?:the |la |l'|le )?({_NAME})"
)
_VISITED = re.compile(rf"\b(?:will visit|visited|delegation to|to visit) ({_NAME})")
_WELCOMED = re.compile(r"\bto ((?:[A-Z][\w-]*)(?: [A-Z][\w-]*)* (?:Headquarters|HQ|House))\b")


def meeting_day(lower: str, shapes: Shapes, day_first: bool) -> Dated | None:
    """The first day that stands at the top; one with its year before one without."""
    found = sorted(days_in(lower, 0, min(len(lower), TOP), shapes, day_first), key=lambda one: one.span)
    days = [one for one in found if len(one.value) == len("2018-05-25") or one.value[0] == "-"]
    for other in (_TO_COME, _OF_ANOTHER):
        days = [one for one in days if not other.search(lower, max(0, one.span.start - 60), one.span.start)]
    return next((one for one in days if one.is_whole), days[0] if days else None)


def as_day(dated: Dated | None) -> date | None:
    return date.fromisoformat(dated.value) if dated and dated.is_whole else None


def place_of(plain: str, blocks: list[Block], grammar: Grammar) -> str:
    """Where it was: by a label, the title, a line above, or the sentence that says that it was held; or ""."""
    top = [" ".join(plain[block.start : block.end].split()) for block in blocks if block.start < TOP]
    if label := next(filter(None, map(_LABEL.match, top)), None):
        wire = _BY_WIRE.search(label[1])
        return wire[0].lower() if wire else label[1].strip(" .,*_")
    days = {word for name in ("months", "weekdays") for word in grammar.ordered[name]}
    places = (_before(place, days) for place in _told(top))
    return next((place for place in places if _is_place(place, grammar)), "")


def _told(top: list[str]) -> Iterator[str]:
    """What may be a place, the surest first."""
    for shape in (_IN_TITLE, _DATELINE):
        lines = [line for line in top[:4] if len(line) < _TITLE]
        yield from (found[1] for line in lines for found in shape.finditer(line))
    yield from (line for line, below in pairwise(top[:6]) if re.fullmatch(_NAME, line) and _DATE.match(below))
    for shape in (_WELCOMED, _PLACE, _VISITED):
        yield from (found[1] for line in top for found in shape.finditer(line))


def _before(words: str, days: set[str]) -> str:
    """ "Vancouver, December" is Vancouver."""
    tokens = words.split()
    end = next((n for n, token in enumerate(tokens) if token.lower().strip(",.") in days), len(tokens))
    end = next((n + 1 for n, token in enumerate(tokens[:end]) if len(token) > 4 and token[-1] == "."), end)
    return " ".join(tokens[:end]).strip(" .,")


def _is_place(words: str, grammar: Grammar) -> bool:
    """Whether it can be one: no body, no person, no letters or number that stand for a name."""
    said = {word.lower().strip(",.").removesuffix("'s") for word in words.split()}
    known = grammar.words
    others = known["body_words"] | known["person_titles"] | known["roles"] | known["no_place"]
    is_short_name = (words.isupper() and len(words) < 7) or any(letter.isdigit() for letter in words)
    return len(words) > 3 and len(said) < 6 and not said & others and not is_short_name
