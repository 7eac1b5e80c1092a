"""What implements mandates: the mechanism that follow-ups and activities share."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, QuerySet, StringAgg, Subquery, Value, When
from django.db.models.functions import Concat

from tracker.databases.found_first import FoundFirst
from tracker.history.related_rows_as_value import InRows
from tracker.kit.text import fold
from tracker.mandates.implementation_model import Implementation
from tracker.mandates.mandate_or_paragraph import Target, targets_of
from tracker.mandates.models import Mandate, Paragraph
from tracker.search.searchable_model import IndexedQuerySet

BETWEEN = "; "


class ImplementingQuerySet[Row: models.Model](IndexedQuerySet[Row]):
    """`link` is the column of `Implementation` that holds such a row."""

    link: str

    def implementing(self, mandate: Mandate) -> Self:
        """What implements the mandate as a whole or any paragraph of it."""
        return self._linked(mandate.implementations.all())

    def implementing_paragraph(self, paragraph: Paragraph) -> Self:
        return self._linked(paragraph.implementations.all())

    def implementing_whole(self, mandate: Mandate | None) -> Self:
        """What implements the mandate, or any, as a whole and not only a paragraph of it."""
        model: Any = self.model
        rows = mandate.implementations.all() if mandate else model.mandates.through.objects.all()
        return self._linked(rows.filter(paragraph=None))

    def with_targets(self) -> Self:
        """With what each implements, in one more query however many there are.

        As an attribute: as its relation Django makes a queryset for each row, 15 ms of processor time for 234 of them.
        """
        return self.prefetch_related(Prefetch("implementations", to_attr="named_links"))

    def _linked(self, links: QuerySet[Any]) -> Self:
        return self.filter(FoundFirst(F("pk"), links.values(self.link)))


def targets_named(row: Any) -> list[Target]:
    """What a follow-up or an activity implements, in the order in which it was named."""
    links = getattr(row, "named_links", None)
    return [link.target for link in (row.implementations.all() if links is None else links)]


def say_targets(row: Any) -> str:
    """The same in words, for a list."""
    return sorted_targets(BETWEEN.join(map(str, targets_named(row))))


def target_names(link: str) -> Subquery:
    """Of the rows of a list, to which the column `link` leads: what each implements; `Target` says the same of one."""
    number = Case(When(paragraph=None, then=Value("")), default=Concat(Value(", "), "paragraph__number"))
    mandate = Case(When(mandate__symbol="", then=F("mandate__title")), default=F("mandate__symbol"))
    named = Concat(mandate, number, output_field=models.CharField())
    each: Any = Implementation.objects.filter(**{link: OuterRef("pk")}).order_by().values(link)
    return Subquery(each.annotate(said=StringAgg(named, Value(BETWEEN))).values("said"))


def sorted_targets(said: str | None) -> str:
    return BETWEEN.join(sorted(said.split(BETWEEN), key=fold)) if said else ""


def _implement(row: Any, things: Iterable[Target | Mandate | Paragraph]) -> None:
    """Implement just these; a link that stays is left as it is."""
    links = row.implementations
    wanted = {target.pk: target for target in map(Target.of, things)}
    standing = {link.target.pk: link.pk for link in links.all()}
    links.filter(pk__in=[pk for key, pk in standing.items() if key not in wanted]).delete()
    for key, target in wanted.items():
        if key not in standing:
            links.create(mandate=target.mandate, paragraph=target.paragraph)


# The mandates of a row are one value: whole ones and single paragraphs.
MANDATES = InRows(targets_named, _implement, targets_of)


def by_paragraph[Row: models.Model](mandate: Mandate, rows: Iterable[Row]) -> dict[int | None, list[Row]]:
    """The rows by the key of the paragraph of this mandate that they implement; None for the mandate as a whole."""
    found: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        for target in targets_named(row):
            if target.mandate.pk == mandate.pk:
                found[target.paragraph.pk if target.paragraph else None].append(row)
    return found
