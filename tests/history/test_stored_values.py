"""Values as history stores and words them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from tracker.directory.models import Organisation
from tracker.history.stored_values import raw, text
from tracker.kit.dates.as_said import DateAsSaid

pytestmark = pytest.mark.one_database

MAY = date(2018, 5, 25)
FIRST, SECOND = (Organisation(pk=key, name=name) for key, name in ((7, "Alpha"), (12, "Beta")))


@pytest.mark.parametrize(
    ("value", "stored", "words"),
    [
        (None, None, ""),
        ("", "", ""),
        ("0", "0", ""),
        (0, 0, ""),
        (False, False, ""),
        (True, True, ""),
        (Decimal("1.500"), "1.5", ""),
        (Decimal("1E+3"), "1000", ""),
        (MAY, "2018-05-25", ""),
        (datetime(2018, 5, 25, 9, 30, tzinfo=UTC), "2018-05-25T09:30:00+00:00", ""),
        (time(9, 30), "09:30:00", ""),
        (DateAsSaid(MAY, MAY, "Africa Day"), "2018-05-25 from 2018-05-25: Africa Day", ""),
        (FIRST, 7, "Alpha"),
        ([], [], ""),
        ([SECOND, FIRST], [7, 12], "Beta, Alpha"),
        ((FIRST,), [7], "Alpha"),
    ],
)
def test_a_value_is_stored_as_it_is_compared_and_rows_with_their_names(value: Any, stored: Any, words: str) -> None:
    found = raw(value)
    assert (found, type(found), text(value)) == (stored, type(stored), words)
