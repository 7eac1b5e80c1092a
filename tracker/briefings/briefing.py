"""A briefing note as it is read: words and figures, and no rows. Pure.

The page, the Word document and the paper show the same one; issued, it is kept as it is and never read anew.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import Any, Self

from tracker.kit.text import all_writable

# The rows that something tells of: the label of the model and the key of each.
Names = tuple[tuple[str, int], ...]


def names_of(*rows: Any) -> Names:
    return tuple((row._meta.label, row.pk) for row in rows if row)


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    words: str
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Line:
    """`mark` says how `when` is to be read: "late" where we are, "overdue" where they are, "soon", or as any day."""

    title: str
    reference: str = ""
    strength: str = ""
    said: str = ""
    quote: str = ""
    when: str = ""
    mark: str = ""
    address: str = ""
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading; `note` says how many more there are, or that there are none."""

    name: str
    heading: str
    count: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """What to raise, and why. `key` tells it apart while somebody chooses among them."""

    key: str
    words: str
    reason: str
    names: Names = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """`seen` says how it is classified and for whose eyes it is cut, `as_of` when it was so and who made it."""

    kind: str
    title: str
    occasion: str
    seen: str
    as_of: str
    language: str
    who: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    to_raise: str
    points: tuple[Point, ...]

    @property
    def names(self) -> set[tuple[str, int]]:
        """All the rows it tells of."""
        told: list[Fact | Line | Point] = [*self.facts, *self.points]
        told += chain.from_iterable(part.lines for part in self.parts)
        return {name for each in told for name in each.names}

    def with_points(self, chosen: set[str], own: list[str]) -> Self:
        """With those of its points alone, and others that somebody wrote."""
        kept = (point for point in self.points if point.key in chosen)
        written = (Point(f"own-{number}", words, "") for number, words in enumerate(own))
        return replace(self, points=(*kept, *written))

    @property
    def stored(self) -> dict[str, Any]:
        """What `from_stored` reads: JSON that any document can hold."""
        stored: dict[str, Any] = all_writable(asdict(self))
        return stored

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Self:
        parts = (
            Part(**{**part, "lines": tuple(Line(**_named(line)) for line in part["lines"])}) for part in stored["parts"]
        )
        facts = (Fact(**_named(fact)) for fact in stored["facts"])
        points = (Point(**_named(point)) for point in stored["points"])
        return cls(**{**stored, "facts": tuple(facts), "parts": tuple(parts), "points": tuple(points)})


def _named(stored: dict[str, Any]) -> dict[str, Any]:
    return {**stored, "names": tuple((label, key) for label, key in stored["names"])}
