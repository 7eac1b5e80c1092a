"""A number above nothing, as people write it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tracker.kit.exact_decimal_field import LARGEST
from tracker.kit.positive_number_field import AmountField

pytestmark = pytest.mark.one_database

SIZE = "Type a number above nothing, of at most 13 digits."


@pytest.mark.parametrize("typed", ["0.01", "12.5", "12.500", str(LARGEST)])
def test_a_number_above_nothing_and_not_too_large_is_taken(typed: str) -> None:
    assert AmountField().clean(typed) == Decimal(typed)


@pytest.mark.parametrize(
    ("typed", "places", "sentence"),
    [
        ("0", 2, SIZE),
        (str(LARGEST + 1), 2, SIZE),
        ("x", 2, "Type a number such as 200000 or 12.5."),
        ("12.505", 2, "It takes 2 decimals."),
        ("12.55", 1, "It takes 1 decimal."),
        ("12.5", 0, "It takes 0 decimals."),
    ],
)
def test_another_number_is_refused_in_a_sentence(typed: str, places: int, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        AmountField(places=places).clean(typed)
    assert refusal.value.messages == [sentence]
