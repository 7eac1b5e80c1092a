"""What to look at first in a report: where most is late stands on top, and the worst lines are marked."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.reports.lines.report_row import ReportRow

# More than so many marked lines, or than half of all, would mark nothing.
MOST_MARKED = 3

Badness = tuple[int, int, int]


def worst_first(lines: Sequence[ReportRow]) -> list[ReportRow]:
    """Those that are alike stay in their order, and parts under their whole."""
    path: list[tuple[Badness, int]] = []
    paths = []
    for place, line in enumerate(lines):
        path = [*path[: line.depth], (_badness(line), place)]
        paths.append(path)
    return [line for _path, line in sorted(zip(paths, lines, strict=True), key=lambda pair: pair[0])]


def mark_worst(lines: Sequence[ReportRow]) -> list[ReportRow]:
    """Of lines in order."""
    among = sorted(apart(lines), key=_badness)
    most = min(MOST_MARKED, len(among) // 2)
    worst = {line.key for line in among[:most] if line.stands["late"].number}
    return [replace(line, is_worst=line.key in worst) for line in lines]


def apart(lines: Sequence[ReportRow]) -> list[ReportRow]:
    """Lines that do not hold one another: of a single tree its branches, else whole trees."""
    root = only_root(lines)
    return [line for line in lines if (line.depth == 1 if root and line.key is not None else line.depth == 0)]


def only_root(lines: Sequence[ReportRow]) -> ReportRow | None:
    """The one that all others are parts of, if there is one and it has parts."""
    roots = [line for line in lines if line.depth == 0 and line.key is not None]
    return roots[0] if len(roots) == 1 and any(line.depth == 1 for line in lines) else None


def _badness(line: ReportRow) -> Badness:
    """The less, the worse."""
    late, long, longer, overdue = (
        line.stands[name].number for name in ("late", "late_quarter", "late_longer", "overdue")
    )
    return -late, -long - longer, -overdue
