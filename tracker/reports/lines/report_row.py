"""A line of a report: its figures, each of which knows the list that it counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.utils.http import urlencode


class Asked(NamedTuple):
    """What a list is asked for, and the same as an address has it."""

    what: Mapping[str, Any]
    written: str

    @classmethod
    def of(cls, what: Mapping[str, Any]) -> Self:
        return cls(what, urlencode(what))


class ReportFigure(NamedTuple):
    """A count, of some two thousand; the address of the list that it counts is made where it leads somewhere.

    `rows` is the address of the list; `line` and `measure` say what it is asked for.
    """

    number: int
    rows: str
    line: Asked
    measure: Asked

    @property
    def address(self) -> str:
        asked, asks = self.line.what, self.measure.what
        apart = asked and not asked.keys() & asks.keys()
        query = f"{self.line.written}&{self.measure.written}" if apart else urlencode({**asked, **asks})
        return f"{self.rows}?{query}"


class Cell(NamedTuple):
    """A figure of the period and the same of the period before."""

    now: ReportFigure
    before: ReportFigure


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What happened for one unit, partner or the like, and how it stands today. Medians are in days.

    `is_worst`: it is one of those to look at first.
    """

    key: Any
    name: str
    depth: int
    happened: dict[str, Cell]
    stands: dict[str, ReportFigure]
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
    def figures(self) -> Iterator[ReportFigure]:
        for cell in self.happened.values():
            yield from (cell.now, cell.before)
        yield from self.stands.values()


def share(part: int, rest: int) -> int | None:
    return round(100 * part / (part + rest)) if part + rest else None
