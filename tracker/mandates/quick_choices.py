"""The choices one click away above the list of mandates, each with its count."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.accounts.request import Request
from tracker.lists.paging import capped_counts
from tracker.lists.quick_choices import Choice, is_requested
from tracker.mandates import validity
from tracker.mandates.models import Mandate, MandateQuerySet


def quick_choices(request: Request, rows: MandateQuerySet, today: date) -> list[Choice]:
    """`rows` is all this person may see; a choice is on when the address asks for just that."""
    in_force, agreements = validity.in_force(today), Q(kind=Mandate.Kind.AGREEMENT)
    offered = {
        "in_force=yes": (_("In force"), in_force),
        "kind=agreement&in_force=yes": (_("Agreements in force"), agreements & in_force),
        "in_force=ending": (_("Ends within six months"), validity.ends_soon(today)),
        "in_force=no": (_("No longer in force"), validity.past(today)),
    }
    names = {f"choice_{number}": query for number, query in enumerate(offered)}
    counts = capped_counts(rows, {name: offered[query][1] for name, query in names.items()})
    return [
        Choice(offered[query][0], f"?{query}", counts[name], is_requested(request, query))
        for name, query in names.items()
    ]
