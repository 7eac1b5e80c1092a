"""Money: the currencies of ISO 4217, amounts as people say them, and conversion at a stated rate."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.kit.date_formats import format_date
from tracker.kit.exact_decimal_field import plain

BASE = "EUR"
# Codes by how many decimals their amounts have.
_CODES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    2: "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY "
    "COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR "
    "IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD "
    "NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC "
    "SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG",
    3: "BHD IQD JOD KWD LYD OMR TND",
}
MINOR_UNITS: Mapping[str, int] = {code: units for units, codes in _CODES.items() for code in codes.split()}
CURRENCIES = tuple(sorted(MINOR_UNITS))
LONGEST = 30
_NUMBER = re.compile(r"\d[\d.,]*")
# What begins with nothing is no group: "0.500" is a half.
_GROUPED = re.compile(r"(?!0\d*[.,])\d{1,3}(?:([.,])\d{3}(?:\1\d{3})*)?")
# Only signs that mean one currency: there are many dollars, and more than one yen sign.
SIGNS = {"EUR": "€", "GBP": "£", "USD": "US$"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """What one unit of the base currency costs: `rate` units of `currency` on `day`, according to `source`."""

    currency: str
    rate: Decimal
    day: date
    source: str


def to_minor(amount: Decimal, currency: str) -> Decimal:
    """The amount with as many decimals as the currency has; half a cent goes up."""
    return amount.quantize(Decimal(1).scaleb(-MINOR_UNITS[currency]), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Exchange:
    """An amount in another currency: `rate` units of it for one of the first, on `day`, according to `source`.

    Within one currency there is no rate. Of two rates, `day` is the earlier one's.
    """

    amount: Decimal
    rate: Decimal | None = None
    day: date | None = None
    source: str = ""


def exchange(amount: Decimal, currency: str, into: str, quoted: Mapping[str, Quoted]) -> Exchange | None:
    """The amount in the other currency, to its smallest coin; None when one of them is not quoted."""
    if currency == into:
        return Exchange(amount)
    base = {BASE: Quoted(BASE, Decimal(1), date.max, "")}
    of, to = (({**quoted, **base}).get(code) for code in (currency, into))
    if of is None or to is None:
        return None
    sources = dict.fromkeys(each.source for each in (of, to) if each.source)
    return Exchange(
        to_minor(amount * to.rate / of.rate, into), to.rate / of.rate, min(of.day, to.day), ", ".join(sources)
    )


def read_amount(words: str, language: str) -> tuple[Decimal, ...]:
    """What "200,000", "200 000.50" or "1.250,75" can mean: one number, none, or the likelier one of two first.

    A lone comma or full stop before three digits parts groups where the language writes them so; where it writes
    decimals so, as in "10.000", both are meant by some.
    """
    digits = "".join(words.split()).replace("'", "").replace("’", "")
    if not _NUMBER.fullmatch(digits) or len(digits) > LONGEST:
        return ()
    point = max(".,", key=digits.rfind)
    is_alone = digits.count(point) == 1 and len(set(digits) & set(".,")) == 1
    grouped = Decimal(digits.replace(point, "")) if _GROUPED.fullmatch(digits) and point in digits else None
    if digits.count(point) > 1 or (is_alone and grouped is not None and point == ("," if language == "en" else ".")):
        return () if grouped is None else (grouped,)
    whole, _point, rest = digits.partition(point)
    other = "." if point == "," else ","
    if other in whole and not _GROUPED.fullmatch(whole):
        return ()
    pointed = Decimal(f"{whole.replace(other, '') or '0'}.{rest or '0'}")
    return (pointed,) if grouped is None or not is_alone else (grouped, pointed)


def format_number(number: Decimal) -> str:
    """Such as "1,234.5": grouped, without empty decimals."""
    return number_format(plain(number), force_grouping=True)


def say_money(amount: Decimal, currency: str) -> str:
    """Such as "€ 90,000" or "CHF 12.50": decimals only where there are some."""
    whole = amount == amount.to_integral_value()
    said = number_format(plain(amount) if whole else to_minor(amount, currency), force_grouping=True)
    pattern = pgettext("an amount of money", "%(currency)s %(amount)s")
    return pattern % {"currency": SIGNS.get(currency, currency), "amount": said}


def format_rate(currency: str, into: str, rate: Decimal, day: date, source: str) -> str:
    """Such as "1 EUR = 1.1723 USD on 25 May 2018 (European Central Bank)"."""
    said = {"currency": currency, "into": into, "rate": number_format(plain(round(rate, 6)), force_grouping=True)}
    said |= {"day": format_date(day), "source": source}
    return _("1 %(currency)s = %(rate)s %(into)s on %(day)s (%(source)s)") % said
