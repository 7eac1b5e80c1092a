"""What a thing keeps of its past in a column begins anew when it was opened without that past."""

from collections.abc import Mapping
from typing import Any

from tracker.history.opening.former_words import Written
from tracker.history.opening.open_up import Before, opened_of


def leave_behind(item: Any, closed: Mapping[Any, Before]) -> None:
    """Of what a change of `item` opens, with what was written of it settled."""
    for each, _is_seen in opened_of(item, closed):
        _begin_anew(each)


def _begin_anew(thing: Any) -> None:
    for first, now in thing.FIRST.items():
        told = thing.history.filter(changes__has_key=first).first() or thing.history.last()
        if told and told.written == Written.WITHHELD:
            setattr(thing, first, getattr(thing, now))
            thing.save(update_fields=[first])
