"""Which known names somebody may have meant who wrote one that nobody has."""

from collections.abc import Sequence
from typing import Any

from tracker.accounts.models import User
from tracker.directory.merging.likely_pairs import LONG_ENOUGH, Known, like, words_of
from tracker.directory.models import Organisation

MOST_NEAR = 3
# A name begins like another one in so many letters, and so many of those are looked at; a short one also in fewer.
BEGINS, SHORTLY, MOST_BEGUN = 4, 2, 100


def near_names(model: Any, words: str, user: User) -> list[Any]:
    """Rows of `model`, people or organisations, that `user` may know of: those spelled nearly so, then those begun."""
    rows = model.objects.visible_to(user)
    known = _known(rows.filter(pk__in=keys_begun_like(rows, [*words_of(words)[:4]])))
    keys = [other.pk for other, _reason in like(Known(0, words), known)]
    begun = rows.find(words).values_list("pk", flat=True)[:MOST_NEAR] if len(keys) < MOST_NEAR else ()
    best = list(dict.fromkeys([*keys, *begun]))[:MOST_NEAR]
    found = rows.in_bulk(best)
    return [found[key] for key in best if key in found]


def keys_begun_like(rows: Any, words: Sequence[str]) -> set[int]:
    """Of those of which a word begins like one of these, which the index finds among any number."""
    keys = set[int]()
    alone = [words[0][:SHORTLY]] if len(words) == 1 and len(words[0]) < LONG_ENOUGH else []
    for begins in filter(None, [*(word[:BEGINS] for word in words), *alone]):
        keys |= set(rows.search(begins, names=True).order_by("pk").values_list("pk", flat=True)[:MOST_BEGUN])
    return keys


def _known(rows: Any) -> list[Known]:
    """A short name is a name of its own: a slip in it is as near."""
    if rows.model is not Organisation:
        return [Known(*row) for row in rows.order_by("pk").values_list("pk", "name")]
    named = [Known(*row) for row in rows.order_by("pk").values_list("pk", "name", "short_name")]
    return [*named, *(Known(each.pk, each.short) for each in named if each.short)]
