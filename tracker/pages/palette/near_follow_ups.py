"""The follow-ups that somebody most likely looks for: by a reference, their own, and what they changed last."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.reference import read_reference
from tracker.history.models import Entry
from tracker.kit.text import fold
from tracker.search.highlight import holds

# So many of a person's own are looked through, word by word, and of the entries that they wrote last.
MOST_OWN, MOST_LATELY = 200, 100
# Whoever says a number alone means one of the last years.
YEARS = 3
NUMBER = re.compile(r"[0-9]{1,5}")


def found_follow_ups(user: User, typed: str, most: int) -> list[FollowUp]:
    """The one whose reference was typed comes first, and then those that are near: these are mostly looked for."""
    rows = FollowUp.objects.visible_to(user).with_names()
    meant = references_meant(typed, timezone.localdate())
    named = list(rows.filter(reference__in=meant).order_by("-reference")) if meant else []
    best = rows.best(typed, most, first=near(user, typed)[:most])
    return [*named, *(row for row in best if row not in named)][:most]


def references_meant(typed: str, today: date) -> list[str]:
    """The references that a person may have meant, as "2018-14" or, of the last years, "14"."""
    if whole := read_reference(typed):
        return [whole]
    number = typed.strip()
    years = range(today.year, today.year - YEARS, -1)
    return [f"F-{year}-{int(number):03}" for year in years] if NUMBER.fullmatch(number) else []


def near(user: User, typed: str) -> list[int]:
    """The keys of those in whose title the words stand, of this person's own and of what they changed last.

    Those that begin with the words come first; then their own, the soonest due before the others.
    """
    if not (terms := FollowUp.words.terms(typed)):
        return []
    found = {key: title for key, title in _near(user) if holds(title, terms)}
    return sorted(found, key=lambda key: not fold(found[key]).startswith(fold(typed)))


def _near(user: User) -> Iterator[tuple[int, str]]:
    rows = FollowUp.objects.visible_to(user)
    if person := getattr(user, "person", None):
        yield from rows.active().owned_by(person).by_due().values_list("pk", "title")[:MOST_OWN]
    titles = dict(rows.filter(pk__in=(lately := lately_changed(user))).values_list("pk", "title"))
    yield from ((key, titles[key]) for key in lately if key in titles)


def lately_changed(user: User) -> list[int]:
    """The keys of the follow-ups that this person changed last, the latest first; of those they see no more, too."""
    entries = Entry.objects.about(FollowUp).filter(by=user).order_by("-id")
    return list(dict.fromkeys(entries.values_list("object_id", flat=True)[:MOST_LATELY]))
