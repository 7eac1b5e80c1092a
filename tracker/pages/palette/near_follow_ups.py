"""The follow-ups near somebody: their own, what they changed or opened last, what they recorded, their unit's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from django.db.models import Q

from tracker.accounts.models import User
from tracker.directory.appointment_changes import unit_of
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.conditions import ACTIVE
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.history.models import Entry
from tracker.kit.text import fold
from tracker.search.highlight import holds
from tracker.search.query import Term
from tracker.search.word_index import BEGUN

# So many of a person's own are looked through, word by word, of what is active and of what ended; and of the entries
# that they wrote last.
MOST_OWN, MOST_LATELY = 300, 100
# Of the newest that hold the words so many are looked at for what is active or of the unit; so many of these are taken.
MOST_HELD, MOST_KNOWN = 2_000, 300
# The same ones are looked at with each letter that somebody types.
folded = lru_cache(10_000)(fold)


def lately_changed(user: User) -> list[int]:
    """The keys of the follow-ups that this person changed last, the latest first; of those they see no more, too."""
    entries = Entry.objects.about(FollowUp).filter(by=user).order_by("-id")
    return list(dict.fromkeys(entries.values_list("object_id", flat=True)[:MOST_LATELY]))


@dataclass(frozen=True, slots=True)
class Near:
    """`rows` are all that this person may see: what that takes to know is read once.

    `lately` are the keys of what they changed last, and of what their browser says that they opened.
    """

    user: User
    rows: FollowUpQuerySet
    person: Person | None
    unit: Organisation | None
    lately: set[int]

    @classmethod
    def to(cls, user: User, opened: Sequence[int] = ()) -> Self:
        rows, lately = FollowUp.objects.visible_to(user), {*lately_changed(user), *opened}
        return cls(user, rows, getattr(user, "person", None), unit_of(user), lately)

    def is_own(self, row: Any) -> bool:
        return self.person is not None and row.owner_id == self.person.pk

    def distance(self, row: Any) -> int:
        """0 for what is one's own or was changed or opened last, 1 for what one recorded or is the unit's, 2 for all
        other; and one more for what has ended.
        """
        is_known = row.recorder_id == self.user.pk or (self.unit is not None and row.unit_id == self.unit.pk)
        away = 0 if self.is_own(row) or row.pk in self.lately else 1 if is_known else 2
        return away + bool(row.ended_on)

    def holding(self, typed: str) -> Iterable[int]:
        """The keys of those that hold all words, each begun only; of own ones partner and owner count as words too."""
        if not (terms := FollowUp.words.terms(typed, names=True)):
            return ()
        rows = self.rows
        own = rows.owned_by(self.person) if self.person else rows.none()
        looked_at = (own.active().by_due()[:MOST_OWN], own.ended_last()[:MOST_OWN], rows.filter(pk__in=self.lately))
        read = ("pk", "title", "owner__name", "partner__name", "partner__short_name")
        some = [row for each in looked_at for row in each.values_list(*read)]
        held = FollowUp.words.holding(FollowUp.words.tiers(terms)[BEGUN], newest=MOST_HELD)
        near = Q(recorder=self.user) | Q(unit=self.unit, unit__isnull=False) | ACTIVE
        known = rows.filter(near, pk__in=held).order_by("-pk").values_list("pk", flat=True)[:MOST_KNOWN]
        return [*(key for key, *words in some if _hold(words, terms)), *known]


def _hold(words: list[str | None], terms: tuple[Term, ...]) -> bool:
    """A quick look first: it spares most of them the slow one."""
    text = " ".join(filter(None, words))
    return all(word in folded(text) for term in terms for word in term.words) and holds(text, terms)
