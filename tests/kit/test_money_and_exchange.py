"""Amounts as people write and say them, and what they are in another currency."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tracker.kit.money_and_exchange import (
    CURRENCIES,
    MINOR_UNITS,
    Exchange,
    Quoted,
    exchange,
    format_number,
    format_rate,
    read_amount,
    say_money,
    to_minor,
)

pytestmark = pytest.mark.one_database

MAY = date(2018, 5, 25)
APRIL = date(2018, 4, 25)
QUOTED = {
    "USD": Quoted("USD", Decimal("1.25"), MAY, "ECB"),
    "JPY": Quoted("JPY", Decimal(125), APRIL, "ECB"),
    "CHF": Quoted("CHF", Decimal("1.1"), MAY, "SNB"),
}


@pytest.mark.parametrize(
    ("words", "language", "amount"),
    [
        ("200000", "en", "200000"),
        ("200,000", "en", "200000"),
        ("200.000", "fr", "200000"),
        ("200 000,50", "fr", "200000.50"),
        ("200\u202f000,50", "fr", "200000.50"),
        ("1'250.75", "en", "1250.75"),
        ("1.250,75", "en", "1250.75"),
        ("1,250.75", "fr", "1250.75"),
        ("1,250,000", "fr", "1250000"),
        ("1.250.000,5", "en", "1250000.5"),
        ("12.5", "fr", "12.5"),
        ("12,5", "en", "12.5"),
        ("0.500", "en", "0.5"),
        ("0,500", "en", "0.5"),
        ("10.0000", "en", "10"),
        ("1,234.500", "fr", "1234.5"),
        ("1.234,500", "en", "1234.5"),
        ("7.", "en", "7"),
        ("٣", "en", "3"),
    ],
)
def test_an_amount_is_read_as_people_write_it(words: str, language: str, amount: str) -> None:
    assert read_amount(words, language) == (Decimal(amount),)


@pytest.mark.parametrize(
    ("words", "language", "amounts"),
    [
        ("10.000", "en", ("10000", "10")),
        ("10,000", "fr", ("10000", "10")),
        ("12.505", "en", ("12505", "12.505")),
    ],
)
def test_what_some_write_for_thousands_and_others_for_decimals_means_both(
    words: str, language: str, amounts: tuple[str, str]
) -> None:
    assert read_amount(words, language) == tuple(map(Decimal, amounts))


@pytest.mark.parametrize(
    "words", ["", "-5", "1e5", "NaN", "Infinity", "1,25,0", "12,34.5", "€ 5", "x", "1" * 31, "1" * 29 + ".5", ","]
)
def test_what_is_no_amount_means_nothing(words: str) -> None:
    assert read_amount(words, "en") == ()


@given(st.decimals(min_value=0, max_value=10**12, places=4), st.sampled_from(["en", "fr"]))
def test_a_number_as_it_is_said_is_read_as_the_same(number: Decimal, language: str) -> None:
    with translation.override(language):
        said = format_number(number)
    # One group and three decimals at most: what looks like a group is one.
    if number == round(number, 2):
        assert read_amount(said, language) == (number,)


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("90000", "EUR", "€\xa090,000"),
        ("12.5", "CHF", "CHF\xa012.50"),
        ("1234567", "JPY", "JPY\xa01,234,567"),
        ("0.5", "USD", "US$\xa00.50"),
        ("1.5", "KWD", "KWD\xa01.500"),
    ],
)
def test_an_amount_is_said_with_its_currency(amount: str, currency: str, said: str) -> None:
    assert say_money(Decimal(amount), currency) == said


def test_every_currency_has_three_letters_and_its_decimals() -> None:
    assert {code for code in CURRENCIES if not (len(code) == 3 and code.isupper())} == set()
    assert (len(CURRENCIES), MINOR_UNITS["EUR"], MINOR_UNITS["XOF"], MINOR_UNITS["TND"]) == (len(MINOR_UNITS), 2, 0, 3)


@pytest.mark.parametrize(
    ("currency", "into", "found"),
    [
        ("EUR", "EUR", Exchange(Decimal(100))),
        ("EUR", "USD", Exchange(Decimal(125), Decimal("1.25"), MAY, "ECB")),
        ("USD", "EUR", Exchange(Decimal(80), Decimal("0.8"), MAY, "ECB")),
        ("USD", "JPY", Exchange(Decimal(10_000), Decimal(100), APRIL, "ECB")),
        ("USD", "CHF", Exchange(Decimal(88), Decimal("0.88"), MAY, "ECB, SNB")),
        ("XOF", "EUR", None),
        ("EUR", "XOF", None),
    ],
)
def test_an_exchange_says_at_which_rate(currency: str, into: str, found: Exchange | None) -> None:
    assert exchange(Decimal(100), currency, into, QUOTED) == found


def test_half_a_coin_goes_up() -> None:
    assert (to_minor(Decimal("0.5"), "JPY"), to_minor(Decimal("1.005"), "EUR")) == (Decimal(1), Decimal("1.01"))


def test_a_rate_is_said_with_its_day_and_source() -> None:
    assert format_rate("EUR", "USD", Decimal("1.25000000"), MAY, "ECB") == "1 EUR = 1.25 USD on 25 May 2018 (ECB)"


def test_a_number_of_30_digits_is_read() -> None:
    assert read_amount("1" * 30, "en") == (Decimal("1" * 30),)


def test_a_rate_is_said_to_six_decimals() -> None:
    said = format_rate("JPY", "EUR", Decimal("0.00724637"), date(2018, 5, 25), "ECB")
    assert said == "1 JPY = 0.007246 EUR on 25 May 2018 (ECB)"
