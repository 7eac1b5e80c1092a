"""People: present, absent, or only mentioned."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.reading.blocks import Block
from tracker.reading.grammar import Grammar
from tracker.reading.spans import Span

_CAP = r"(?:[A-ZÉÈÀÂÇÎÔÖÜÁÓŠŽĆ][\w'’-]+|[A-Z]\.)"
_LINK = r"(?:de|van|von|der|den|del|della|da|dos|bin|al|el|la|le|du|des|ter|ten|Al-?)"
_NAME = rf"{_CAP}(?: (?:{_LINK} ){{0,2}}{_CAP}){{0,3}}"
_FULL = re.compile(rf"{_CAP}(?: (?:{_LINK} ){{0,2}}{_CAP}){{1,3}}(?![\w])")
_SEPARATOR = re.compile(r"[,;\n•]| - | and | et |\t| {3,}|\|")
_HANDLE = re.compile(r"@?[\w.-]{2,30}")


@dataclass(slots=True)
class Person:
    name: str
    presence: str  # present, absent or mentioned
    span: Span
    title: str = ""
    known: str | None = None


@dataclass(slots=True)
class _Found:
    by_name: dict[str, Person] = field(default_factory=dict)

    def add(self, person: Person) -> None:
        key = _key(person.name)
        first = self.by_name.get(key)
        if first is None:
            self.by_name[key] = person
        elif first.presence == "mentioned":
            first.presence = person.presence


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def people_in(plain: str, blocks: list[Block], grammar: Grammar) -> list[Person]:
    found = _Found()
    for block in blocks:
        presence = {"people": "present", "absent": "absent"}.get(block.section if block.section_is_near else "")
        label = _attendance_label(plain, block, grammar)
        if label:
            presence, start = label
            _listed(plain, start, block.end, presence, grammar, found)
        elif presence and block.kind != "heading" and block.end - block.start < 1500:
            _listed(plain, block.start, block.end, presence, grammar, found)
        if block.speaker:
            _speaker(block, found, grammar)
    for person in _titled(plain, grammar):
        found.add(person)
    return _merged(list(found.by_name.values()))


def _attendance_label(plain: str, block: Block, grammar: Grammar) -> tuple[str, int] | None:
    """ "Present: A, B and C" in one block."""
    head = plain[block.start : min(block.end, block.start + 60)]
    before, colon, _ = head.partition(":")
    meaning = grammar.section(before) if colon else ""
    if meaning not in ("people", "absent"):
        return None
    return ("present" if meaning == "people" else "absent"), block.start + len(before) + 1


def _listed(plain: str, start: int, end: int, presence: str, grammar: Grammar, found: _Found) -> None:
    place = start
    for piece in _SEPARATOR.split(plain[start:end]):
        at = plain.find(piece, place, end)
        place = max(place, at + len(piece))
        words = _bare(piece, grammar)
        if (name := _FULL.match(words)) and not _is_body(name[0], grammar):
            found.add(Person(name[0], presence, Span(at, at + len(piece))))
        elif len(words.split()) == 1 and _HANDLE.fullmatch(words) and words.lower() not in grammar.words["not_owner"] and len(words) > 2:
            found.add(Person(words.lstrip("@"), presence, Span(at, at + len(piece))))


def _bare(piece: str, grammar: Grammar) -> str:
    words = re.sub(r"\([^)]*\)?|\[[^\]]*\]|[*_#\[\]]", " ", piece).split()
    while words and words[0].strip(".:").lower() in grammar.words["person_titles"]:
        words = words[1:]
    return " ".join(words).strip(" .:-+")


def _speaker(block: Block, found: _Found, grammar: Grammar) -> None:
    name = block.speaker
    if _FULL.fullmatch(name) and not _is_body(name, grammar) and not grammar.section(name):
        found.add(Person(name, "present", Span(block.start, block.start + len(name))))


def _is_body(name: str, grammar: Grammar) -> bool:
    return bool({word.lower().strip(".") for word in name.split()} & grammar.words["body_words"])


def _titled(plain: str, grammar: Grammar) -> Iterator[Person]:
    titles = "|".join(sorted((re.escape(one) for one in grammar.words["titles_before_names"]), key=len, reverse=True)).replace("_", " ")
    for one in re.finditer(rf"\b({titles})\.? ((?:{titles})\.? )?({_NAME})", plain):
        if not _is_body(one[3], grammar):
            yield Person(re.sub(r"'s?$", "", one[3]), "mentioned", Span(*one.span(3)), one[1])


def _merged(people: list[Person]) -> list[Person]:
    """A family name alone is the person whose whole name stands elsewhere."""
    whole = [set(_key(person.name).split()) for person in people]
    return [
        person for n, person in enumerate(people) if not any(whole[n] < other or (whole[n] == other and m < n) for m, other in enumerate(whole))
    ]
