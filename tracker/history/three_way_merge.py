"""Two people, one thing: keep what both wrote, and name what they disagree on."""

from dataclasses import dataclass
from typing import Any

from tracker.accounts.models import User
from tracker.history.dotted_columns import column
from tracker.history.stored_values import raw
from tracker.history.tracked_model import Values


@dataclass(frozen=True, slots=True)
class Clash:
    """`field` was changed by both: `mine` is what this person typed, `theirs` what stands there now."""

    field: str
    label: str
    mine: Any
    theirs: Any
    by: User | None


def merge(item: Any, version: int, values: Values, *, by: User) -> tuple[dict[str, Any], list[Clash]]:
    """Split `values`, typed by `by` into a form that started from `version` of `item`, into safe ones and clashes.

    A field that only this person changed is safe; one that only the other changed keeps the other's value. `item` is
    `Tracked`, or has the `version`, `value_of` and `changed_since` of one.
    """
    if version >= item.version:
        return dict(values), []
    since = item.changed_since(version, by)
    safe: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name, mine in values.items():
        theirs = item.value_of(name)
        # Whoever made the row that hangs on this one wrote all its columns.
        changed = since.get(name) or since.get(name.partition(".")[0])
        if not changed or raw(mine) == raw(theirs):
            safe[name] = mine
        elif raw(mine) != changed[0]:
            field = column(type(item), name)
            label = str(getattr(field, "verbose_name", name))
            clashes.append(Clash(name, label, worded(field, mine), worded(field, theirs), changed[1]))
    return safe, clashes


def worded(field: Any, value: Any) -> Any:
    """A choice by its name, every other value as it is."""
    choices = dict(getattr(field, "flatchoices", None) or ())
    return choices.get(value, value) if isinstance(value, str | int) else value
