"""Which period a report tells of, by what is typed of it."""

from datetime import date

import pytest

from tracker.implementation.forms import PeriodForm

pytestmark = pytest.mark.one_database
TODAY = date(2018, 9, 12)
LAST_YEAR = (date(2017, 9, 13), TODAY)


def test_what_is_left_empty_is_of_the_last_twelve_months_and_a_day_alone_is_a_period() -> None:
    cases: dict[tuple[str, str], object] = {
        ("", ""): LAST_YEAR,
        ("1 May 2018", ""): (date(2018, 5, 1), TODAY),
        ("", "1 May 2018"): (date(2017, 9, 13), date(2018, 5, 1)),
        ("1 May 2018", "1 May 2018"): (date(2018, 5, 1), date(2018, 5, 1)),
        ("2 May 2018", "1 May 2018"): {"until": ["The period ends before it begins."]},
        ("1 May 2018", "2030-01-01"): (date(2018, 5, 1), date(2030, 1, 1)),
        ("", "1 May 2017"): {"until": ["The period ends before it begins."]},
        ("2 October 2018", ""): {"until": ["The period ends before it begins."]},
    }
    found = {}
    for first, last in cases:
        form = PeriodForm({"from": first, "until": last}, today=TODAY)
        given = (form.period.first, form.period.last) if form.is_valid() else form.errors
        found[first, last] = given
    assert found == cases
    form = PeriodForm({}, today=TODAY)
    assert form.is_valid()
    assert (form.period.first, form.period.last) == LAST_YEAR
    for wrong in ("from", "until"):
        form = PeriodForm({wrong: "soonish"}, today=TODAY)
        assert [*form.errors] == [wrong]
