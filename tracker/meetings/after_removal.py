"""Where whoever removed a meeting goes on: the nouns above meetings say what is still to be done then."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from tracker.accounts.models import User

# Each gives the address of a page on which something is left to do, or nothing.
GOES_ON: list[Callable[[Any, User], str]] = []


def after_removal(meeting: Any, user: User) -> str:
    addresses = (address(meeting, user) for address in GOES_ON)
    return next(filter(None, addresses), reverse("meetings:list"))
