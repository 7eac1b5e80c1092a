"""Days as others write them, and the order of day and month, judged over a whole column."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tracker.imports.reading.days_in_cells import Order, in_other_words, order_of, tidy

pytestmark = pytest.mark.one_database
TODAY, HERE = date(2026, 11, 26), ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("25/05/2027 à 10 h 15", "2027-05-25"),
        ("25/05/2027 23h", "2027-05-25"),
        ("2031-10-09T0h UTC", "2031-10-09"),
        ("'25/05/2027", "2027-05-25"),
        ("46532", "2027-05-25"),
        ("25527", "25527"),
        ("2031-10-09 00:00:00", "2031-10-09"),
        ("2031-10-09T00:00:00Z", "2031-10-09"),
        ("2031-10-08T22:00:00.000+00:00", "2031-10-09"),
        ("2031-10-08T22:00:00", "2031-10-08"),
        ("09/10/2031 14:05", "2031-10-09"),
        ("9/10/2031, 2:05:00 PM", "2031-10-09"),
        ("9.10.31", "2031-10-09"),
        ("9-10-'31", "2031-10-09"),
        ("09 / 10 / 2031.", "2031-10-09"),
        ("20311009", "2031-10-09"),
        ("09\u200e/10\u200f/2031", "2031-10-09"),
        ("9\u00a0oct.\u00a02031 à 10h15", "9 oct. 2031"),
        ("09-Oct-31", "09 Oct 31"),
        ("Oct-09-2031", "Oct 09 2031"),
        ("Thu Oct 9 2031 00:00:00 GMT+0200 (Central European Summer Time)", "Thu Oct 9 2031"),
        ("Thu Oct 09 10:00:00 UTC 2031", "Thu Oct 09 2031"),
        ("Thu, 9 Oct 2031 08:00:00 GMT", "Thu, 9 Oct 2031"),
        ("30/02/2031", "30.02.2031"),
        ("3-5 October 2031", "3-5 October 2031"),
        ("end of the 2nd quarter", "end of the 2nd quarter"),
        ("20319999", "20319999"),
    ],
)
def test_a_day_is_read_without_its_time(words: str, read: str) -> None:
    assert tidy(words, first="day", today=TODAY, zone=HERE) == read


def test_where_the_month_stands_first_it_does_in_every_cell() -> None:
    read = [tidy(words, first="month", today=TODAY, zone=HERE) for words in ("4/5/2031", "04.05.31", "2031-05-04")]
    assert read == ["2031-04-05", "2031-04-05", "2031-05-04"]


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["04/05/2031", "05/25/2031"], Order("month", ("05/25/2031",))),
        (["04/05/2031", "25/05/2031"], Order("day", ("25/05/2031",))),
        (["04/05/2031", "6/7/31"], Order("", ("04/05/2031",))),
        (["25/05/2031", "05/25/2031"], Order("", ("25/05/2031", "05/25/2031"))),
        (["12.13.2031", *["25.05.2031"] * 50], Order("day", ("25.05.2031", "12.13.2031"))),
        (["12.13.2031", *["25.05.2031"] * 49], Order("", ("25.05.2031", "12.13.2031"))),
        (["04/05/2031", "4.5.2031"], Order("day", ("4.5.2031",))),
        (["04/04/2031", "2031-05-04", "4 May", ""], None),
    ],
)
def test_the_order_is_judged_over_all_cells(cells: list[str], order: Order | None) -> None:
    assert order_of(cells) == order


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("9. Oktober 2031", date(2031, 10, 9)),
        ("9 de octubre de 2031", date(2031, 10, 9)),
        ("9 października 2031", date(2031, 10, 9)),
        ("9 nonsense 2031", None),
        ("see annex 9 of 2031", None),
    ],
)
def test_months_of_other_languages_are_known(words: str, day: date | None) -> None:
    assert in_other_words(words) == day
