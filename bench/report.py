"""The figures as a table."""

from collections.abc import Sequence

from bench.goals import Line


def table(lines: list[Line], sizes: Sequence[int]) -> str:
    """A Markdown table, aligned."""
    times = [f"ms at {sizes[0]:,}", *(f"at {size:,}" for size in sizes[1:])]
    heads = ["Page", "queries", *times, "growth", "limit ms", "times"]
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
    few, many, limit = line.smallest.queries, line.largest.queries, line.largest.limit
    return [
        line.name,
        str(few) if few == many else f"{few} to {many}",
        *(_milliseconds(figure.seconds) for figure in line.figures),
        f"{line.growth:.1f}",
        "" if limit is None else _milliseconds(limit),
        "" if line.largest.times is None else f"{line.largest.times:.1f}",
    ]


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f}"
