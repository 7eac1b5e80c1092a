"""People: present, absent, or only mentioned."""

import re
from dataclasses import dataclass, field

from tracker.reading.grammar import Grammar
from tracker.reading.layout.blocks import Block
from tracker.reading.named.names import FULL, is_body
from tracker.reading.named.posts import by_posts
from tracker.reading.spans import Span

_FULL = re.compile(FULL)
_SEPARATOR = re.compile(r"[,;\n•]| - | and | et |\t| {3,}|\|")
_IN_BRACKETS = re.compile(r"\(([^()]{2,60})\)")
_LINKED = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_NEAR_TOP = 60
_FEW = 3
_HANDLE = re.compile(r"@?[\w.-]{2,30}")


@dataclass(slots=True)
class Person:
    name: str
    presence: str  # present, absent or mentioned
    span: Span
    title: str = ""


@dataclass(slots=True)
class _Found:
    by_name: dict[str, Person] = field(default_factory=dict)
    bodies: list[tuple[str, Span]] = field(default_factory=list)

    def add(self, person: Person) -> None:
        key = _key(person.name)
        first = self.by_name.get(key)
        if first is None:
            self.by_name[key] = person
        elif first.presence == "mentioned":
            first.presence = person.presence


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def people_in(
    plain: str, blocks: list[Block], stretches: list[Span], grammar: Grammar
) -> tuple[list[Person], list[tuple[str, Span]]]:
    """The people, and the bodies that stand behind their names in a list of who was there."""
    found = _Found()
    rows = _rows_of_names(plain, blocks, grammar)
    for n, block in enumerate(blocks):
        if label := _attendance_label(plain, block, grammar):
            _listed(plain, label[1], block.end, label[0], grammar, found, are_all=True)
        elif presence := _presence(block, n in rows):
            end = _first_cell(plain, block) if block.kind == "row" else block.end
            _listed(plain, block.start, end, presence, grammar, found)
        if block.speaker:
            _speaker(block, found, grammar)
    for name, span, post in by_posts(plain, stretches, grammar):
        found.add(Person(name, "mentioned", span, post))
    return _merged(list(found.by_name.values())), found.bodies


def _presence(block: Block, is_row: bool) -> str:
    if block.kind == "heading" or block.end - block.start > 1500:
        return ""
    listed = {"people": "present", "absent": "absent"}.get(block.section if block.section_is_near else "", "")
    if not (listed or is_row):
        return ""
    return "absent" if block.box == "" else listed or "present"


def _rows_of_names(plain: str, blocks: list[Block], grammar: Grammar) -> set[int]:
    """Numbers of blocks near the top that are each a name with what that person is, at least two in a row."""
    looks = [n for n, block in enumerate(blocks[:_NEAR_TOP]) if _is_row_of_name(plain, block, grammar)]
    return {n for n in looks if n + 1 in looks or n - 1 in looks}


def _is_row_of_name(plain: str, block: Block, grammar: Grammar) -> bool:
    found = _FULL.match(plain, block.start, block.end)
    if not found or block.kind == "heading" or block.end - block.start > 90 or is_body(found[0], grammar):
        return False
    return plain[found.end() : found.end() + 2] in (" -", ", ", " (") and not plain[block.start : block.end].endswith(
        "."
    )


def _attendance_label(plain: str, block: Block, grammar: Grammar) -> tuple[str, int] | None:
    """ "Present: A, B and C" in one block, or a row of a table."""
    head = plain[block.start : min(block.end, block.start + 60)]
    at = len(head) - len(head.lstrip("| "))
    before, mark, _ = head[at:].partition("|" if block.kind == "row" else ":")
    meaning = grammar.section(before) if mark else ""
    if meaning not in ("people", "absent"):
        return None
    return ("present" if meaning == "people" else "absent"), block.start + at + len(before) + 1


def _first_cell(plain: str, block: Block) -> int:
    """Where the first cell of a row with words ends: who it is stands there, what that person is in the others."""
    start = block.start + len(plain[block.start : block.end]) - len(plain[block.start : block.end].lstrip("| "))
    end = plain.find("|", start, block.end)
    return end if end > 0 else block.end


def _listed(
    plain: str, start: int, end: int, presence: str, grammar: Grammar, found: _Found, are_all: bool = False
) -> None:
    """`are_all`: people one after another, not one person and what that person is."""
    place = start
    pieces = [piece for piece in _SEPARATOR.split(plain[start:end]) if piece.strip()]
    for n, piece in enumerate(pieces):
        at = max(place, plain.find(piece, place, end))
        place = at + len(piece)
        span = Span(at, place)
        words = _bare(piece, grammar)
        name = _FULL.match(words)
        if n and len(pieces) <= _FEW and not are_all:
            _affiliation(words, span, grammar, found)
        elif name and not is_body(name[0], grammar):
            found.add(Person(name[0], presence, span))
        elif _is_handle(words, grammar):
            found.add(Person(words.lstrip("@"), presence, span))
        for inside in _IN_BRACKETS.finditer(piece):
            _affiliation(inside[1], Span(at + inside.start(1), at + inside.end(1)), grammar, found)


def _affiliation(words: str, span: Span, grammar: Grammar, found: _Found) -> None:
    words = words.strip(" .")
    tokens = {word.lower().strip(".,") for word in words.split()}
    if words[:1].isupper() and len(tokens) <= 7 and not tokens & grammar.words["roles"]:
        found.bodies.append((words, span))


def _is_handle(words: str, grammar: Grammar) -> bool:
    is_one = len(words.split()) == 1 and len(words) > 2 and bool(_HANDLE.fullmatch(words)) and not words.isdigit()
    return is_one and words.lower() not in grammar.words["not_owner"] | grammar.words["no_person"]


def _bare(piece: str, grammar: Grammar) -> str:
    piece = _LINKED.sub(r"\1", piece)
    words = re.sub(r"\([^)]*\)?|\[[^\]]*\]|[*_#\[\]]", " ", piece).split()
    while words and words[0].strip(".:").lower() in grammar.words["person_titles"]:
        words = words[1:]
    return " ".join(words).strip(" .:-+")


def _speaker(block: Block, found: _Found, grammar: Grammar) -> None:
    name = block.speaker
    if _FULL.fullmatch(name) and not is_body(name, grammar) and not grammar.section(name):
        found.add(Person(name, "present", block.speaker_span))


def _merged(people: list[Person]) -> list[Person]:
    """A name of one word is the person whose whole name stands elsewhere."""
    within = {word for person in people if " " in person.name for word in _key(person.name).split()}
    return [person for person in people if " " in person.name or _key(person.name) not in within]
