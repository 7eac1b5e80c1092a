"""What is told of the columns of a table when it is read."""

import pytest

from tracker.imports.reading.column_words import orders_in, orders_of, tell, unknown_words
from tracker.imports.reading.days_in_cells import Order

pytestmark = pytest.mark.one_database
OPEN, MONTH = Order("", ("04/05/2031",)), Order("month", ("05/25/2031",))
BOTH = Order("", ("05/25/2031", "25/05/2031"))


def test_a_column_that_tells_nothing_is_read_as_the_others_are() -> None:
    told = tell([["04/05/2031", "05/25/2031", "x"], ["06/07/2031", "", "y"]])
    assert orders_in(["due_on", "review_on", ""], told) == {"due_on": MONTH, "review_on": MONTH}
    assert orders_in(["due_on", "", "review_on"], told) == {"due_on": OPEN}
    assert orders_of(["due_on", "review_on", ""], told, {"due_on": "day", "notes": "day"}) == {
        "due_on": "day", "review_on": "month",
    }  # fmt: skip


def test_a_column_with_both_orders_is_asked_about_whatever_the_others_tell() -> None:
    told = tell([["05/25/2031", "05/25/2031"], ["25/05/2031", ""]])
    assert orders_in(["due_on", "review_on"], told) == {"due_on": BOTH, "review_on": MONTH}


def test_each_unknown_word_is_told_once_and_a_column_of_many_words_holds_none() -> None:
    cells = ["Halfway", "half way", "HALF_WAY", "open", "#N/A", ""]
    assert unknown_words(["status", "title"], tell([[cell, cell] for cell in cells])) == {
        "status": ["Halfway", "half way"]
    }
    assert unknown_words(["status"], tell([[f"word {number}"] for number in range(41)])) == {}
