"""A number above nothing, as people write it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from tracker.kit.exact_decimal_field import LARGEST
from tracker.kit.positive_number_field import AmountField, WholeNumberField

pytestmark = pytest.mark.one_database

SIZE = "Type a number above nothing, of at most 13 digits."


@pytest.mark.parametrize("typed", ["0.01", "12.5", "12.5000", str(LARGEST - 1)])
def test_a_number_above_nothing_and_not_too_large_is_taken(typed: str) -> None:
    assert AmountField().clean(typed) == Decimal(typed)


@pytest.mark.parametrize(
    ("currency", "language", "typed", "meant"),
    [
        ("KWD", "en", "1.255", "1.255"), ("TND", "fr", "1,255", "1.255"), ("BHD", "en", "10.000", "10"),
        ("KWD", "en", "1,255", "1255"), ("KWD", "en", "1,255.500", "1255.5"), ("KWD", "fr", "1.255", "1255"),
    ],
)  # fmt: skip
def test_three_decimals_are_plain_in_a_currency_that_has_them(
    currency: str, language: str, typed: str, meant: str
) -> None:
    field = AmountField(places=4)
    field.count_in(currency)
    with translation.override(language):
        assert field.clean(typed) == Decimal(meant)


@pytest.mark.parametrize("currency", ["EUR", "JPY", "", "None"])
def test_in_any_other_they_are_asked_about(currency: str) -> None:
    field = AmountField(places=4)
    field.count_in(currency)
    with pytest.raises(ValidationError, match="can mean"):
        field.clean("1.255")


@pytest.mark.parametrize(
    ("typed", "places", "sentence"),
    [
        ("0", 2, SIZE),
        (str(LARGEST), 2, SIZE),
        ("x", 2, "Type a number such as 200000 or 12.5."),
        ("12.5055", 2, "It takes 2 decimals."),
        ("10.000", 2, "“10.000” can mean 10,000 or 10. Type it as one of these."),
        (" 12.505 ", 2, "“12.505” can mean 12,505 or 12.5050. Type it as one of these."),
        ("12.55", 1, "It takes 1 decimal."),
        ("12.5", 0, "It takes 0 decimals."),
    ],
)
def test_another_number_is_refused_in_a_sentence(typed: str, places: int, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        AmountField(places=places).clean(typed)
    assert refusal.value.messages == [sentence]


def test_in_french_a_comma_before_three_digits_is_asked_about() -> None:
    with translation.override("fr"), pytest.raises(ValidationError) as refusal:
        AmountField().clean("10,000")
    params = refusal.value.error_list[0].params
    assert params == {"words": "10,000", "first": "10\xa0000", "second": "10"}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("number", ["12.505", "10000", "10", "0.505", "1234567.891"])
def test_what_a_form_starts_with_is_taken_back_as_the_same(number: str, language: str) -> None:
    with translation.override(language):
        field = AmountField(places=4)
        assert field.clean(field.prepare_value(Decimal(number))) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "number"),
    [(0, 0), ("0", 0), (7, 7), ("1,200", 1200), ("1 200", 1200), ("-14", -14), ("−14", -14), ("12.505", 12505)],
)
def test_how_many_is_read_as_people_write_it(typed: str | int, number: int) -> None:
    assert WholeNumberField().clean(typed) == number


@pytest.mark.parametrize("typed", ["1.5", "x", "--1", "10.000"])
def test_what_is_no_whole_number_or_may_be_two_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        WholeNumberField().clean(typed)
