"""How surely a person finds a follow-up they know of with very few letters."""

from collections import Counter

from tracker.accounts.models import User
from tracker.follow_ups.finding import found_follow_ups
from tracker.follow_ups.models import FollowUp
from tracker.kit.search.tokens import tokens

LETTERS = 4
FIRST = 5
SAMPLE = 100


def share_found(user: User, *, with_number: bool) -> float:
    """Of SAMPLE follow-ups spread over all years, the share that stands among the first FIRST.

    What is typed is the beginning of the most telling word of its title, which the fewest others have, and
    `with_number` the number of its reference.
    """
    rows = FollowUp.objects.visible_to(user).order_by("pk")
    counts = Counter(word for title in rows.values_list("title", flat=True).iterator() for word in set(tokens(title)))
    keys = list(rows.values_list("pk", flat=True))
    step = max(len(keys) // SAMPLE, 1)
    sample = FollowUp.objects.in_bulk(keys[step // 2 :: step][:SAMPLE]).values()
    found = [row for row in sample if row in found_follow_ups(user, typed(row, counts, with_number))[:FIRST]]
    return len(found) / len(sample)


def typed(row: FollowUp, counts: Counter[str], with_number: bool) -> str:
    words = [word for word in tokens(row.title) if len(word) >= LETTERS]
    letters = min(words, key=counts.__getitem__)[:LETTERS]
    return f"{int(row.reference.rpartition('-')[2])} {letters}" if with_number else letters
