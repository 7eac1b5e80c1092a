"""A form that is sent twice makes one thing, also when both presses come at the same moment."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.history.models import Entry

AN_HOUR = timedelta(hours=1)


def once[Row: models.Model](model: type[Row], make: Callable[[], Row], *, key: UUID | None, **owner: Any) -> Row:
    """The row of `owner` that was made with `key` before; without one, what `make` makes now.

    `make` gives the row its key, and a unique constraint over the columns of `owner` and the key refuses a second one.
    Whatever else `make` did is undone then: of two at once, the row of the other one is given.
    """
    if key is None:
        return make()
    made = model._base_manager.filter(key=key, **owner)
    if row := made.first():
        return row
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        if row := made.first():
            return row
        raise


def is_sent_twice(last: Entry | None, verb: str, note: str, *, by: User, at: datetime | None) -> bool:
    """Whether the `last` entry of a thing says the very same, within an hour: later, somebody may mean it again.

    The caller holds the row of the thing, so that of two at once the second one sees the entry of the first.
    """
    if last is None or (last.verb, last.note, last.by_id) != (verb, note, by.pk):
        return False
    return abs((at or timezone.now()) - last.at) < AN_HOUR
