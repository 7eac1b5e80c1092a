"""What templates make of values."""

from datetime import date
from typing import Any

import pytest

from tracker.kit.templatetags.kit import as_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"), (False, "no"), (None, "–"), ("", "–"), (0, "0"), ([], "–"), (["a", True], "a, yes"),
        (date(2018, 5, 25), "25 May 2018"),
    ],
)  # fmt: skip
def test_any_value_is_said_as_a_person_reads_it(value: Any, words: str) -> None:
    assert as_words(value) == words
