"""Names in the rows of an import that nobody has: what is near, who is meant, and what goes into the directory."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from tracker.directory.left import say_person
from tracker.directory.merging.likely_pairs import Known, like
from tracker.directory.merging.near_names import MOST_NEAR, near_names
from tracker.directory.models import Organisation, Person
from tracker.imports.headers import HEADS, Field
from tracker.imports.models import Import
from tracker.imports.reading.choice_words import sign
from tracker.imports.reading.names_in_cells import MAKERS, meanings_of
from tracker.kit.text import fold

KINDS: dict[str, Any] = {
    Field.OWNER: Person, Field.PARTNER: Organisation, Field.UNIT: Organisation, Field.WAITING_ON: Organisation,
}  # fmt: skip
# So many are shown, and for so many of them is looked what is near.
MOST_SHOWN, MOST_COMPARED = 200, 25


@dataclass(frozen=True, slots=True)
class UnknownName:
    """`key` is what a form calls it; it may be put into the directory where `is_ticked` is no None.

    `near` are other names, known or of the same file, as a field takes them and as people read them.
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
    counted = _counted(source)
    every = sorted(counted, key=lambda name: (fold(name[1]), name[0]))[:MOST_SHOWN]
    near = [_near(source, name, counted) if place < MOST_COMPARED else [] for place, name in enumerate(every)]
    found = [_shown(source, *name, counted[name], some) for name, some in zip(every, near, strict=True)]
    return sorted(found, key=lambda each: not each.near)


def taken_names(source: Import) -> list[tuple[str, str, str]]:
    """What is taken for another name, here or whenever its list came before: the key, the folded name, who is meant."""
    if source.confirmed_at:
        return []
    meanings = meanings_of(source)
    found = [(field, *each) for field in KINDS for each in sorted(meanings.get(field, {}).items())]
    return [(key_of_name(field, name), name, means) for field, name, means in found if means][:MOST_SHOWN]


def taken_for(source: Import, key: str, words: str) -> dict[str, Any]:
    """What an import is previewed by, once a name in it is taken for another one; for itself, without `words`."""
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


def _shown(source: Import, field: str, name: str, rows: int, near: list[tuple[str, str]]) -> UnknownName:
    is_ticked = source.adds(field, name) if field in MAKERS and not name.isdecimal() else None
    return UnknownName(key_of_name(field, name), name, HEADS[field].label, rows, is_ticked, near)


def _near(source: Import, name: tuple[str, str], counted: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """Known ones; then those of the file itself that more rows name, of which this may be a slip of the pen."""
    field, words = name
    rows = near_names(KINDS[field], words, source.by)
    known = [(row.label, say_person(row) if field == Field.OWNER else str(row)) for row in rows]
    more = [
        other for other, count in counted.items()
        if KINDS[other[0]] is KINDS[field] and (count, other[1]) > (counted[name], words)
    ]  # fmt: skip
    alike = like(Known(0, words), [Known(place, other[1]) for place, other in enumerate(more, 1)])
    new = dict.fromkeys(each.name for each, _reason in alike if fold(each.name) != fold(words))
    return [*known, *((each, each) for each in new)][:MOST_NEAR]
