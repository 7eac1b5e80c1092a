"""Two people, one thing: keep what both wrote, and name what they disagree on."""

from dataclasses import dataclass
from typing import Any

from tracker.accounts.models import User
from tracker.history.columns import column
from tracker.history.recorded import Recorded, Values, raw


@dataclass(frozen=True, slots=True)
class Clash:
    """`field` was changed by both: `mine` is what this person typed, `theirs` what stands there now."""

    field: str
    label: str
    mine: Any
    theirs: Any
    by: User | None


def merge(item: Recorded, version: int, values: Values) -> tuple[dict[str, Any], list[Clash]]:
    """Split `values`, typed into a form that started from `version` of `item`, into safe ones and clashes.

    A field that only this person changed is safe; one that only the other changed keeps the other's value.
    """
    if version >= item.version:
        return dict(values), []
    since: dict[str, tuple[Any, User | None]] = {}
    for entry in item.history.filter(version__gt=version).select_related("by").order_by("id"):
        for name, change in entry.changes.items():
            started_from = since[name][0] if name in since else change["from"]
            since[name] = (started_from, entry.by)
    safe: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name, mine in values.items():
        theirs = item.value_of(name)
        if name not in since or raw(mine) == raw(theirs):
            safe[name] = mine
        elif raw(mine) != since[name][0]:
            field = column(type(item), name)
            label = str(getattr(field, "verbose_name", name))
            clashes.append(Clash(name, label, _worded(field, mine), _worded(field, theirs), since[name][1]))
    return safe, clashes


def _worded(field: Any, value: Any) -> Any:
    """A choice by its name, every other value as it is."""
    choices = dict(getattr(field, "flatchoices", None) or ())
    return choices.get(value, value) if isinstance(value, str) else value
