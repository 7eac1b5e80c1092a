"""Ways to cut a report: by unit, partner, mandate, owner or a choice. Each line opens the list with the same filter."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory import organisation_tree_rows
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.field_register import COLUMNS
from tracker.lists.field_places import NOTHING, Reported
from tracker.lists.field_register import Column
from tracker.mandates.models import Mandate

Key = Any


@dataclass(frozen=True, slots=True)
class Cut:
    """`name` is also the list's filter; `path` leads from a follow-up to the key; `none` finds those without one.

    `many`: a follow-up may stand in several lines. `is_tree`: a line holds what its parts have. The lines are the
    choices, or rows of the `model`.
    """

    name: str
    label: str | Promise
    path: str
    nothing: str | Promise = ""
    none: Mapping[str, str] | None = None
    many: bool = False
    is_tree: bool = False
    model: type[Any] = Organisation
    choices: type[Choices] | None = None

    def asks(self, key: Key) -> Mapping[str, Any]:
        return (self.none or {}) if key is None else {self.name: key}


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the report: `depth` says how far in it stands."""

    key: Key
    name: str
    depth: int = 0


def _by_choice(column: Column, nothing: str | Promise) -> Cut:
    return Cut(column.name, column.label, column.name, nothing, {column.name: NOTHING}, choices=column.choices)


REPORTED = COLUMNS.at(Reported)
CUTS: dict[str, Cut] = {
    cut.name: cut
    for cut in (
        Cut("unit", _("Unit"), "unit", _("Without unit"), {"without": "unit"}, is_tree=True),
        Cut("partner", _("Partner"), "partner", _("Without partner"), {"without": "partner"}, is_tree=True),
        Cut(
            "mandate", _("Mandate"), "implementations__mandate", _("Without mandate"), {"without": "mandate"}, True,
            model=Mandate,
        ),
        *(_by_choice(COLUMNS[name], said.nothing) for name, said in REPORTED.items() if COLUMNS[name].choices),
        Cut("owner", _("Owner"), "owner", _("Without owner"), {"unowned": "on"}, model=Person),
    )
}  # fmt: skip


def above(cut: Cut) -> dict[Key, list[Key]]:
    """For each key of a tree itself and all it is a part of; empty for what is no tree."""
    if not cut.is_tree:
        return {}
    parents = dict(Organisation.objects.order_by().values_list("pk", "parent_id"))
    chains: dict[Key, list[Key]] = {}
    for key in parents:
        chain, at = [], key
        while at is not None:
            chain.append(at)
            at = parents.get(at)
        chains[key] = chain
    return chains


def places(cut: Cut, keys: Collection[Key], user: User) -> list[Place]:
    """The lines of these keys in their order, as far as `user` may know them; what has no key comes last."""
    found = _named(cut, [key for key in keys if key is not None], user)
    return [*found, Place(None, str(cut.nothing))] if None in keys else found


def _named(cut: Cut, keys: list[Key], user: User) -> list[Place]:
    if cut.choices:
        return [Place(each.value, str(each.label)) for each in cut.choices if each.value in keys]
    rows: Any = cut.model.objects.visible_to(user).filter(pk__in=keys)
    if cut.is_tree:
        branches = organisation_tree_rows.build_tree(list(rows.order_by("name", "pk")), {})
        return [Place(branch.organisation.pk, str(branch.organisation), branch.depth) for branch in branches]
    return [Place(row.pk, row.label) for row in rows]
