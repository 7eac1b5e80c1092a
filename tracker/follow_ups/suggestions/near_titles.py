"""Follow-ups that may promise the same as a title does: the candidates are found by the index, and then compared."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.suggestions.likeness import ALIKE, FORMS, LONG_ENOUGH, SHARED, likeness, meant
from tracker.search.query import Term
from tracker.search.tokens import stems

# So many words are looked for together, of which the others may leave out two; and so many of the newest are compared.
MOST_WORDS, LEFT_OUT, NEWEST = 5, 2, 60
LONGEST = 250


def near_titles(title: str, rows: FollowUpQuerySet, most: int) -> list[FollowUp]:
    """Of `rows`, cut to what a person may see, the `most` that promise the same: the most alike, then the newest."""
    tiers = [FollowUp.words.said_by_any(some) for some in _tiers(_terms(title[:LONGEST]))]
    if not tiers:
        return []
    alike = [(likeness(title, each), key) for key, each in rows.newest_holding(tiers, NEWEST)]
    best = sorted((found for found in alike if found[0] >= ALIKE), reverse=True)[:most]
    order = {key: place for place, (_likeness, key) in enumerate(best)}
    return sorted(rows.filter(pk__in=order).with_names(), key=lambda row: order[row.pk])


def _terms(title: str) -> list[Term]:
    """What it is about, in whatever word; what it does only where that is not enough. Names tell most."""
    said = meant(title)
    about = [*sorted(said.name), *sorted(said.thing, key=lambda word: (word in FORMS, word))]
    return [_term(meaning) for meaning in (about if len(about) > 1 else [*about, *said.deed])[:MOST_WORDS]]


def _term(meaning: str) -> Term:
    if forms := FORMS.get(meaning):
        return Term((forms[0],), tuple(forms[1:]))
    begun = meaning[: max(LONG_ENOUGH, round(SHARED * len(meaning) + 0.5))]
    return Term((begun,), (meaning, *stems(meaning)), is_prefix=len(meaning) > LONG_ENOUGH)


def _tiers(terms: Sequence[Term]) -> Iterator[list[tuple[Term, ...]]]:
    """All of them; then all but one, and but two, as long as two are left."""
    for left_out in range(LEFT_OUT + 1):
        if terms and len(terms) - left_out >= min(2, len(terms)):
            yield list(combinations(terms, len(terms) - left_out))
