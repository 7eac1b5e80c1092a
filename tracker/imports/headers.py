"""Which field a column is for: a first guess from the words above it, in English and French."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups import import_synonyms
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list import row_marks
from tracker.imports.reading.head_row import bare, words_of_head
from tracker.kit.text import fold
from tracker.lists.field_places import Imported
from tracker.lists.field_register import Column


class Field(StrEnum):
    """What a column may hold, as far as an import treats it in a way of its own; HEADS has all of them."""

    REFERENCE = "reference"
    KEY = "key"
    TITLE = "title"
    KIND = "kind"
    PARTNER = "partner"
    OWNER = "owner"
    UNIT = "unit"
    DUE = "due_on"
    STATUS = "status"
    MEETING = "meeting"
    NOTES = "notes"
    MARK = "mark"
    WAITING_ON = "waiting_on"
    REVIEW_ON = "review_on"
    AGREED = "agreed_on"
    FIRST_DUE = "first_due_on"
    ENDED = "ended_on"


@dataclass(frozen=True, slots=True)
class Head:
    """A field of an import: `label` calls it; `signs` stand above such a column, beside its name and our own list's."""

    label: str | Promise
    signs: str
    column: Column | None = None


HEADS: dict[str, Head] = {
    **{
        said.name or name: Head(said.label or COLUMNS[name].label, said.signs, COLUMNS[name])
        for name, said in COLUMNS.at(Imported).items()
    },
    # These are no columns of a follow-up: by the one a row is known again, the other goes into the history.
    Field.KEY: Head(_("Number of your own"), import_synonyms.KEY),
    Field.NOTES: Head(_("Notes"), import_synonyms.NOTES),
    # In a workbook of ours, hidden: which row it is, and what of it was edited.
    Field.MARK: Head(_("Which row of Suivi it is"), row_marks.HEAD),
}
# What holds days: in which order they are written is judged over each of these columns.
DAYS = (Field.DUE, Field.REVIEW_ON, Field.NOTES, Field.AGREED, Field.FIRST_DUE, Field.ENDED)
NUMBERS = (Field.REFERENCE, Field.KEY)
# Where somebody is named whom the directory may not know.
NAMED = (Field.OWNER, Field.PARTNER, Field.UNIT, Field.WAITING_ON)
OWN_REFERENCE = re.compile(r"F-\d{4}-R?\d{3,}", re.IGNORECASE)


def known_headers() -> dict[str, str]:
    """The field for each folded head."""
    heads = {sign: field for field, head in HEADS.items() for sign in head.signs.split("|")}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            heads |= {bare(str(head.label)): field for field, head in HEADS.items()}
            heads |= {bare(str(head.column.label)): field for field, head in HEADS.items() if head.column}
    return heads


def guess(heads: Sequence[str], own: Container[int] = ()) -> list[str]:
    """The field for each column, "" where nothing fits; each field once, for the first column that it fits.

    `own` are the places of `numbered` columns that hold references of ours: what others call one is their own number.
    """
    known, found = known_headers(), [""] * len(heads)
    # What is called so as a whole goes before what has it as a part.
    for read in (_whole, words_of_head):
        for place, head in enumerate(heads):
            field = _field(read(head), known)
            if field in NUMBERS:
                field = Field.REFERENCE if place in own else Field.KEY
            if field not in found:
                found[place] = found[place] or field
    return found


def _whole(head: str) -> Iterable[str]:
    return (bare(head),)


def _field(words: Iterable[str], known: Mapping[str, str]) -> str:
    return next((known[each] for each in words if each in known), "")


def numbered(heads: Sequence[str]) -> list[int]:
    """Where the columns stand that hold references or numbers."""
    known = known_headers()
    return [place for place, head in enumerate(heads) if _field(words_of_head(head), known) in NUMBERS]


def is_reference(cell: str) -> bool:
    return bool(OWN_REFERENCE.fullmatch(fold(cell)))


def column_name(place: int) -> str:
    """The letters over a column, from 0: A, B, ..., Z, AA."""
    name, left = "", place + 1
    while left:
        left, letter = divmod(left - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
