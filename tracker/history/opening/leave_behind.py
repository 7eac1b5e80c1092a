"""What a thing keeps of its past in a column begins anew when it was opened without that past."""

from typing import Any

from tracker.history.opening.former_words import Written


def leave_behind(item: Any, closed: list[Any]) -> None:
    """Of what was `closed` before a change of `item` and is general now, with what was written of it settled."""
    for each in (item, *item.hanging()) if closed else ():
        if each in closed and not each.is_restricted:
            _begin_anew(each)


def _begin_anew(thing: Any) -> None:
    for first, now in thing.FIRST.items():
        told = thing.history.filter(changes__has_key=first).first() or thing.history.last()
        if told and told.written == Written.WITHHELD:
            setattr(thing, first, getattr(thing, now))
            thing.save(update_fields=[first])
