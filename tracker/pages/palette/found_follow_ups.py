"""The follow-ups that are meant by a few letters: of one word, of several, of a partner or owner, or of the number."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db.models import Q
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.kit.text import fold
from tracker.pages.palette.near_follow_ups import MOST_HELD, MOST_KNOWN, Near, folded
from tracker.pages.palette.numbers_meant import references_meant
from tracker.search import initials
from tracker.search.word_index import BEGUN, DETAIL, WHOLE

# So many of the newest whose words begin with the letters, and so many partners and people whom a few letters name.
MOST_BY_LETTERS, MOST_NAMED = 1_000, 20
# How well one fits, beside `WHOLE`, `BEGUN` and `DETAIL`: by its number, or by the first letters of its words.
NUMBERED, LETTERS = -1, 3
# Letters in a row may as well be those of one word, which comes first; with spaces between they are of several.
APART = {NUMBERED: 0, WHOLE: 2, BEGUN: 2, LETTERS: 3, DETAIL: 4}
APART_SPACED = APART | {LETTERS: 1}
# Two letters are enough for a name, or somebody's initials.
FEWEST = 2
RANKED_BY = ("pk", "title", "owner_id", "recorder_id", "unit_id", "ended_on")


def found_follow_ups(user: User, typed: str, most: int, opened: Sequence[int] = ()) -> list[FollowUp]:
    """Those of the number, then with the words in their title, then with their first letters; of each what is near.

    `opened` are the keys of what this person opened lately.
    """
    near = Near.to(user, opened)
    places = places_of(near, typed)
    read = near.rows.filter(pk__in=list(places)).values_list(*RANKED_BY, named=True)
    best = sorted(read, key=lambda row: rank(row, places[row.pk], typed, near))[:most]
    found = near.rows.with_names().in_bulk([row.pk for row in best])
    return [found[row.pk] for row in best if row.pk in found]


def places_of(near: Near, typed: str) -> dict[int, int]:
    """By their keys those that may be meant, whether or not the person may see them, and how well each fits."""
    meant = references_meant(typed, timezone.localdate())
    numbered = near.rows.filter(reference__in=meant).values_list("pk", flat=True) if meant else ()
    of_letters = dict.fromkeys(by_letters(near, typed), LETTERS)
    words = {**near.rows.begun(typed), **dict.fromkeys(chain(near.holding(typed), of_named(near, typed)), BEGUN)}
    both = {**words, **of_letters} if " " in typed else {**of_letters, **words}
    return {**both, **dict.fromkeys(numbered, NUMBERED)}


def rank(row: Any, place: int, typed: str, near: Near) -> tuple[Any, ...]:
    """How it fits at all; how near it is; how well it fits; and the latest."""
    gaps = initials.skipped(row.title, initials.read(typed)) if place == LETTERS else 0
    is_begun = folded(row.title).startswith(fold(typed))
    apart = (APART_SPACED if " " in typed else APART)[place]
    return apart, near.distance(row), not near.is_own(row), place, gaps, not is_begun, -row.pk


def by_letters(near: Near, typed: str) -> Iterable[int]:
    """The keys of the newest in whose titles words begin with these letters, in their order; and of what was lately."""
    if not (pieces := initials.read(typed)):
        return ()
    said = FollowUp.words.said_by_any([initials.terms(pieces)], in_title=True)
    titles = near.rows.newest_titles(said, MOST_BY_LETTERS)
    if len(titles) == MOST_BY_LETTERS:
        titles |= dict(near.rows.filter(pk__in=near.lately).values_list("pk", "title"))
    return [key for key, title in titles.items() if initials.spots(title, pieces)]


def of_named(near: Near, typed: str) -> Iterator[int]:
    """The keys of those whose partner or owner the first or last word names, while the title holds the others."""
    words = typed.split()
    for name, *others in (words, words[::-1]):
        if not others or len(name) < FEWEST:
            continue
        terms = FollowUp.words.terms(" ".join(others), names=True)
        partners, owners = (_named(model, name) for model in (Organisation, Person))
        if terms and (partners or owners):
            held = FollowUp.words.holding(FollowUp.words.tiers(terms)[BEGUN], newest=MOST_HELD)
            rows = near.rows.filter(Q(partner__in=partners) | Q(owner__in=owners), pk__in=held)
            yield from rows.order_by("-pk").values_list("pk", flat=True)[:MOST_KNOWN]


def _named(model: Any, name: str) -> list[int]:
    """The keys of those that all may know of whose name has this word, begun, or these initials.

    Whom else this person may know of is too much to ask with each letter.
    """
    rows, words = model.objects.general(), model.words
    ways = [words.terms(name), initials.terms(initials.read(name, fewest=FEWEST))]
    said = words.said_by_any(filter(None, ways), in_title=True)
    found = rows.filter(pk__in=words.holding(said)) if said else rows.none()
    return list(found.values_list("pk", flat=True)[:MOST_NAMED])
