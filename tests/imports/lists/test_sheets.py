"""A workbook with a sheet for each year, in which the numbers begin anew."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.imports.conftest import confirm_and_write, outcomes
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Import
from tracker.imports.prepare_import import preview, upload
from tracker.imports.reading.table import Table

Bring = Callable[..., Import]
YEARS = {"2031": ["Send the survey", "Name two experts"], "2032": ["Visit the ports", "Count the ships"]}


@pytest.fixture
def bring(claire: User) -> Bring:
    """The years, each a sheet with its titles under the numbers 1 and 2; as far as the preview."""

    def make(**years: list[str]) -> Import:
        first, *more = (
            Table([["No", "Title"], *([str(at), title] for at, title in enumerate(titles, 1))], sheet=year)
            for year, titles in years.items()
        )
        first = replace(first, more=tuple(more))
        source = upload("years.xlsx", first, by=claire)
        preview(source)
        return source

    return make


def outcome(source: Import) -> list[str]:
    return [word for _number, word in outcomes(source)]


def test_each_sheet_has_numbers_of_its_own_this_week_and_next(bring: Bring) -> None:
    first = bring(**YEARS)
    assert (outcome(first), first.found["begin_anew"]) == (["new"] * 4, True)
    confirm_and_write(first)
    assert outcome(bring(**YEARS)) == ["same"] * 4
    # One of its sheets alone is still that one.
    assert outcome(bring(**{"2032": ["Visit the ports", "Count all ships"]})) == ["same", "changed"]


def test_a_sheet_that_came_alone_before_is_known_among_the_others(bring: Bring) -> None:
    confirm_and_write(bring(**{"2032": YEARS["2032"]}))
    assert outcome(bring(**YEARS)) == ["new", "new", "same", "same"]
    assert FollowUp.objects.count() == 2


def test_what_is_carried_over_to_the_next_sheet_is_one(bring: Bring) -> None:
    source = bring(**{"2031": YEARS["2031"], "2032": [*YEARS["2031"], "Count the ships"]})
    assert (outcome(source), source.found["begin_anew"]) == (["new", "new", "refused", "refused", "new"], False)


def test_where_as_many_numbers_are_of_one_matter_as_of_two_they_go_on(bring: Bring) -> None:
    source = bring(**{"2031": YEARS["2031"], "2032": [YEARS["2031"][0], YEARS["2032"][1]]})
    assert source.found["begin_anew"] is False
