"""What follow-ups need, what pledges cover of it and what is missing, added up by kind and currency."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Case, F, Sum, Value, When
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.needs.models import Need
from tracker.pledges.resource_measure import Kind


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, and the address of the list that it counts."""

    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Total:
    """Each in words: firm pledges cover, the others are promised; nothing is converted, so every sum is exact."""

    label: str
    needed: str
    covered: str
    promised: str
    missing: str


@dataclass(frozen=True, slots=True)
class ResourceTotals:
    """`follow_ups` counts those whose needs are added up."""

    follow_ups: Figure
    totals: list[Total]

    @classmethod
    def of(cls, active: FollowUpQuerySet, query: Mapping[str, Any]) -> Self:
        """The needs of these active follow-ups; `query` opens them in their list."""
        rows, asked = active.with_needs(), {"status": "active", **query, "needs": "on"}
        things = Case(When(kind=Kind.IN_KIND, then=F("what")), default=Value(""))
        sums = {name: Sum(column) for name, column in {"needed": "quantity", "covering": "covered"}.items()}
        needs = Need.objects.present().filter(follow_up__in=rows.values("pk")).annotate(thing=things).order_by()
        grouped = needs.values("kind", "currency", "thing").annotate(**sums, promising=Sum("promised"))
        totals = [_total(each) for each in grouped.order_by("kind", "currency", "thing")]
        return cls(Figure(rows.count(), f"{reverse('follow_ups:list')}?{urlencode(asked)}"), totals)


def _total(sums: Mapping[str, Any]) -> Total:
    unit = Need(kind=sums["kind"], currency=sums["currency"])
    missing = sums["needed"] - sums["covering"] - sums["promising"]
    said = [unit.say(number) for number in (sums["needed"], sums["covering"], sums["promising"], missing)]
    label = sums["thing"] or (_("Staff") if unit.kind == Kind.STAFF else _("Money"))
    return Total(label, *said)
