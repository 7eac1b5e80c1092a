"""The follow-ups that somebody most likely looks for: by their number or a few letters, what is near them first."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Self

from django.db.models import Q
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.appointment_changes import unit_of
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.reference import read_reference
from tracker.history.models import Entry
from tracker.kit.text import fold
from tracker.search.highlight import holds
from tracker.search.query import Term
from tracker.search.word_index import BEGUN, DETAIL

# So many of a person's own are looked through, word by word, and of the entries that they wrote last.
MOST_OWN, MOST_LATELY = 300, 100
# Of the newest that hold the words so many are looked at for those of the unit, and so many of these are taken.
MOST_HELD, MOST_KNOWN = 2_000, 100
# Whoever says a number alone means one of so many years.
YEARS = 20
NUMBER = re.compile(r"[0-9]{1,5}")
# How well one fits whose number was typed: better than any whose words were.
NUMBERED = -1
RANKED_BY = ("pk", "title", "owner_id", "recorder_id", "unit_id", "ended_on")
# The same ones are looked at with each letter that somebody types.
folded = lru_cache(10_000)(fold)


def found_follow_ups(user: User, typed: str, most: int) -> list[FollowUp]:
    """Those of the number come first, then those with the words in their title; of either what is near comes first."""
    rows, near = FollowUp.objects.visible_to(user), Near.to(user)
    meant = references_meant(typed, timezone.localdate())
    numbered = rows.filter(reference__in=meant).values_list("pk", flat=True) if meant else ()
    places = {**rows.begun(typed), **near.holding(typed), **dict.fromkeys(numbered, NUMBERED)}
    read = rows.filter(pk__in=list(places)).values_list(*RANKED_BY, named=True)
    best = sorted(read, key=lambda row: near.rank(row, places[row.pk], fold(typed)))[:most]
    found = rows.with_names().in_bulk([row.pk for row in best])
    return [found[row.pk] for row in best if row.pk in found]


def references_meant(typed: str, today: date) -> list[str]:
    """The references that a person may have meant, as "2018-14" or, of the last years, "14"."""
    if whole := read_reference(typed):
        return [whole]
    number = typed.strip()
    years = range(today.year, today.year - YEARS, -1)
    return [f"F-{year}-{int(number):03}" for year in years] if NUMBER.fullmatch(number) else []


def lately_changed(user: User) -> list[int]:
    """The keys of the follow-ups that this person changed last, the latest first; of those they see no more, too."""
    entries = Entry.objects.about(FollowUp).filter(by=user).order_by("-id")
    return list(dict.fromkeys(entries.values_list("object_id", flat=True)[:MOST_LATELY]))


@dataclass(frozen=True, slots=True)
class Near:
    """What is near somebody: their own, what they changed last, what they recorded, and what is of their unit."""

    user: User
    person: Person | None
    unit: Organisation | None
    lately: list[int]

    @classmethod
    def to(cls, user: User) -> Self:
        return cls(user, getattr(user, "person", None), unit_of(user), lately_changed(user))

    def rank(self, row: Any, place: int, begun: str) -> tuple[Any, ...]:
        """Own ones and those changed last, then the recorded and the unit's; of each the active before the ended.

        Then own ones before others, what fits best, what begins with the words, and the latest.
        """
        is_own = self.person is not None and row.owner_id == self.person.pk
        is_known = row.recorder_id == self.user.pk or (self.unit is not None and row.unit_id == self.unit.pk)
        apart = place if place in (NUMBERED, DETAIL) else 0
        near = (not (is_own or row.pk in self.lately), not is_known, bool(row.ended_on), not is_own)
        return apart, *near, place, not folded(row.title).startswith(begun), -row.pk

    def holding(self, typed: str) -> dict[int, int]:
        """The keys of those that hold all words, each begun only; of own ones partner and owner count as words too."""
        if not (terms := FollowUp.words.terms(typed, names=True)):
            return {}
        rows = FollowUp.objects.visible_to(self.user)
        own = rows.owned_by(self.person).active_first()[:MOST_OWN] if self.person else rows.none()
        read = ("pk", "title", "owner__name", "partner__name", "partner__short_name")
        some = [row for each in (own, rows.filter(pk__in=self.lately)) for row in each.values_list(*read)]
        held = FollowUp.words.holding(FollowUp.words.tiers(terms)[BEGUN], newest=MOST_HELD)
        known = rows.filter(Q(recorder=self.user) | Q(unit=self.unit, unit__isnull=False), pk__in=held)
        named = [key for key, *words in some if _hold(words, terms)]
        return dict.fromkeys([*named, *known.order_by("-pk").values_list("pk", flat=True)[:MOST_KNOWN]], BEGUN)


def _hold(words: list[str | None], terms: tuple[Term, ...]) -> bool:
    """A quick look first: it spares most of them the slow one."""
    text = " ".join(filter(None, words))
    return all(word in folded(text) for term in terms for word in term.words) and holds(text, terms)
