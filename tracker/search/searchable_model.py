"""Models whose rows are found by their words, and their querysets."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models, transaction

from tracker.search.query import Term
from tracker.search.word_index import SearchWords

# Of the rows that hold a common word so many of the newest are looked at: the others are found with one word more.
NEWEST = 300
# So few are read at once, whether they are shown or not.
FEW = 20


class Indexed(models.Model):
    """Its words are indexed whenever it is saved."""

    words: ClassVar[SearchWords]

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        written = kwargs.get("update_fields")
        with transaction.atomic(savepoint=False):
            super().save_base(*args, **kwargs)
            if written is None or not self.words.columns.isdisjoint(written):
                self.words.write([self])


class FoundQuerySet[Row: models.Model](models.QuerySet[Row]):
    @property
    def words(self) -> SearchWords:
        """Where its rows are found, by their keys."""
        model: Any = self.model
        found: SearchWords = model.words
        return found

    def search(self, typed: str, *, names: bool | None = None) -> Self:
        """Rows in which every word that was typed stands, in whatever form; the last one may be begun only.

        With `names` the words are a name, which people type in pieces: every word may be begun only.
        """
        if not typed.strip():
            return self
        terms = self.words.terms(typed, names=names)
        return self.filter(pk__in=self.words.hits(terms)) if terms else self.none()

    def best(self, typed: str, most: int) -> list[Row]:
        """Of these rows the `most` that fit best: by `SearchWords.places`, and else in the rows' own order."""
        terms = self.words.terms(typed)
        places = self.words.places(terms, newest=NEWEST)
        if not places:
            return []
        rows = self.filter(pk__in=list(places))
        if len(places) > FEW:
            # Nothing more is read of those that are not shown.
            keys = list(rows.values_list("pk", flat=True))
            if len(keys) < len(places) and len(places) >= NEWEST:
                # Those that may not be shown must not stand in the place of others.
                places = self._places(terms)
                keys = list(self.filter(pk__in=list(places)).values_list("pk", flat=True))
            rows = self.filter(pk__in=sorted(keys, key=places.__getitem__)[:most])
        return sorted(rows, key=lambda row: places[row.pk])[:most]

    def begun(self, typed: str) -> dict[int, int]:
        """The newest of these rows by their keys, and how well they fit; each word that was typed may be begun only."""
        whole, begun = (self.words.terms(typed, names=names) for names in (None, True))
        places = {} if begun == whole else self.words.places(begun, newest=NEWEST)
        places |= self.words.places(whole, newest=NEWEST)
        keys = set(self.filter(pk__in=list(places)).values_list("pk", flat=True))
        if len(keys) < len(places) and len(places) >= NEWEST:
            return self._places(begun) | self._places(whole)
        return {key: places[key] for key in keys}

    def newest_titles(self, said: str, most: int) -> dict[int, str]:
        """The keys and titles of the newest of these rows in which it is `said`."""
        title, keys = self.words.title[-1], self.words.newest(said, most)
        found = dict(self.filter(pk__in=keys).values_list("pk", title))
        if len(found) < len(keys) == most:
            # Those that may not be shown must not stand in the place of others.
            cut = self.filter(pk__in=self.words.holding(said)).order_by("-pk")[:most]
            found = dict(cut.values_list("pk", title))
        return found

    def _places(self, terms: tuple[Term, ...]) -> dict[int, int]:
        """As `SearchWords.places`, of these rows alone."""
        places: dict[int, int] = {}
        for place, said in reversed(list(enumerate(self.words.tiers(terms)))):
            newest = self.filter(pk__in=self.words.holding(said)).order_by("-pk")[:NEWEST]
            places |= dict.fromkeys(newest.values_list("pk", flat=True), place)
        return places


class IndexedQuerySet[Row: models.Model](FoundQuerySet[Row]):
    """Rows that are written many at once are indexed as well."""

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        with transaction.atomic(savepoint=False):
            made = super().bulk_create(objs, *args, **kwargs)
            self.words.write(made)
        return made

    def update(self, **values: Any) -> int:
        if self.words.columns.isdisjoint(values):
            return super().update(**values)
        with transaction.atomic(savepoint=False):
            keys = list(self.values_list("pk", flat=True))
            number = super().update(**values)
            self.words.write(self.model._base_manager.filter(pk__in=keys).order_by("pk"))
        return number

    update.alters_data = True  # type: ignore[attr-defined]
