"""The report says in sentences what is wrong, and nothing when nothing is."""

from bench.measure import Figure
from bench.report import Line, problems, table

FINE = Line("desk", Figure(5, 0.010, 9), Figure(5, 0.012, 9), None)
BELOW = Line("follow-ups: late", Figure(9, 0.010, 9), Figure(9, 0.0299, 9), 0.010)


def test_equal_queries_and_a_time_below_the_limit_are_no_problem() -> None:
    assert problems("An officer", [FINE, BELOW]) == []


def test_more_queries_in_the_large_house_are_told() -> None:
    grown = Line("desk", Figure(5, 0.010, 9), Figure(6, 0.010, 9), None)
    assert problems("An officer", [grown]) == ["An officer: desk takes 5 queries in the small house, 6 in the large."]


def test_three_times_the_limit_is_too_much() -> None:
    slow = Line("follow-ups: late", Figure(9, 0.010, 9), Figure(9, 0.030, 9), 0.010)
    assert problems("An officer", [slow]) == ["An officer: follow-ups: late takes 3.0 times its limit; 3 are allowed."]


def test_the_table_has_a_line_a_page() -> None:
    lines = table([FINE, BELOW], 1_000, 100_000).splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["desk", "follow-ups: late"]
    assert {len(line) for line in lines} == {len(lines[0])}
