"""Days of work, by the weekend and the holidays of each country."""

from datetime import date

import pytest

from tracker.kit.working_days import Rest, rest_on, worked_after, worked_before

FRIDAY, SATURDAY, SUNDAY = date(2026, 12, 11), date(2026, 12, 12), date(2026, 12, 13)
CHRISTMAS = date(2026, 12, 25)


@pytest.mark.parametrize(
    ("day", "countries", "rest"),
    [
        (FRIDAY, set(), None),
        (SATURDAY, set(), Rest.WEEKEND),
        (CHRISTMAS, set(), None),
        (CHRISTMAS, {"BE"}, Rest.HOLIDAY),
        (FRIDAY, {"BE"}, None),
        (FRIDAY, {"JO"}, Rest.WEEKEND),
        (SATURDAY, {"JO"}, Rest.WEEKEND),
        (SUNDAY, {"JO"}, None),
        (SUNDAY, {"JO", "BE"}, Rest.WEEKEND),
        (date(2026, 7, 21), {"BE"}, Rest.HOLIDAY),
        (date(2026, 7, 21), {"FR"}, None),
        (date(2026, 7, 14), {"BE", "FR"}, Rest.HOLIDAY),
    ],
)
def test_a_day_is_one_of_rest_where_anybody_rests(day: date, countries: set[str], rest: Rest | None) -> None:
    assert rest_on(day, countries) == rest


@pytest.mark.parametrize(
    ("day", "countries", "before", "after"),
    [
        (FRIDAY, set(), FRIDAY, FRIDAY),
        (SUNDAY, set(), FRIDAY, date(2026, 12, 14)),
        (CHRISTMAS, {"BE"}, date(2026, 12, 24), date(2026, 12, 28)),
        (FRIDAY, {"JO", "BE"}, date(2026, 12, 10), date(2026, 12, 14)),
        (date(2027, 1, 1), {"BE"}, date(2026, 12, 31), date(2027, 1, 4)),
    ],
)
def test_the_nearest_day_of_work_is_found_either_way(day: date, countries: set[str], before: date, after: date) -> None:
    assert (worked_before(day, countries), worked_after(day, countries)) == (before, after)
