"""What tells of a thing to people who do not see it: no change of who sees what makes such a trace.

Nouns that stand above say in `TRACES` what would tell of one thing by another, as `access.GRANTS` do who sees it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

# Gives what tells of one of these things or is told of by it: by a key of its own the sentence that says what to do.
TRACES: list[Callable[[Sequence[Any]], Mapping[int, str]]] = []


class WouldTell(ValidationError):  # noqa: N818
    """A change would leave a trace: nothing is done."""


def traces_of(things: Sequence[Any]) -> list[Mapping[int, str]]:
    return [each(things) for each in TRACES] if things else []


def refuse_new(things: Sequence[Any], before: Sequence[Mapping[int, str]]) -> None:
    """Raises WouldTell. What was there `before` is let be: it may be none of this person's."""
    for old, now in zip(before, traces_of(things), strict=True):
        for key in now.keys() - old.keys():
            raise WouldTell(now[key])
