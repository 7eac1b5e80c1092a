"""What is asked of each kind of page, and what falls short of it, in sentences."""

from dataclasses import dataclass
from enum import StrEnum

from bench.measure import Figure

MOST_GROWTH = 1.5


class Kind(StrEnum):
    PAGE = "page"
    LIST = "list"
    SEARCH = "search"
    REPORT = "report"
    FILE = "file"


# How many times its limit each may take. That of a search is the list of all in the same house.
MOST_TIMES = {Kind.LIST: 3, Kind.SEARCH: 2, Kind.REPORT: 2, Kind.FILE: 1.5}


@dataclass(frozen=True, slots=True)
class Line:
    """A page, and its figures in each house, from the smallest to the largest."""

    name: str
    kind: Kind
    figures: tuple[Figure, ...]

    @property
    def smallest(self) -> Figure:
        return self.figures[0]

    @property
    def largest(self) -> Figure:
        return self.figures[-1]

    @property
    def growth(self) -> float:
        return self.largest.seconds / self.smallest.seconds


def problems(who: str, lines: list[Line]) -> list[str]:
    return [f"{who}: {line.name} {wrong}" for line in lines for wrong in _wrong(line)]


def _wrong(line: Line) -> list[str]:
    few, many, times = line.smallest.queries, line.largest.queries, line.largest.times
    most = MOST_TIMES.get(line.kind)
    found = []
    if many > few:
        found.append(f"takes {few} queries in the small house, {many} in the large.")
    if line.kind == Kind.LIST and line.growth > MOST_GROWTH:
        found.append(f"takes {line.growth:.1f} times as long in the large house; {MOST_GROWTH} are allowed.")
    if most and times is not None and times > most:
        found.append(f"takes {times:.1f} times its limit; {most} are allowed.")
    return found
