"""A list of commitments as it is read: words and figures, and no rows. Pure.

The page, the public page, the Word document and the paper show the same one.
"""

from dataclasses import asdict, dataclass
from typing import Any

from tracker.kit.text import all_writable


@dataclass(frozen=True, slots=True)
class Line:
    """`look` is how `state` is coloured: late, overdue, or a status. `day` is that of `said`, the words about it."""

    reference: str
    title: str
    strength: str
    quote: str
    who: str
    to_whom: str
    said: str
    day: str
    means: str
    state: str
    look: str
    address: str
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of them stand so; `look` is their colour."""

    number: str
    words: str
    look: str


@dataclass(frozen=True, slots=True)
class Commitments:
    """`facts` are the sentences on top; `more` says how many are not listed; `seen` for whose eyes it is cut."""

    kind: str
    title: str
    facts: tuple[str, ...]
    figures: tuple[Figure, ...]
    heads: dict[str, str]
    lines: tuple[Line, ...]
    more: str
    seen: str
    as_of: str
    language: str

    @property
    def stored(self) -> dict[str, Any]:
        """As text that any document can hold."""
        stored: dict[str, Any] = all_writable(asdict(self))
        return stored
