"""What tells of a thing to people who do not see it: no change of who sees what makes such a trace.

Nouns that stand above say in `TRACES` what would tell of one thing by another, as `access.GRANTS` do who sees it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from tracker.accounts.models import User

# Gives what tells of one of these things or is told of by it: by a key of its own the sentence that says to this person
# what to do, and names nothing that they do not see.
TRACES: list[Callable[[Sequence[Any], User | None], Mapping[int, str]]] = []


class WouldTell(ValidationError):  # noqa: N818
    """A change would leave a trace: nothing is done."""


def traces_of(things: Sequence[Any], by: User | None) -> list[Mapping[int, str]]:
    return [each(things, by) for each in TRACES] if things else []


def refuse_new(things: Sequence[Any], before: Sequence[Mapping[int, str]], by: User | None) -> None:
    """Raises WouldTell. What was there `before` is let be: it may be none of this person's."""
    for old, now in zip(before, traces_of(things, by), strict=True):
        for key in now.keys() - old.keys():
            raise WouldTell(now[key])
