"""How surely a person finds a follow-up they know of with very few letters."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import Q

from tracker.accounts.models import User
from tracker.directory.appointment_changes import unit_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.pages.palette.near_follow_ups import found_follow_ups, lately_changed
from tracker.search.query import COMMON
from tracker.search.tokens import tokens

LETTERS = 4
FIRST = 5
SAMPLE = 100
# What four letters may be, each with what was tried before it.
WAYS = ("one word", "two words", "its number")


def shares_found(user: User) -> dict[str, float]:
    """Of SAMPLE follow-ups each, the share that stands among the first FIRST; by whose they are and what is typed.

    Typed are the first letters of the most telling word of its title, which the fewest others have; then half of them
    of the two most telling; then its number without the year.
    """
    every = FollowUp.objects.visible_to(user)
    work = Q(owner__account=user) | Q(recorder=user) | Q(unit=unit_of(user), unit__isnull=False)
    whose = {
        "of one's own work": every.filter(work | Q(pk__in=lately_changed(user))),
        "anybody's and active": every.active(),
        "anybody's of any year": every,
    }
    counts = Counter(
        letters
        for title in every.values_list("title", flat=True)
        for size in (LETTERS, LETTERS // 2)
        for letters in {*beginnings(title, size)}
    )
    return {
        f"one {known}, by {' or '.join(WAYS[: tried + 1])}": share
        for known, rows in whose.items()
        for tried, share in enumerate(_shares(user, sample(rows), counts))
    }


def sample(rows: FollowUpQuerySet) -> list[FollowUp]:
    """Spread over all of them, from the oldest to the newest."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    step = max(len(keys) // SAMPLE, 1)
    return list(FollowUp.objects.filter(pk__in=keys[step // 2 :: step][:SAMPLE]))


def beginnings(title: str, size: int) -> list[str]:
    return [word[:size] for word in tokens(title) if word not in COMMON]


def typed(row: FollowUp, counts: Counter[str]) -> Iterator[str]:
    """Four letters by each of WAYS; what a title has not, or what is longer, is typed as the way before."""
    word = min(beginnings(row.title, LETTERS), key=counts.__getitem__)
    yield word
    two = sorted({*beginnings(row.title, LETTERS // 2)}, key=counts.__getitem__)[:2]
    yield " ".join(two) if len(two) == 2 else word
    number = row.reference.rpartition("-")[2].lstrip("0")
    yield number if number.isdecimal() and len(number) <= LETTERS else word


def _shares(user: User, known: Iterable[FollowUp], counts: Counter[str]) -> list[float]:
    found = [[row in found_follow_ups(user, words, FIRST) for words in typed(row, counts)] for row in known]
    return [sum(any(each[: tried + 1]) for each in found) / len(found) for tried in range(len(WAYS))]
