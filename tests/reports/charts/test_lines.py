"""Which lines of a report are drawn, how wide their bars are, and what the title names: without a page."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from pprint import pformat
from types import SimpleNamespace
from typing import Any

import pytest

from tests.house.drawings import assert_drawn
from tracker.kit.periods import Period, year_of
from tracker.reports.charts import plots
from tracker.reports.charts.plots import charts_of
from tracker.reports.lines.durations import _median, _spans
from tracker.reports.lines.report_row import Asked, Cell, ReportFigure, ReportRow, share
from tracker.reports.lines.worst import apart, mark_worst, only_root

pytestmark = pytest.mark.one_database
HAPPENED, STANDS = ("logged", "agreed", "done"), ("late", *plots.LATE, "overdue")
NONE = Asked.of({})


def line(name: str | None, depth: int = 0, **numbers: int) -> ReportRow:
    """`name` is its key, too: None of what has none. A number of the period before ends with _before."""

    def figure(measure: str) -> ReportFigure:
        return ReportFigure(numbers.get(measure, 0), "/f/", NONE, NONE)

    happened = {each: Cell(figure(each), figure(f"{each}_before")) for each in HAPPENED}
    shown = name or "Without unit"
    return ReportRow(name, shown, depth, happened, {each: figure(each) for each in STANDS}, None, None)


TREE = [
    line("House", logged=9, done=4, done_before=2, late=5, late_week=5, overdue=3),
    line("A", 1, logged=4, done=1, done_before=2, late=3, late_week=3, overdue=1), line("A1", 2, logged=2, late=1),
    line("B", 1, logged=3, late=1, late_week=1), line(None, logged=1, done=2, late=7, late_longer=7),
]  # fmt: skip
LISTS: dict[str, list[ReportRow]] = {
    "one tree": TREE, "its root alone": TREE[:1], "its root and what has none": [TREE[0], TREE[-1]],
    "two trees": [*TREE[:2], line("Other", logged=2)], "what has none alone": TREE[-1:], "nothing": [],
}  # fmt: skip


def test_of_one_tree_its_branches_are_drawn_and_what_it_has_beside_them() -> None:
    told = {name: [(row.name, row.numbers["logged"], row.numbers["done_before"], row.numbers["late"], row.is_nothing)
                   for row in charts_of(lines)] for name, lines in LISTS.items()}  # fmt: skip
    nothing = ("Without unit", 1, 0, 7, True)
    assert told == {
        "one tree": [("House itself", 2, 0, 1, False), ("A", 4, 2, 3, False), ("B", 3, 0, 1, False), nothing],
        "its root alone": [("House", 9, 2, 5, False)],
        "its root and what has none": [("House", 9, 2, 5, False), nothing],
        "two trees": [("House", 9, 2, 5, False), ("Other", 2, 0, 0, False)],
        "what has none alone": [nothing], "nothing": [],
    }  # fmt: skip
    assert {name: [each.name for each in apart(lines)] for name, lines in LISTS.items()} == {
        "one tree": ["A", "B", "Without unit"], "its root alone": ["House"],
        "its root and what has none": ["House", "Without unit"], "two trees": ["House", "Other"],
        "what has none alone": ["Without unit"], "nothing": [],
    }  # fmt: skip
    assert {name: getattr(only_root(lines), "name", None) for name, lines in LISTS.items()} == {
        "one tree": "House", **dict.fromkeys([*LISTS][1:]),
    }  # fmt: skip
    assert [each.name for each in mark_worst(TREE) if each.is_worst] == ["Without unit"]


def report(lines: list[ReportRow], total: ReportRow) -> Any:
    return SimpleNamespace(lines=lines, total=total, period=year_of(date(2018, 5, 1)))


def test_a_plot_is_drawn_to_its_last_bar() -> None:
    many = [
        line(f"Unit {number} of the directorate general of it", logged=number, late=number % 3) for number in range(15)
    ]
    total = line("All", logged=30, agreed=20, done=9, late=12, late_quarter=2, late_longer=3, overdue=4)
    small = [
        line("Small", late=40, late_week=1, late_month=2, late_longer=37, overdue=2),
        line("None", logged=1, done=1),
    ]
    every = {"tree": (TREE, total), "many": (many, line("All", logged=1)), "small": (small, total)}
    pages = {}
    for name, (lines, whole) in every.items():
        for plot in (plots.came_and_went, plots.late):
            drawn = plot(report(lines, whole))
            pages[f"{name} {plot.__name__}"] = pformat(asdict(drawn), width=118).splitlines() if drawn else ["nothing"]
    assert_drawn("lines", pages, Path(__file__).parent / "drawn")
    assert [plot(report([line("A")], line("All"))) for plot in (plots.came_and_went, plots.late)] == [None, None]


@pytest.mark.parametrize(("part", "rest", "hundredth"), [(0, 0, None), (1, 0, 100), (0, 3, 0), (1, 2, 33), (2, 1, 67)])
def test_a_share_is_of_a_hundred_that_had_a_date(part: int, rest: int, hundredth: int | None) -> None:
    assert share(part, rest) == hundredth


def test_medians_are_of_each_follow_up_once_in_each_line_it_stands_in() -> None:
    rows = [(1, "a", 2), (2, "a", 7), (2, "a", 7), (3, "b", -30), (3, "c", -30), (4, None, 0)]
    assert [_median(days) for days in ([2], [2, 3], [0, 4, 9], [1, 3])] == [2, 2.5, 4, 2]
    plain, empty = _spans(rows, {}), _spans([], {})
    assert (plain.total, plain.by_key, empty.total, empty.by_key) == (
        1, {"a": 4.5, "b": 0, "c": 0, None: 0}, None, {},
    )  # fmt: skip
    above = _spans(rows, {"a": ["a", "top"], "b": ["b", "top"], "c": [], None: [None]})
    assert (above.total, above.by_key) == (1, {"a": 4.5, "top": 2, "b": 0, None: 0})


def test_an_address_asks_for_the_line_and_the_measure_and_for_each_name_once() -> None:
    def address(line: dict[str, str], measure: dict[str, str]) -> str:
        return ReportFigure(1, "/follow-ups/", Asked.of(line), Asked.of(measure)).address

    assert [address(*each) for each in (({}, {"a": "1"}), ({"unit": "7"}, {"late": "on"}),
            ({"unit": "7", "status": "open"}, {"status": "a b"}), ({"unit": "7"}, {}))] == [
        "/follow-ups/?a=1", "/follow-ups/?unit=7&late=on", "/follow-ups/?unit=7&status=a+b", "/follow-ups/?unit=7&",
    ]  # fmt: skip
    assert (TREE[0].share_on_time if "on_time" in TREE[0].happened else None) is None
    assert Period(date(2018, 1, 1), date(2018, 12, 31)) == year_of(date(2018, 5, 1))
