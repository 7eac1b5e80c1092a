"""Whom and what a record names as a whole: those that its reader may know, and names that the house does not have."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.kit.text import fold
from tracker.reading.named.people import Person as ReadPerson
from tracker.reading.results import Reading
from tracker.records.names_in_text import named_in_text
from tracker.suggestions.named import named_there

# In this order they are told, each once.
PRESENCE = {"present": _("Present"), "absent": _("Absent"), "mentioned": _("Mentioned")}
MOST_NEW = 50


@dataclass(frozen=True, slots=True)
class Group:
    """`known` are rows of the directory, `new` names as the text writes them."""

    label: Any
    known: list[Any]
    new: list[str]
    of_people: bool = False

    @property
    def count(self) -> int:
        return len(self.known) + len(self.new)


def named_in_record(text: str, reading: Reading, user: User) -> list[Group]:
    """People by how they were there, then bodies and mandates; without those that name nobody."""
    there = named_there([text], reading, user)[0]
    groups = [
        *_people(text, reading, user),
        Group(_("Organisations"), there.partners, there.new_partners[:MOST_NEW]),
        Group(_("Mandates"), there.mandates, [*there.new_mandates][:MOST_NEW]),
    ]
    return [group for group in groups if group.count]


def _people(text: str, reading: Reading, user: User) -> Iterator[Group]:
    """Whom the text calls by a name of the directory alone, politely, is mentioned as well."""
    known = named_in_text(text, user).people
    found = {one.name: _row(one, known) for one in reading.people}
    rows = {row.pk for row in found.values() if row}
    for presence, label in PRESENCE.items():
        named = [one.name for one in reading.people if one.presence == presence]
        there = [row for name in named if (row := found[name])]
        there += [row for row in known if row.pk not in rows] if presence == "mentioned" else []
        yield Group(
            label,
            list(dict.fromkeys(there)),
            [name for name in named if found[name] is None][:MOST_NEW],
            of_people=True,
        )


def _row(one: ReadPerson, known: list[Person]) -> Person | None:
    """By the whole name, or by a surname that one of those named alone has."""
    name = fold(one.name)
    same = [row for row in known if row.folded == name or f" {row.folded}".endswith(f" {name}")]
    return same[0] if len(same) == 1 else None
