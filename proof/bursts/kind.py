"""What a deed is that several do at the same moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from proof.bursts.checks import Check

# Stands for each press's own words.
WORDS = "{words}"


class Who(StrEnum):
    ALL = "all"
    ONE = "one"
    NEWCOMER = "newcomer"
    STRANGER = "stranger"


@dataclass(frozen=True)
class Kind:
    """`path` names the matter; `typed` goes into the page's own form, "{words}" being each press's own. None: no form.

    `who` presses: everybody; one person, the same form in as many tabs; a newcomer so; or browsers of strangers.
    `ready` is made before, and `is_refused` says that nobody may get it done.
    """

    name: str
    path: str
    check: Check
    typed: Mapping[str, str] | None = None
    who: Who = Who.ALL
    ready: tuple[str, ...] = ()
    is_refused: bool = False


def mine(name: str, path: str, check: Check, typed: Mapping[str, str] | None = None, *ready: str) -> Kind:
    """One person presses again and again."""
    return Kind(name, path, check, typed, Who.ONE, ready)
