"""How surely a known follow-up is found with few letters."""

from collections.abc import Callable

from bench.known import shares_found
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp


def test_the_share_is_of_those_among_the_first_five(
    make_follow_up: Callable[..., FollowUp], claire: User, noor: User
) -> None:
    for number in range(7):
        make_follow_up("Same words", owner=None if number else claire.person)
    make_follow_up("Another", owner=None)
    assert shares_found(noor) == {
        "their own, 4 letters": 1,
        "anybody's of any year, 4 letters": 6 / 8,
        "anybody's of any year, 4 letters and the number": 1,
    }
