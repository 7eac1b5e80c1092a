"""Follow-ups that may promise the same as a title does: the candidates are found by the index, and then compared.

With 1,000,000 follow-ups half of the titles take up to 7 ms on SQLite and 22 ms on PostgreSQL, 95 of 100 up to 20 ms
and 49 ms (processor time with the database's, 29 November 2026).
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.suggestions.likeness import ALIKE, FORMS, likeness, meant
from tracker.search.query import Term
from tracker.search.tokens import stems

# So many words are looked for together, of those that tell most; and so many of the newest titles are compared.
MOST_WORDS, NEWEST = 4, 60
# So many titles are looked for together, among so many of the newest: what a record suggests may be hundreds.
MOST_TITLES, NEWEST_OF_ALL = 60, 120
LONGEST = 250


def near_titles(title: str, rows: FollowUpQuerySet, most: int) -> list[FollowUp]:
    """Of `rows`, cut to what a person may see, the `most` that promise the same: the most alike, then the newest."""
    found: dict[int, tuple[float, int]] = {}
    for some in _tiers(title[:LONGEST]):
        if len(found) < most:
            titles = rows.newest_titles(FollowUp.words.said_by_any(some), NEWEST)
            alike = {key: (likeness(title, each), key) for key, each in titles.items()}
            found |= {key: rank for key, rank in alike.items() if rank[0] >= ALIKE}
    best = sorted(found, key=found.__getitem__, reverse=True)[:most]
    return sorted(rows.filter(pk__in=best).with_names(), key=lambda row: best.index(row.pk)) if best else []


def near_each(titles: Collection[str], rows: FollowUpQuerySet) -> dict[str, FollowUp]:
    """By title the one of `rows` that promises the same as it most; the first titles are looked for at once."""
    titles = list(dict.fromkeys(titles))[:MOST_TITLES]
    first = [terms for title in titles if (some := next(_tiers(title[:LONGEST]), None)) for terms in some]
    found = rows.newest_titles(FollowUp.words.said_by_any(first), NEWEST_OF_ALL) if first else {}
    best: dict[str, int] = {}
    for title in titles:
        alike = max(((likeness(title, each), key) for key, each in found.items()), default=(0.0, 0))
        if alike[0] >= ALIKE:
            best[title] = alike[1]
    named = {row.pk: row for row in rows.filter(pk__in=set(best.values())).with_names()} if best else {}
    return {title: named[key] for title, key in best.items() if key in named}


def _tiers(title: str) -> Iterator[list[tuple[Term, ...]]]:
    """All the words that tell most; then a name and any of the others; of what names nothing, two of three."""
    said = meant(title)
    names = [_term([each]) for each in sorted(said.name)]
    things = sorted(said.thing, key=lambda word: (word in FORMS, word))
    words = things if len(names) + len(things) > 1 else [*things, *said.deed]
    every = [*names, *(_term([each]) for each in words)][:MOST_WORDS]
    if every:
        yield [tuple(every)]
    if names and words:
        yield [(_term(sorted(said.name)), _term(words[:MOST_WORDS]))]
    elif len(every) > 2:
        yield list(combinations(every[:3], 2))


def _term(meanings: Sequence[str]) -> Term:
    """Any word that means one of these."""
    first, *forms = (form for each in meanings for form in FORMS.get(each) or (each, *stems(each)))
    return Term((first,), tuple(forms))
