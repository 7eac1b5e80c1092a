"""What falls short of a goal is said in sentences; nothing is said when nothing does."""

from bench.goals import Kind, Line, problems
from bench.measure import Figure


def said(kind: Kind, *figures: Figure) -> list[str]:
    return problems("An officer", [Line("late", kind, figures)])


def test_equal_queries_and_a_time_below_the_limit_are_no_problem() -> None:
    assert said(Kind.LIST, Figure(9, 0.010, 0.010), Figure(9, 0.0149, 0.005)) == []


def test_more_queries_in_the_large_house_are_told() -> None:
    assert said(Kind.PAGE, Figure(5, 0.010), Figure(6, 0.010)) == [
        "An officer: late takes 5 queries in the small house, 6 in the large."
    ]


def test_fewer_are_not() -> None:
    assert said(Kind.PAGE, Figure(6, 0.010), Figure(5, 0.010)) == []


def test_a_list_may_not_grow_with_the_house_but_other_pages_may() -> None:
    grown = Figure(5, 0.010), Figure(5, 0.018), Figure(5, 0.020)
    assert said(Kind.LIST, *grown) == ["An officer: late takes 2.0 times as long in the large house; 1.5 are allowed."]
    assert said(Kind.PAGE, *grown) == []


def test_each_kind_has_its_limit() -> None:
    slow = Figure(9, 0.010, 0.0030), Figure(9, 0.010, 0.0030)
    assert said(Kind.LIST, *slow) == ["An officer: late takes 3.3 times its limit; 3 are allowed."]
    assert said(Kind.SEARCH, *slow) == ["An officer: late takes 3.3 times its limit; 2 are allowed."]
    assert said(Kind.FILE, *slow) == ["An officer: late takes 3.3 times its limit; 1.5 are allowed."]
