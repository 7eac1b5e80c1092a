"""Telephone numbers are kept as people write them, and dialled where one is plain."""

import pytest
from django.core.exceptions import ValidationError

from tracker.directory.people.telephone import check_telephone, dialled


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("+32 2 209 92 11", "+3222099211"),
        ("+32 (0)2 209 92 11", "+3222099211"),
        ("00 32 2 209-92-11", "003222099211"),
        ("+43 1 555 0177 ext. 12", "+4315550177"),
        ("Tel. +31 70 555 0160, mobile +31 6 5550 1160", "+31705550160"),
        ("+33\u00a01\u202f55 50", "+3315550"),
        ("on request", ""),
        ("", ""),
    ],
)
def test_the_first_plain_number_is_dialled(words: str, number: str) -> None:
    assert dialled(words) == number


@pytest.mark.parametrize("words", ["seven", "12", "%_\\'\"", "ext."])
def test_words_without_a_number_are_no_telephone(words: str) -> None:
    with pytest.raises(ValidationError, match=r"Type a number such as \+32 2 209 92 11\."):
        check_telephone(words)
