"""The table has a line a page and a column a house."""

from bench.goals import Kind, Line
from bench.measure import Figure
from bench.report import table

DESK = Line("desk", Kind.PAGE, (Figure(5, 0.010), Figure(5, 0.011), Figure(6, 0.012)))
LATE = Line("follow-ups: late", Kind.LIST, tuple(Figure(9, seconds, 0.010) for seconds in (0.010, 0.025, 1.030)))


def test_the_table_has_a_line_a_page() -> None:
    lines = table([DESK, LATE], (1_000, 100_000, 1_000_000)).splitlines()
    assert {len(line) for line in lines} == {len(lines[0])}
    assert [[cell.strip() for cell in line.split("|")[1:-1]] for line in (lines[0], *lines[2:])] == [
        ["Page", "queries", "ms at 1,000", "at 100,000", "at 1,000,000", "growth", "limit ms", "times"],
        ["desk", "5 to 6", "10.0", "11.0", "12.0", "1.2", "", ""],
        ["follow-ups: late", "9", "10.0", "25.0", "1,030.0", "103.0", "10.0", "103.0"],
    ]
