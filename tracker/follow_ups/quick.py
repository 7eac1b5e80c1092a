"""The choices one click away above the list, each with its count."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.accounts.request import Request
from tracker.follow_ups import heaps
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.kit.paging import Count, capped_counts


@dataclass(frozen=True, slots=True)
class Choice:
    label: str | Promise
    query: str
    count: Count
    is_on: bool


def quick_choices(request: Request, rows: FollowUpQuerySet, today: date) -> list[Choice]:
    """`rows` is all this person may see; a choice is on when the address asks for just that."""
    person = getattr(request.user, "person", None)
    offered: dict[str, tuple[str | Promise, Q]] = {
        "status=active": (_("Active"), heaps.ACTIVE),
        f"status=active&owner={person.pk if person else 0}": (_("Mine"), Q(owner=person)),
        "late=on": (_("Late"), heaps.late(today)),
        "week=on": (_("Due this week"), heaps.due_this_week(today)),
        "status=pending_resources": (_("Pending resources"), heaps.PENDING),
        "status=active&unowned=on": (_("Without owner"), heaps.UNOWNED),
    }
    if person is None:
        del offered["status=active&owner=0"]
    names = {f"choice_{number}": query for number, query in enumerate(offered)}
    counts = capped_counts(rows.active(), {name: offered[query][1] for name, query in names.items()})
    asked = {name: value for name, value in request.GET.items() if value and name not in ("sort", "page")}
    return [
        Choice(offered[query][0], query, counts[name], asked == QueryDict(query).dict())
        for name, query in names.items()
    ]
