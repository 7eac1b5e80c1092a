"""How surely a known follow-up is found with few letters."""

from collections import Counter
from collections.abc import Callable

from bench.known import WAYS, known_of, shares_found
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp


def test_the_share_is_of_those_among_the_first_five(
    make_follow_up: Callable[..., FollowUp], claire: User, noor: User, amina: User
) -> None:
    for _number in range(7):
        make_follow_up("Same words again for all", by=amina)
    make_follow_up("Another", owner=noor.person)
    shares = shares_found(noor)
    word, letters = "the most telling word", "the first letters of its first four words"
    assert [shares[f"one {known}, by {word}"] for known in ("one's own", "anybody's and active")] == [1, 6 / 8]
    assert shares[f"one anybody's of any year, by {letters}"] == 6 / 8
    assert shares["one anybody's of any year, by number"] == shares["one anybody's of any year, by any of these"] == 1


def test_four_letters_are_typed_in_each_way(make_follow_up: Callable[..., FollowUp], europol: Organisation) -> None:
    row = make_follow_up("Train the officers of small ports by day", partner=europol)
    counts = Counter({"train": 9, "officers": 5, "small": 8, "ports": 7, "day": 20})
    known = known_of(row, counts)
    assert [typed(known) for typed in WAYS.values()] == ["offi", "of po", "tosp", "tosp", "EU of", "1"]
    assert WAYS["the first letters of four telling words"](known_of(row, counts + Counter(train=30))) == "ospd"
