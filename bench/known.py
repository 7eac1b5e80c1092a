"""How surely a person finds a follow-up they know of with very few letters."""

from collections import Counter
from collections.abc import Iterable

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.pages.palette.near_follow_ups import found_follow_ups
from tracker.search.tokens import tokens

LETTERS = 4
FIRST = 5
SAMPLE = 100


def shares_found(stranger: User) -> dict[str, float]:
    """Of SAMPLE follow-ups each, the share that stands among the first FIRST; by what was looked for and typed.

    Typed are the first letters of the most telling word of its title: those that the fewest others have. People know
    what is theirs and not done; `stranger` looks for what may be anybody's and of any year.
    """
    every = FollowUp.objects.visible_to(stranger)
    own = sample(FollowUp.objects.present().active().exclude(owner__account=None))
    anybodys = [(stranger, row) for row in sample(every)]
    counts = Counter(letters for title in every.values_list("title", flat=True) for letters in set(beginnings(title)))
    return {
        f"their own, {LETTERS} letters": _share(((row.owner.account, row) for row in own), counts),
        f"anybody's of any year, {LETTERS} letters": _share(anybodys, counts),
        f"anybody's of any year, {LETTERS} letters and the number": _share(anybodys, counts, with_number=True),
    }


def sample(rows: FollowUpQuerySet) -> list[FollowUp]:
    """Spread over all of them, from the oldest to the newest."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    step = max(len(keys) // SAMPLE, 1)
    return list(FollowUp.objects.select_related("owner__account").filter(pk__in=keys[step // 2 :: step][:SAMPLE]))


def beginnings(title: str) -> list[str]:
    return [word[:LETTERS] for word in tokens(title) if len(word) >= LETTERS]


def _share(known: Iterable[tuple[User, FollowUp]], counts: Counter[str], *, with_number: bool = False) -> float:
    found = [row in found_follow_ups(user, _typed(row, counts, with_number), FIRST) for user, row in known]
    return sum(found) / len(found)


def _typed(row: FollowUp, counts: Counter[str], with_number: bool) -> str:
    letters = min(beginnings(row.title), key=counts.__getitem__)
    return f"{int(row.reference.rpartition('-')[2])} {letters}" if with_number else letters
