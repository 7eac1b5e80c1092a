"""How surely a person finds a follow-up they know of with four letters.

What four letters can tell is bounded: to tell one of 20,000 from all but four others takes 12 bits. Letters of one word
say little, since its second and third hang on its first and most words stand in many titles; the first letters of four
words say the most, nearly four bits each. What is one's own or active is told from the rest by what is known of the
person. The number of the reference is common to as many follow-ups as there are years.

Of 100 each among 20,000 the first letters of four telling words find 99 of one's own, 95 of one's work or unit, 96 of
anybody's that are active, 98 of what one opened lately and 77 of any year; four letters of one word find 96, 55, 56, 77
and 35, the number 99, 100, 99, 100 and 51.
So the palette says, before anything is typed, that the first letters of four words find a follow-up, and its number.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from tracker.accounts.models import User
from tracker.directory.appointment_changes import unit_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.pages.palette.found_follow_ups import found_follow_ups
from tracker.pages.palette.near_follow_ups import lately_changed
from tracker.search.query import COMMON
from tracker.search.tokens import tokens

LETTERS, HALF = 4, 2
# What a browser remembers of what somebody opened: so many, spread here over all years.
OPENED = 200
FIRST = 5
SAMPLE = 100
Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody remembers: the `words` of the title, the partner's name and the number without its year.

    `telling` are the words again, those first that the fewest titles hold.
    """

    words: Words
    telling: Words
    partner: str
    number: str

    def some(self, number: int) -> Words:
        """So many of the most telling words, in the order of the title."""
        return sorted(self.telling[:number], key=self.words.index)


# The ways in which somebody types four letters, each by itself; nothing where the follow-up has not what they take. The
# palette says the third.
WAYS: dict[str, Callable[[Known], str]] = {
    "the most telling word": lambda known: known.telling[0][:LETTERS],
    "two letters of each of two telling words": lambda known: " ".join(word[:HALF] for word in known.some(2)),
    "the first letters of four telling words": lambda known: "".join(word[0] for word in known.some(LETTERS)),
    "the first letters of its first four words": lambda known: "".join(word[0] for word in known.words[:LETTERS]),
    "partner and word": lambda known: f"{known.partner[:HALF]} {known.telling[0][:HALF]}" if known.partner else "",
    "number": lambda known: known.number if len(known.number) <= LETTERS else "",
}


def shares_found(user: User) -> dict[str, float]:
    """Of SAMPLE follow-ups each, the share that stands among the first FIRST; by whose they are and what is typed."""
    every = FollowUp.objects.visible_to(user)
    own = Q(owner__account=user) | Q(pk__in=lately_changed(user))
    whose = {
        "one's own": every.filter(own),
        "of one's work or unit": every.filter(own | Q(recorder=user) | Q(unit=unit_of(user), unit__isnull=False)),
        "anybody's and active": every.active(),
        "anybody's of any year": every,
    }
    seen = spread(every, OPENED)
    counts = Counter(word for title in every.values_list("title", flat=True) for word in {*words_of(title)})
    asked = {known: (rows, ()) for known, rows in whose.items()} | {"opened lately": (every.filter(pk__in=seen), seen)}
    return {
        f"one {known}, by {way}": share
        for known, (rows, opened) in asked.items()
        for way, share in _shares(user, [(row, known_of(row, counts)) for row in sample(rows)], opened).items()
    }


def sample(rows: FollowUpQuerySet) -> list[FollowUp]:
    return list(rows.model.objects.select_related("partner").filter(pk__in=spread(rows, SAMPLE)))


def spread(rows: FollowUpQuerySet, number: int) -> list[int]:
    """The keys of so many, from the oldest to the newest."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    step = max(len(keys) // number, 1)
    return keys[step // 2 :: step][:number]


def words_of(title: str) -> list[str]:
    return [word for word in tokens(title) if word not in COMMON]


def known_of(row: FollowUp, counts: Counter[str]) -> Known:
    words = list(dict.fromkeys(words_of(row.title)))
    partner = (row.partner.short_name or row.partner.name) if row.partner else ""
    number = row.reference.rpartition("-")[2].lstrip("0")
    return Known(words, sorted(words, key=counts.__getitem__), partner, number)


def _shares(user: User, some: Sequence[tuple[FollowUp, Known]], opened: Sequence[int]) -> dict[str, float]:
    """By each way, and by whichever of them."""
    found = [{way: _is_found(user, row, typed(known), opened) for way, typed in WAYS.items()} for row, known in some]
    each = {way: sum(ways[way] for ways in found) / len(found) for way in WAYS}
    return {**each, "any of these": sum(any(ways.values()) for ways in found) / len(found)}


def _is_found(user: User, row: FollowUp, typed: str, opened: Sequence[int]) -> bool:
    return bool(typed) and row in found_follow_ups(user, typed, FIRST, opened)
