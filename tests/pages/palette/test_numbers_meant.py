"""Which references are meant by a few figures."""

from datetime import date

import pytest

from tracker.pages.palette.numbers_meant import references_meant


def test_a_number_is_one_of_any_of_twenty_years() -> None:
    assert references_meant(" 14", date(2026, 3, 1)) == [f"F-{year}-014" for year in range(2026, 2006, -1)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2018-14", ["F-2018-014"]),
        ("18-14", ["F-2018-014"]),
        ("18/1627", ["F-2018-1627"]),
        ("f14", ["F-2026-014"]),
        ("F 14", ["F-2026-014"]),
        ("port", []),
        ("14 ports", []),
        ("123456", []),
    ],
)
def test_with_a_year_or_a_letter_before_it_is_one(typed: str, meant: list[str]) -> None:
    assert references_meant(typed, date(2026, 3, 1)) == meant
