"""Models whose rows are found by their words, and their querysets."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, ClassVar, Self

from django.db import models, transaction

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
        said = self.words.places(self.words.terms(typed))
        found = self.words.newest_of(list(said), with_spare(NEWEST))
        places = _best_of(said.values(), found)
        if len(places) > FEW:
            # Nothing more is read of those that are not shown.
            places = self._shown(said, found)
            places = {key: places[key] for key in sorted(places, key=places.__getitem__)[:most]}
        rows = self.filter(pk__in=list(places)) if places else ()
        return sorted(rows, key=lambda row: places[row.pk])[:most]

    def begun(self, typed: str) -> dict[int, int]:
        """The newest of these rows by their keys, and how well they fit; each word that was typed may be begun only."""
        said = self.words.places(*(self.words.terms(typed, names=names) for names in (None, True)))
        return self._shown(said, self.words.newest_of(list(said), with_spare(NEWEST)))

    def newest_titles(self, said: str, most: int) -> dict[int, str]:
        """The keys and titles of the newest of these rows in which it is `said`."""
        title, keys = self.words.title[-1], self.words.newest(said, with_spare(most))
        newest = self.order_by("-pk").values_list("pk", title)
        found = dict(newest.filter(pk__in=keys)[:most])
        if len(found) < most and len(keys) == with_spare(most):
            # Those that may not be shown must not stand in the place of others.
            found = dict(newest.filter(pk__in=self.words.holding(said))[:most])
        return found

    def _shown(self, said: dict[str, int], found: list[list[int]]) -> dict[int, int]:
        """Of these rows alone the newest by each that is `said`, with how well they fit, in the rows' own order."""
        keys = list(self.filter(pk__in={*chain(*found)}).values_list("pk", flat=True)) if any(found) else []
        shown = set(keys)
        newest = [[key for key in each if key in shown][:NEWEST] for each in found]
        for number, text in enumerate(said):
            if len(newest[number]) < NEWEST and len(found[number]) == with_spare(NEWEST):
                # Those that may not be shown must not stand in the place of others.
                held = self.filter(pk__in=self.words.holding(text)).order_by("-pk")
                newest[number] = list(held.values_list("pk", flat=True)[:NEWEST])
                keys += newest[number]
        places = _best_of(said.values(), newest)
        return {key: places[key] for key in keys if key in places}


def with_spare(most: int) -> int:
    """So many are looked at for `most` that may be shown."""
    return most + most // 10 + 10


def _best_of(places: Iterable[int], found: Iterable[list[int]]) -> dict[int, int]:
    """The best place of each key."""
    worst_first = sorted(zip(places, found, strict=True), key=lambda each: -each[0])
    return {key: place for place, keys in worst_first for key in keys}


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
