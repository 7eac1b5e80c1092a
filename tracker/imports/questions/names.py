"""Names in the rows of an import that nobody has: what is near, who is meant, and what goes into the directory."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from tracker.directory.left import say_person
from tracker.directory.merging.near_names import near_names
from tracker.directory.models import Organisation, Person
from tracker.imports.cell_values import MAKERS
from tracker.imports.headers import HEADS, Field
from tracker.imports.models import Import
from tracker.imports.reading.choice_words import sign
from tracker.kit.text import fold

KINDS: dict[str, Any] = {
    Field.OWNER: Person, Field.PARTNER: Organisation, Field.UNIT: Organisation, Field.WAITING_ON: Organisation,
}  # fmt: skip
# So many are shown, and for so many of them is looked what is near.
MOST_SHOWN, MOST_COMPARED = 200, 25


@dataclass(frozen=True, slots=True)
class UnknownName:
    """`key` is what a form calls it; it may be put into the directory where `is_ticked` is no None.

    `near` are the names of known ones, as a field takes them and as people read them.
    """

    key: str
    words: str
    label: Any
    rows: int
    is_ticked: bool | None
    near: list[tuple[str, str]]


def unknown_names(source: Import) -> list[UnknownName]:
    """Those to which something is near first; nothing once the import is confirmed."""
    if source.confirmed_at:
        return []
    every = sorted(_counted(source).items(), key=lambda each: (fold(each[0][1]), each[0][0]))[:MOST_SHOWN]
    found = [_shown(source, *name, rows, place < MOST_COMPARED) for place, (name, rows) in enumerate(every)]
    return sorted(found, key=lambda each: not each.near)


def taken_for(source: Import, key: str, words: str) -> dict[str, Any]:
    """What an import is previewed by, once a name in it is taken for a known one."""
    field, name = parted(key)
    if field not in KINDS:
        return {}
    how = source.how
    meanings = {**how.meanings, field: {**how.meanings.get(field, {}), sign(name): words}}
    return {"reading": asdict(replace(how, meanings=meanings))}


def ticked(source: Import, shown: Collection[str], keys: Collection[str]) -> dict[str, Any]:
    """The same, once it is said which of the `shown` go into the directory; the others are as they were."""
    before = source.adds
    added: dict[str, list[str]] = {}
    for field, name in _counted(source):
        key = key_of_name(field, name)
        if field in MAKERS and (key in keys if key in shown else before(field, name)):
            added.setdefault(field, []).append(sign(name))
    return {"adds_names": False, "reading": asdict(replace(source.how, added=added))}


def key_of_name(field: str, name: str) -> str:
    return f"{field}:{name}"


def parted(key: str) -> tuple[str, str]:
    field, _colon, name = key.partition(":")
    return field, name


def _counted(source: Import) -> Counter[tuple[str, str]]:
    """How many rows have each unknown name in each field."""
    return Counter(_names(source))


def _names(source: Import) -> Iterator[tuple[str, str]]:
    for names in source.lines.exclude(names={}).order_by("number").values_list("names", flat=True).iterator():
        yield from names.items()


def _shown(source: Import, field: str, name: str, rows: int, is_compared: bool) -> UnknownName:
    rows_near = near_names(KINDS[field], name, source.by) if is_compared else []
    near = [(row.label, say_person(row) if field == Field.OWNER else str(row)) for row in rows_near]
    is_ticked = source.adds(field, name) if field in MAKERS and not name.isdecimal() else None
    return UnknownName(key_of_name(field, name), name, HEADS[field].label, rows, is_ticked, near)
