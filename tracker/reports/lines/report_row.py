"""A line of a report: its figures, each of which knows the list that it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracker.needs.resource_totals import Figure


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of the period and the same of the period before."""

    now: Figure
    before: Figure


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What happened for one unit, partner or the like, and how it stands today. Medians are in days.

    `is_worst`: it is one of those to look at first.
    """

    key: Any
    name: str
    depth: int
    happened: dict[str, Cell]
    stands: dict[str, Figure]
    to_done: float | None
    to_first: float | None
    is_worst: bool = False

    @property
    def share_on_time(self) -> int | None:
        """Of a hundred that were done and had a due date; None when none had."""
        return share(self.happened["on_time"].now.number, self.happened["after_time"].now.number)

    @property
    def share_before(self) -> int | None:
        return share(self.happened["on_time"].before.number, self.happened["after_time"].before.number)

    @property
    def figures(self) -> Iterator[Figure]:
        for cell in self.happened.values():
            yield from (cell.now, cell.before)
        yield from self.stands.values()


def share(part: int, rest: int) -> int | None:
    return round(100 * part / (part + rest)) if part + rest else None
