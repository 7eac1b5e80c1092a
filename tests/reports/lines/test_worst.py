"""What is worst stands first, and is marked."""

import pytest

from tracker.reports.lines.report_row import Asked, ReportFigure, ReportRow
from tracker.reports.lines.worst import mark_worst, worst_first

Line = tuple[str, int, int]


def row(name: str, depth: int, late: int, *, longer: int = 0, overdue: int = 0) -> ReportRow:
    numbers = {"late": late, "late_quarter": 0, "late_longer": longer, "overdue": overdue}
    stands = {measure: ReportFigure(number, "", Asked.of({}), Asked.of({})) for measure, number in numbers.items()}
    return ReportRow(name, name, depth, {}, stands, None, None)


def test_parts_stay_under_their_whole_and_what_is_alike_in_its_order() -> None:
    lines = [row("A", 0, 3), row("A1", 1, 1), row("A2", 1, 2), row("B", 0, 9), row("B1", 1, 0), row("C", 0, 3)]
    assert [line.name for line in worst_first(lines)] == ["B", "B1", "A", "A2", "A1", "C"]


def test_of_as_many_late_those_that_are_late_for_long_come_first_and_then_what_partners_owe() -> None:
    lines = [row("new", 0, 2), row("owed", 0, 2, overdue=1), row("old", 0, 2, longer=2)]
    assert [line.name for line in worst_first(lines)] == ["old", "owed", "new"]


@pytest.mark.parametrize(
    ("lines", "marked"),
    [
        ([], []),
        ([("A", 0, 5)], []),
        ([("A", 0, 5), ("B", 0, 4), ("C", 0, 3)], ["A"]),
        ([(name, 0, 5) for name in "ABCDEFGH"], ["A", "B", "C"]),
        ([("A", 0, 1), ("B", 0, 0), ("C", 0, 0), ("D", 0, 0)], ["A"]),
        # The house as a whole says nothing of where to look.
        ([("House", 0, 9), ("A", 1, 6), ("A1", 2, 6), ("B", 1, 3)], ["A"]),
    ],
)
def test_marked_are_three_at_most_and_no_more_than_half(lines: list[Line], marked: list[str]) -> None:
    assert [line.name for line in mark_worst([row(*line) for line in lines]) if line.is_worst] == marked
