"""Models whose rows are found by their words, and their querysets."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Case, Q, When
from django.db.models.expressions import RawSQL

from tracker.kit.search.table import Words

# Of the rows that hold a common word the newest are looked at: the others are found with one word more.
NEWEST = 1_000


class Indexed(models.Model):
    """Its words are indexed whenever it is saved."""

    words: ClassVar[Words]

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
    def words(self) -> Words:
        """Where its rows are found, by their keys."""
        model: Any = self.model
        found: Words = model.words
        return found

    def saying(self, typed: str, *, names: bool | None = None) -> Self:
        """Rows in which every word that was typed stands, in whatever form; the last one may be begun only.

        With `names` the words are a name, which people type in pieces: every word may be begun only.
        """
        if not typed.strip():
            return self
        terms = self.words.terms(typed, names=names)
        return self._held(self.words.hits(terms)) if terms else self.none()

    def best(self, typed: str, most: int) -> list[Row]:
        """Of these rows the `most` that fit best: those with the words in their title first, whole ones before begun
        ones, and else in the rows' own order.

        Always two queries, the first for keys alone: rows are read once it is known which are shown.
        """
        if not (terms := self.words.terms(typed)):
            return []
        whole = tuple(replace(term, is_prefix=False) for term in terms)
        tiers = [
            Q(pk__in=self.words.hits(terms_then, in_title=in_title, newest=NEWEST))
            for terms_then, in_title in ((whole, True), (terms, True), (terms, False))
        ]
        order: Iterable[Any] = self.query.order_by or self.model._meta.ordering or ()
        rank = Case(*(When(tier, then=place) for place, tier in enumerate(tiers)), default=len(tiers))
        rows = self.filter(tiers[0] | tiers[1] | tiers[2]).select_related(None).alias(rank=rank)
        keys = list(rows.order_by("rank", *order).values_list("pk", flat=True)[:most])
        found = {row.pk: row for row in self.filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]

    def _held(self, hits: RawSQL) -> Self:
        return self.filter(pk__in=hits)


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
