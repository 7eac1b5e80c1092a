"""The figures as a table, and what is wrong with them in sentences."""

from dataclasses import dataclass

from bench.measure import Figure

MOST_TIMES_THE_LIMIT = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A page in the small house and in the large one; `limit` is the raw query and plain rows in the large one."""

    name: str
    small: Figure
    large: Figure
    limit: float | None

    @property
    def ratio(self) -> float | None:
        return None if self.limit is None else self.large.seconds / self.limit


def table(lines: list[Line], small: int, large: int) -> str:
    """A Markdown table, aligned."""
    heads = [
        "Page",
        f"queries at {small:,}",
        f"at {large:,}",
        f"ms at {small:,}",
        f"at {large:,}",
        "growth",
        "limit ms",
        "times",
    ]
    cells = [heads, *[_cells(line) for line in lines]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    drawn = [
        " | ".join(
            [row[0].ljust(widths[0]), *[cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]]
        )
        for row in cells
    ]
    rule = "|".join(["-" * (widths[0] + 2), *["-" * (width + 1) + ":" for width in widths[1:]]])
    return "\n".join([f"| {drawn[0]} |", f"|{rule}|", *[f"| {row} |" for row in drawn[1:]]])


def _cells(line: Line) -> list[str]:
    return [
        line.name,
        str(line.small.queries),
        str(line.large.queries),
        _milliseconds(line.small.seconds),
        _milliseconds(line.large.seconds),
        f"{line.large.seconds / line.small.seconds:.1f}",
        "" if line.limit is None else _milliseconds(line.limit),
        "" if line.ratio is None else f"{line.ratio:.1f}",
    ]


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def problems(who: str, lines: list[Line]) -> list[str]:
    more = [
        f"{who}: {line.name} takes {line.small.queries} queries in the small house, {line.large.queries} in the large."
        for line in lines
        if line.small.queries != line.large.queries
    ]
    slow = [
        f"{who}: {line.name} takes {line.ratio:.1f} times its limit; {MOST_TIMES_THE_LIMIT} are allowed."
        for line in lines
        if line.ratio is not None and line.ratio >= MOST_TIMES_THE_LIMIT
    ]
    return more + slow
