"""Undo: the last change of a thing, put back as it was, as a change of its own."""

from tracker.accounts.models import User
from tracker.history.dotted_columns import column
from tracker.history.models import Entry
from tracker.history.tracked_model import Tracked


class NotLast(Exception):  # noqa: N818
    """It has changed again since."""


def last_change(item: Tracked) -> Entry | None:
    """The change that `undo` would take back: the newest that changed columns; none right after it was added."""
    for entry in item.history.order_by("-id")[:20]:
        if entry.changes:
            return entry if all(_can_be_put_back(item, name) for name in entry.changes) else None
    return None


def _can_be_put_back(item: Tracked, name: str) -> bool:
    rows = item.IN_ROWS.get(name)
    return bool((rows and rows.from_raw) or column(type(item), name))


def undo(item: Tracked, entry: Entry, *, by: User) -> Entry | None:
    """Take back `entry`. Raises `NotLast` when it has changed again since, and `Stale` as every change."""
    last = last_change(item)
    if last is None or last.pk != entry.pk:
        raise NotLast
    values = {name: item.from_raw(name, change["from"]) for name, change in entry.changes.items()}
    return item.change("undid", by=by, undoes=entry, **values)
