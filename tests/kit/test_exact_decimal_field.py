"""Numbers kept as whole ten-thousandths."""

from decimal import Decimal

import pytest

from tracker.kit.exact_decimal_field import LARGEST, ExactField, plain

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (Decimal("1.00006"), 10_001),
        (Decimal("1.00004"), 10_000),
        (Decimal("-1.00006"), -10_001),
        (0.1 + 0.2, 3_000),
        ("12.5", 125_000),
        (7, 70_000),
        (LARGEST, 10**17),
        (None, None),
    ],
)
def test_a_number_is_kept_rounded_to_four_decimals(number: object, kept: int | None) -> None:
    assert ExactField().get_prep_value(number) == kept


@pytest.mark.parametrize(("kept", "read"), [(125_000, "12.5"), (70_000, "7"), (10**17, str(LARGEST)), (1, "0.0001")])
def test_a_number_is_read_without_empty_decimals_or_exponent(kept: int, read: str) -> None:
    assert str(ExactField().from_db_value(kept)) == read


def test_a_plain_number_has_no_exponent() -> None:
    assert [str(plain(Decimal(each))) for each in ("1E+3", "1.500", "0.00")] == ["1000", "1.5", "0"]
