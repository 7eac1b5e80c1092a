"""How surely a known follow-up is found with few letters."""

from collections import Counter
from collections.abc import Callable

from bench.known import shares_found, typed
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp


def test_the_share_is_of_those_among_the_first_five(
    make_follow_up: Callable[..., FollowUp], claire: User, noor: User, amina: User
) -> None:
    for _number in range(7):
        make_follow_up("Same words", by=amina)
    make_follow_up("Another", owner=noor.person)
    shares = shares_found(noor)
    assert [shares[f"one {known}, by one word"] for known in ("of one's own work", "anybody's and active")] == [
        1,
        6 / 8,
    ]
    assert shares["one anybody's of any year, by one word or two words"] == 6 / 8
    assert shares["one anybody's of any year, by one word or two words or its number"] == 1


def test_four_letters_are_typed_of_one_word_of_two_or_of_the_number(make_follow_up: Callable[..., FollowUp]) -> None:
    row = make_follow_up("Train the officers of ports")
    counts = Counter({"trai": 9, "offi": 5, "port": 7, "tr": 9, "of": 5, "po": 7})
    assert list(typed(row, counts)) == ["offi", "of po", "1"]
