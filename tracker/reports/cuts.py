"""Ways to cut a report: by unit, partner, mandate, owner or a choice. Each line opens the list with the same filter."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.left import has_left_expression, say_name
from tracker.directory.models import Organisation, Person
from tracker.directory.organisation_tree_rows import build_tree
from tracker.follow_ups.field_register import COLUMNS
from tracker.lists.field_places import NOTHING, Reported
from tracker.lists.field_register import Column
from tracker.mandates.models import Mandate
from tracker.tags.models import Tag

Key = Any


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the report: `depth` says how far in it stands."""

    key: Key
    name: str
    depth: int = 0


Rows = Callable[[Collection[Key], User], list[Place]]


@dataclass(frozen=True, slots=True)
class Cut:
    """`name` is also the list's filter; `path` leads from a follow-up to the key; `none` finds those without one.

    `rows` are the lines of some keys, in their order, as far as a user may know them. `many`: a follow-up may stand in
    several lines. `is_tree`: a line holds what its parts have.
    """

    name: str
    label: str | Promise
    path: str
    rows: Rows
    nothing: str | Promise = ""
    none: Mapping[str, str] | None = None
    many: bool = False
    is_tree: bool = False

    def asks(self, key: Key) -> Mapping[str, Any]:
        return (self.none or {}) if key is None else {self.name: key}


def _by_label(model: Any) -> Rows:
    def rows(keys: Collection[Key], user: User) -> list[Place]:
        return [Place(row.pk, row.label) for row in model.objects.visible_to(user).filter(pk__in=keys)]

    return rows


def _by_person(keys: Collection[Key], user: User) -> list[Place]:
    left = has_left_expression("pk", timezone.localdate())
    people = Person.objects.visible_to(user).filter(pk__in=keys).annotate(left=left)
    return [Place(person.pk, say_name(person.label, left=person.left)) for person in people]


def _by_place_in_the_tree(keys: Collection[Key], user: User) -> list[Place]:
    there = Organisation.objects.visible_to(user).filter(pk__in=keys).order_by("name", "pk")
    branches = build_tree(list(there), {})
    return [Place(branch.organisation.pk, str(branch.organisation), branch.depth) for branch in branches]


def _by_choice(column: Column, nothing: str | Promise) -> Cut:
    def rows(keys: Collection[Key], _user: User) -> list[Place]:
        return [Place(each.value, str(each.label)) for each in column.choices or () if each.value in keys]

    return Cut(column.name, column.label, column.name, rows, nothing, {column.name: NOTHING})


REPORTED = COLUMNS.at(Reported)
CUTS: dict[str, Cut] = {
    cut.name: cut
    for cut in (
        Cut("unit", _("Unit"), "unit", _by_place_in_the_tree, _("Without unit"), {"without": "unit"}, is_tree=True),
        Cut(
            "partner", _("Partner"), "partner", _by_place_in_the_tree, _("Without partner"), {"without": "partner"},
            is_tree=True,
        ),
        Cut(
            "mandate", _("Mandate"), "implementations__mandate", _by_label(Mandate), _("Without mandate"),
            {"without": "mandate"}, many=True,
        ),
        Cut("tags", _("Tag"), "tags", _by_label(Tag), _("Without tag"), {"without": "tags"}, many=True),
        *(_by_choice(COLUMNS[name], said.nothing) for name, said in REPORTED.items() if COLUMNS[name].choices),
        Cut("owner", _("Owner"), "owner", _by_person, _("Without owner"), {"unowned": "on"}),
    )
}  # fmt: skip


def above(cut: Cut, unit: Organisation | None = None) -> dict[Key, list[Key]]:
    """For each key of a tree itself and all it is a part of, of a `unit` no further up; empty for what is no tree."""
    if not cut.is_tree:
        return {}
    within = set(unit.keys_of_parts) if unit and cut.name == "unit" else None
    parents = dict(Organisation.objects.order_by().values_list("pk", "parent_id"))
    chains: dict[Key, list[Key]] = {}
    for key in parents:
        chain, at = [], key
        while at is not None:
            if within is None or at in within:
                chain.append(at)
            at = parents.get(at)
        chains[key] = chain
    return chains


def places(cut: Cut, keys: Collection[Key], user: User) -> list[Place]:
    """The lines of these keys in their order, as far as `user` may know them; what has no key comes last."""
    found = cut.rows([key for key in keys if key is not None], user)
    return [*found, Place(None, str(cut.nothing))] if None in keys else found
