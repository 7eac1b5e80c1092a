"""What a package tells on the page *How Suivi is*.

Its `AppConfig.facts` names functions by their dotted names: each is given who asks and the time, and gives one `Fact`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise


class How(StrEnum):
    WELL = "well"
    # Nothing stops, and somebody should know.
    MIND = "mind"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Fact:
    """`advice` says what to do where it is not well; `address` leads to the page that tells more."""

    label: str | Promise
    words: str
    how: How = How.WELL
    advice: str = ""
    address: str = ""


Tell = Callable[[Any, datetime], Fact]
