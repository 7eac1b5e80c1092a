"""A form that is sent twice makes one thing, also when both presses come at the same moment.

The first half of its key says which form it was, the second half which words: sent with others it is another deed.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.history.opening.page import NOT_TYPED

AN_HOUR = timedelta(hours=1)
HALF = 8


class SentBefore(Exception):  # noqa: N818
    """The form made something before, from other words, or something that its maker finds no more."""

    def __init__(self, made: models.Model) -> None:
        super().__init__()
        self.made = made


class KeyInput(forms.HiddenInput):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The key as the page had it, its second half made of all that was typed beside it."""
        try:
            key = UUID(data.get(name))
        except (TypeError, ValueError, AttributeError):
            return data.get(name)
        typed = data.lists() if hasattr(data, "lists") else data.items()
        words = sorted((other, value) for other, value in typed if other not in {*NOT_TYPED, name})
        digest = blake2b(repr(words).encode(errors="surrogatepass"), digest_size=HALF)
        return UUID(bytes=key.bytes[:HALF] + digest.digest())


class KeyField(forms.UUIDField):
    """By it a form that is sent twice is known."""

    def __init__(self) -> None:
        super().__init__(widget=KeyInput, required=False, initial=uuid4)


def key_of_part(key: UUID, part: str) -> UUID:
    """For one of several things that one form makes."""
    return UUID(bytes=uuid5(_first_of(key), part).bytes[:HALF] + key.bytes[HALF:])


def once[Row: models.Model](
    model: type[Row], make: Callable[[], Row], *, key: UUID | None, maker: User, **owner: Any
) -> Row:
    """The row of `owner` that was made with `key` before; without one, what `make` makes now. Raises SentBefore.

    `make` gives the row its key, and a unique constraint over the columns of `owner` and the key refuses a second one.
    Whatever else `make` did is undone then: of two at once, the row of the other one is given. What its `maker`
    may not see any more is not given: a form sent again would read it and write to it.
    """
    if key is None:
        return make()
    if row := _made_before(model, key, owner, maker):
        return row
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        if row := _made_before(model, key, owner, maker):
            return row
        raise


def _made_before[Row: models.Model](model: type[Row], key: UUID, owner: dict[str, Any], maker: User) -> Row | None:
    last = UUID(bytes=key.bytes[:HALF] + b"\xff" * HALF)
    found = model._base_manager.filter(key__range=(_first_of(key), last), **owner)
    # Where there are any they are asked for once: between two questions the other press may make it.
    made: list[Any] = list(found.order_by("pk")) if found.exists() else []
    row: Row | None = next((each for each in made if each.key == key), None)
    if row and is_there_for(maker, row):
        return row
    if made:
        raise SentBefore(row or made[-1])
    return None


def is_there_for(user: User, row: Any) -> bool:
    """Whether it is there, and theirs to see. What hangs on another thing they see with that."""
    rows = type(row)._default_manager
    if hasattr(rows, "visible_to"):
        return bool(rows.visible_to(user).filter(pk=row.pk).exists())
    return not getattr(row, "removed_at", None)


def _first_of(key: UUID) -> UUID:
    return UUID(bytes=key.bytes[:HALF] + bytes(HALF))


def is_sent_twice(
    last: Entry | None, verb: str, note: str, *, by: User | None, at: datetime | None, by_name: str = ""
) -> bool:
    """Whether the `last` entry of a thing says the very same, within an hour: later, somebody may mean it again.

    The caller holds the row of the thing, so that of two at once the second one sees the entry of the first.
    """
    who = by.pk if by else None
    if last is None or (last.verb, last.note, last.by_id, last.by_name) != (verb, note, who, by_name):
        return False
    return abs((at or timezone.now()) - last.at) < AN_HOUR
