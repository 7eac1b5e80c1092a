"""Where a report finds what it counts: in indexes that hold all of it, without looking at a row."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.query_plans import way_to_follow_ups
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models.indexes import REPORTED
from tracker.kit.periods import quarter_of
from tracker.reports.cuts import CUTS
from tracker.reports.report import Report

# Of what was logged for no meeting, and of slips, the keys are found first.
IN_PERIOD = ["COVERING INDEX follow_up_of_meeting", "INTEGER PRIMARY KEY", "COVERING INDEX follow_up_by_end",
             "INTEGER PRIMARY KEY"]  # fmt: skip
# When something is due is reckoned from three columns: SQLite calls no index covering that holds what it came to.
STANDING = ["INDEX follow_up_standing"] * 2


def test_each_column_by_which_a_report_is_cut_stands_in_its_indexes() -> None:
    assert {cut.path for cut in CUTS.values() if not cut.many} - {*REPORTED} == set()


@pytest.mark.one_database
@pytest.mark.parametrize("of_unit", [False, True])
def test_what_is_counted_is_found_by_the_index_that_holds_it(
    of_unit: bool, amina: User, unit: Organisation, today: date
) -> None:
    """Without statistics, as a house of SQLite has none; PostgreSQL chooses by its own, and is told nothing."""
    with CaptureQueriesContext(connection) as asked:
        Report(amina, quarter_of(today), CUTS["kind"], today, unit if of_unit else None)
    counts = [query["sql"] for query in asked if re.search(r"^SELECT \+.* COUNT\(", query["sql"])]
    expected = [*IN_PERIOD, *IN_PERIOD, *STANDING] if connection.vendor == "sqlite" else []
    assert [way_to_follow_ups(sql) for sql in counts] == expected
