"""How what a row implements is called in a list: mandates and paragraphs, one after the other."""

from typing import Any

from django.db.models import Case, CharField, F, OuterRef, StringAgg, Subquery, Value, When
from django.db.models.functions import Concat

from tracker.kit.text import fold
from tracker.mandates.implementation_model import Implementation
from tracker.mandates.implementing import targets_named

BETWEEN = "; "


def say_targets(row: Any) -> str:
    return sorted_targets(BETWEEN.join(map(str, targets_named(row))))


def target_names(link: str) -> Subquery:
    """Of the rows of a list, to which the column `link` leads; `Target` says the same of one."""
    number = Case(When(paragraph=None, then=Value("")), default=Concat(Value(", "), "paragraph__number"))
    mandate = Case(When(mandate__symbol="", then=F("mandate__title")), default=F("mandate__symbol"))
    named = Concat(mandate, number, output_field=CharField())
    each: Any = Implementation.objects.filter(**{link: OuterRef("pk")}).order_by().values(link)
    return Subquery(each.annotate(said=StringAgg(named, Value(BETWEEN))).values("said"))


def sorted_targets(said: str | None) -> str:
    return BETWEEN.join(sorted(said.split(BETWEEN), key=fold)) if said else ""
