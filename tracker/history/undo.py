"""Undo: the last change of a thing, put back as it was, as a change of its own."""

from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from tracker.accounts.classification_field import is_opened
from tracker.accounts.models import User
from tracker.accounts.permissions import may_write
from tracker.history.dotted_columns import column
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written, is_readable
from tracker.history.removable import removed_above
from tracker.history.tracked_model import Stale, Tracked
from tracker.history.visible import names_hidden

# Among so many of the newest entries the last change is looked for.
MOST_LOOKED_AT = 20


class NotLast(Exception):  # noqa: N818
    """It has changed again since: `newer` is the entry that says so."""

    def __init__(self, newer: Entry | None) -> None:
        super().__init__()
        self.newer = newer


def last_change(item: Tracked) -> Entry | None:
    """The change that `undo` would take back: the newest that changed columns; none right after it was added."""
    newest = newest_change(item)
    return newest if newest and can_be_undone(item, newest) else None


def newest_change(item: Tracked) -> Entry | None:
    return _newest(item.history.select_related("by").order_by("-id")[:MOST_LOOKED_AT])


def _newest(entries: Iterable[Entry]) -> Entry | None:
    return next((entry for entry in entries if _changes_something(entry)), None)


def _changes_something(entry: Entry) -> bool:
    """Some only say again what stands there."""
    return any(change["from"] != change["to"] for change in entry.changes.values())


def undoable(item: Tracked, user: User, known: Sequence[Entry] | None = None) -> Entry | None:
    """The last change, if it is for `user` to take back and leads to nothing that was removed since.

    `known` are its newest entries, the newest first, where these were read already.
    """
    newest = newest_change(item) if known is None else _newest(known[:MOST_LOOKED_AT])
    is_undoable = newest and can_be_undone(item, newest) and may_undo(user, item, newest)
    return newest if newest and is_undoable and not removed_above(item, keys_before(newest)) else None


def may_undo(user: User, item: Any, entry: Entry) -> bool:
    """Whether `user` may write every column that `entry` wrote, and may know of what stood there before.

    What somebody did is theirs to take back, although it may be somebody else's now, as long as they might do it today
    if it stood as it did then.
    """
    if not is_readable(entry, user):
        return False
    deed = [entry.verb] if entry.verb in item.GATES else entry.changes
    is_own = entry.by_id == user.pk and may_write(user, _as_before(item, entry), deed)
    return (is_own or may_write(user, item, entry.changes)) and not names_hidden(entry, user, "from")


def _as_before(item: Any, entry: Entry) -> Any:
    """A copy of it that names whom and what it named before `entry`, as open as it was: rights hang on these."""
    stood = copy(item)
    for name, before in keys_before(entry).items():
        field = column(type(item), name)
        if (isinstance(field, models.ForeignKey) and "." not in name) or name in item.OPENING:
            setattr(stood, field.attname, before)
    return stood


def said_removed(gone: Any) -> str:
    return _("“%(title)s” is removed. Bring that back first.") % {"title": gone}


def keys_before(entry: Entry) -> dict[str, Any]:
    return {name: change["from"] for name, change in entry.changes.items()}


def undo(item: Tracked, entry: Entry, *, by: User) -> Entry | None:
    """Take back `entry`; None when that was done just before. Raises `NotLast` when it has changed again since.

    ValidationError where what stood there before cannot be again, or was removed; `Stale` as every change.
    """
    newest = newest_change(item)
    if newest and newest.undoes_id == entry.pk:
        return None
    if newest is None or newest.pk != entry.pk or not can_be_undone(item, entry):
        raise NotLast(newest)
    # A copy read before it holds what is to be put back: nothing would differ, nothing be written, and nobody be told.
    if entry.version > item.version:
        raise Stale
    if gone := removed_above(item, keys_before(entry)):
        raise ValidationError(said_removed(gone))
    values = {name: item.from_raw(name, change["from"]) for name, change in entry.changes.items()}
    return item.put_back(entry, values, by=by)


def can_be_undone(item: Tracked, entry: Entry) -> bool:
    """Whether history knows all that stood there before, and no other way leads back there."""
    if (
        not _changes_something(entry)
        or {entry.verb, *entry.changes} & item.OTHER_WAY_BACK
        or _stays_behind(item, entry)
    ):
        return False
    in_rows = {name: rows.from_raw is not None for name, rows in item.IN_ROWS.items()}
    return all(in_rows[name] if name in in_rows else column(type(item), name) for name in entry.changes)


def _stays_behind(item: Any, entry: Entry) -> bool:
    """Whether the thing was opened without what stood there before; who takes the opening back closes it again."""
    if entry.written != Written.WITHHELD:
        return False
    return not is_opened(_as_before(item, entry).closed_by, item.closed_by)
