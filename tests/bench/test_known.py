"""How surely a known follow-up is found with few letters."""

from collections.abc import Callable

from bench.known import share_found
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp


def test_the_share_is_of_those_among_the_first_five(make_follow_up: Callable[..., FollowUp], noor: User) -> None:
    for _number in range(7):
        make_follow_up("Same words")
    make_follow_up("Another")
    assert share_found(noor, with_number=False) == 6 / 8


def test_with_its_number_each_is_found(make_follow_up: Callable[..., FollowUp], noor: User) -> None:
    for _number in range(7):
        make_follow_up("Same words")
    assert share_found(noor, with_number=True) == 1
