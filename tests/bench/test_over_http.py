"""What is slower than its goal beside the lean house is said in sentences."""

from dataclasses import replace

import pytest

from bench.over_http_run import heads, missed, row_of
from bench.wire_measure import WireFigure, Writers

pytestmark = pytest.mark.one_database
LIST = WireFigure("list", ours=26.0, lean=20.0, most=1.3, size=14_000, lean_size=4_000)
SLOW = WireFigure("create", ours=50.0, lean=10.0, most=2, size=0, lean_size=0)


def test_what_keeps_to_its_goal_is_not_told() -> None:
    assert list(missed([LIST], Writers(0.5, 0), Writers(0.5, 0), 200)) == []


def test_what_misses_it_is() -> None:
    assert list(missed([LIST, SLOW], Writers(1.0, 2), Writers(0.5, 0), 231)) == [
        "create takes 5.0 times the lean page; 2 are allowed.",
        "2 of 200 posts at once were not answered as wished.",
        "50 writers wait 2.0 times as long as in the lean house.",
        "The server takes 231 MB; 200 are allowed.",
    ]


def test_a_figure_is_a_row() -> None:
    assert [cell.strip() for cell in row_of(LIST).split("|")[2:-1]] == ["26.0", "20.0", "1.3", "1.3", "14.0", "4.0"]


def test_other_trackers_stand_at_its_end_with_what_it_takes_of_the_quickest() -> None:
    row = row_of(replace(LIST, peers=(104.0, None, 130.0)))
    assert [cell.strip() for cell in row.split("|")[8:-1]] == ["104.00", "", "130.00", "0.25"]
    assert heads(["Roundup", "Redmine"]).endswith("| lean kB | Roundup | Redmine | of the best |")
