"""Telephone numbers as people write them: kept in their words, and dialled by a link where a number is plain."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FEWEST_DIGITS = 3
# Dialled within a country alone, where the number begins with that of the country.
TRUNK = re.compile(r"\(0\)")
# The first number of the words: what follows it, such as an extension or another number, is dialled by hand.
NUMBER = re.compile(r"\+?[0-9][0-9 ().\u00a0\u202f\u2011-]*")


def check_telephone(words: str) -> None:
    """ValidationError where the words hold no number."""
    if sum(letter.isdecimal() for letter in words) < FEWEST_DIGITS:
        raise ValidationError(_("Type a number such as +32 2 209 92 11."), code="telephone")


def dialled(words: str) -> str:
    """What a telephone dials, such as "+3222099211"; empty where the words hold no plain number."""
    found = NUMBER.search(TRUNK.sub(" ", words))
    return re.sub(r"[^+0-9]", "", found[0]) if found else ""
