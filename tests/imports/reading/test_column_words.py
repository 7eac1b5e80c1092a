"""What is told of the columns of a table when it is read."""

from typing import Any

import pytest

from tracker.imports.reading.column_words import orders_in, orders_of, unknown_words
from tracker.imports.reading.days_in_cells import Order
from tracker.imports.reading.survey import Survey

pytestmark = pytest.mark.one_database
OPEN, MONTH = Order("", ("04/05/2031",)), Order("month", ("05/25/2031",))
BOTH = Order("", ("05/25/2031", "25/05/2031"))


def told(rows: list[list[str]]) -> list[dict[str, Any]]:
    return Survey.of([], rows).told()


def test_a_column_that_tells_nothing_is_read_as_the_others_are() -> None:
    said = told([["04/05/2031", "05/25/2031", "x"], ["06/07/2031", "", "y"]])
    assert orders_in(["due_on", "review_on", ""], said) == {"due_on": MONTH, "review_on": MONTH}
    assert orders_in(["due_on", "", "review_on"], said) == {"due_on": OPEN}
    assert orders_of(["due_on", "review_on", ""], said, {"due_on": "day", "notes": "day"}) == {
        "due_on": "day", "review_on": "month",
    }  # fmt: skip


def test_a_column_with_both_orders_is_asked_about_whatever_the_others_told() -> None:
    said = told([["05/25/2031", "05/25/2031"], ["25/05/2031", ""]])
    assert orders_in(["due_on", "review_on"], said) == {"due_on": BOTH, "review_on": MONTH}


def test_each_unknown_word_is_told_once_and_a_column_of_many_words_holds_none() -> None:
    cells = ["Halfway", "half way", "HALF_WAY", "open", "#N/A", ""]
    assert unknown_words(["status", "title"], told([[cell, cell] for cell in cells])) == {
        "status": ["Halfway", "half way"]
    }
    assert unknown_words(["status"], told([[f"word {number}"] for number in range(41)])) == {}
