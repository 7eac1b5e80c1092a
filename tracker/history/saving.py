"""Saving an edit form over what others may have saved meanwhile."""

from http import HTTPStatus
from typing import Any

from tracker.accounts.models import User
from tracker.history.merge import Clash, merge
from tracker.history.recorded import Recorded, Stale, Values


def save_over(item: Recorded, version: int, values: Values, *, by: User) -> list[Clash]:
    """Write, as one edit, what `values` changed since `version`; with clashes nothing is written."""
    while True:
        safe, clashes = merge(item, version, values)
        if clashes:
            return clashes
        try:
            item.change("edited", by=by, **safe)
        except Stale:
            # Somebody was quicker by milliseconds: compare again with what stands there now.
            item.refresh_from_db()
        else:
            return []


def keep_mine(form: Any, version: int, **others: int) -> int:
    """Let the bound form start from `version`, so that saving it once more keeps what this person wrote.

    `others` are further hidden fields that say what it starts from. Gives the status to answer with: conflict.
    """
    form.data = form.data.copy()
    for name, value in {"version": version, **others}.items():
        form.data[name] = str(value)
    return HTTPStatus.CONFLICT
