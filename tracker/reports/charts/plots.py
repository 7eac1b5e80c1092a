"""Plots of a report: where each bar and word stands. Widths are in percent, so that a plot fits paper and telephone.

The title says what there is to see; the table below holds the same numbers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tracker.exports.sheets.chart import Bar, Chart, Group
from tracker.reports.charts.sentences import say, say_balance, say_done, say_lateness, say_logged
from tracker.reports.lines.report_row import ReportRow
from tracker.reports.lines.worst import apart, only_root
from tracker.reports.report import Report

MOST_BARS = 12
LONGEST_NAME = 34
# In pixels: a name and what stands under it.
NAME, BAR, GAP, AFTER = 20, 18, 4, 14
# In percent of the width: the rest is for the words at the end of the longest bar, on the narrowest screens too.
WIDEST = 48
LATE = ("late_week", "late_month", "late_quarter", "late_longer")
# A number stands in its own part of a bar where it is this wide.
ROOM = 5


@dataclass(frozen=True, slots=True)
class Row:
    """What is drawn of a line: its numbers by the name of the measure, those of the period before with "_before".

    `is_nothing`: it is the line of what has no unit, partner or the like.
    """

    name: str
    numbers: Mapping[str, int]
    is_nothing: bool = False


def charts_of(lines: Sequence[ReportRow]) -> list[Row]:
    """Lines that do not hold one another; what a single tree has beside its branches is a row too."""
    root, rows = only_root(lines), [_row(line) for line in apart(lines)]
    if not root:
        return rows
    own = Counter(_row(root).numbers)
    for row in rows:
        own.subtract({} if row.is_nothing else row.numbers)
    return [Row(_("%(name)s itself") % {"name": root.name}, own), *rows]


def _row(line: ReportRow) -> Row:
    now = {name: cell.now.number for name, cell in line.happened.items()}
    before = {f"{name}_before": cell.before.number for name, cell in line.happened.items()}
    numbers = {**now, **before, **{name: figure.number for name, figure in line.stands.items()}}
    return Row(line.name, numbers, is_nothing=line.key is None)


def came_and_went(report: Report) -> Chart | None:
    """What was logged beside what was done, with the period before in words."""
    shown = _busiest(report.lines, "logged", "done")
    most = max((row.numbers[name] for row in shown for name in ("logged", "done")), default=0)
    groups, y = [], 0
    for row in shown:
        bars = []
        for place, (name, count) in enumerate({"logged": say_logged, "done": say_done}.items()):
            number, before = row.numbers[name], row.numbers[f"{name}_before"]
            words = _("%(now)s (%(before)s)") % {"now": count(number), "before": say(before)}
            top = y + NAME + place * (BAR + GAP)
            bars.append(Bar(name, 0, top, _width(number, most), words=words))
        groups.append(Group(Truncator(row.name).chars(LONGEST_NAME), y, bars))
        y += NAME + 2 * (BAR + GAP) + AFTER
    note = _("In brackets: %(before)s.") % {"before": report.period.before}
    return Chart("went", _balance(report.total), groups, {}, y - AFTER, note) if groups else None


def late(report: Report) -> Chart | None:
    """How many are late in each line, and for how long; below it, what partners owe and is overdue."""
    shown = _busiest(report.lines, "late", "overdue")
    most = max((row.numbers[name] for row in shown for name in ("late", "overdue")), default=0)
    groups, y = [], 0
    for row in shown:
        lines = [draw(row, most) for name, draw in (("late", _late), ("overdue", _overdue)) if row.numbers[name]]
        tops = [y + NAME + place * (BAR + GAP) for place in range(len(lines))]
        bars = [replace(bar, y=top) for top, line in zip(tops, lines, strict=True) for bar in line]
        groups.append(Group(Truncator(row.name).chars(LONGEST_NAME), y, bars))
        y = tops[-1] + BAR + AFTER
    legend = {"late_week": _("up to 7 days"), "late_month": _("8 to 30 days"), "late_quarter": _("31 to 90 days"),
              "late_longer": _("over 90 days")}  # fmt: skip
    if report.total.stands["overdue"].number:
        legend["overdue"] = _("overdue from partners")
    return Chart("late", _lateness(report.total, shown), groups, legend, y - AFTER) if groups else None


def _late(row: Row, most: int) -> list[Bar]:
    """Its parts by how long, and the words at their end."""
    bars, x = [], 0.0
    for name in LATE:
        width = _width(row.numbers[name], most)
        if width:
            bars.append(Bar(name, x, 0, width, say(row.numbers[name]) if width >= ROOM else ""))
        x = round(x + width, 2)
    return [*bars, Bar("none", x, 0, 0, words=_("%(number)s late") % {"number": say(row.numbers["late"])})]


def _overdue(row: Row, most: int) -> list[Bar]:
    number = row.numbers["overdue"]
    words = _("%(number)s overdue") % {"number": say(number)}
    return [Bar("overdue", 0, 0, _width(number, most), words=words)]


def _busiest(lines: Sequence[ReportRow], *names: str) -> list[Row]:
    def size(row: Row) -> int:
        return sum(row.numbers[name] for name in names)

    return sorted((row for row in charts_of(lines) if size(row) > 0), key=size, reverse=True)[:MOST_BARS]


def _width(number: int, most: int) -> float:
    return round(WIDEST * number / most, 2)


def _balance(total: ReportRow) -> str:
    return say_balance(*(total.happened[name].now.number for name in ("logged", "agreed", "done")))


def _lateness(total: ReportRow, shown: Sequence[Row]) -> str:
    late, worst = total.stands["late"].number, max(shown, key=lambda row: row.numbers["late"])
    long = total.stands["late_quarter"].number + total.stands["late_longer"].number
    most = worst.numbers["late"]
    return say_lateness(late, long, name=worst.name, most=most, is_nothing=worst.is_nothing)
