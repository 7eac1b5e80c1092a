"""What is offered to whoever types what they want: a link that leads somewhere, or a button that does something."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.kit.text import fold


@dataclass(frozen=True, slots=True)
class Answer:
    """`meta` stands beside the name; `key` does the same outside of the palette.

    A deed with `sent` is a post of these fields; one that `asks` is a page with a form, which the dialog shows.
    """

    name: str
    address: str
    icon: str
    meta: str = ""
    key: str = ""
    is_restricted: bool = False
    sent: Mapping[str, Any] | None = None
    asks: bool = False

    def begins(self, typed: str) -> bool:
        """Whether its name begins with what was typed."""
        return fold(self.name).startswith(fold(typed))


@dataclass(frozen=True, slots=True)
class Group:
    """Answers of one sort. The group with the lowest `place` comes first."""

    name: str
    label: Any
    answers: list[Answer]
    place: int
