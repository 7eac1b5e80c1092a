"""What others changed of a thing since somebody read it, as far as that person may know."""

from typing import Any

from tracker.accounts.models import User
from tracker.history.opening.former_words import is_readable

# By column what it was before, as an entry stores it, and who changed it last.
Changed = dict[str, tuple[Any, User | None]]

# What a column was before, where nobody kept or may know that: equal to nothing.
UNKNOWN = object()


def changed_since(item: Any, version: int, by: User) -> Changed:
    """What was changed after `item` stood at `version`, as far as this copy knows of it.

    Every column may have, from what nobody says, if some of that was withheld from `by`: no guess of theirs is
    answered otherwise than another.
    """
    since: Changed = {}
    entries = item.history.filter(version__gt=version, version__lte=item.version)
    for entry in entries.select_related("by").order_by("id"):
        if not is_readable(entry, by):
            return dict.fromkeys([*item.IN_ROWS, *(field.name for field in item._meta.get_fields())], (UNKNOWN, None))
        for name, change in entry.changes.items():
            since[name] = (since[name][0] if name in since else change["from"], entry.by)
    return since
