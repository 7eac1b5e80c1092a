"""The choices one click away above the list, each with its count."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.accounts.request import Request
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.kit.paging import Count, capped_count


@dataclass(frozen=True, slots=True)
class Choice:
    label: str | Promise
    query: str
    count: Count
    is_on: bool


def quick_choices(request: Request, rows: FollowUpQuerySet, today: date) -> list[Choice]:
    """`rows` is all this person may see; a choice is on when the address asks for just that."""
    person = getattr(request.user, "person", None)
    offered = [
        (_("Active"), "status=active", rows.active()),
        (_("Late"), "late=on", rows.late(today)),
        (_("Due this week"), "week=on", rows.due_this_week(today)),
        (_("Pending resources"), "status=pending_resources", rows.pending_resources()),
        (_("Without owner"), "status=active&unowned=on", rows.active().without_owner()),
    ]
    if person:
        offered.insert(1, (_("Mine"), f"status=active&owner={person.pk}", rows.active().filter(owner=person)))
    asked = {name: value for name, value in request.GET.items() if value and name not in ("sort", "page")}
    return [
        Choice(label, query, capped_count(choice), asked == QueryDict(query).dict()) for label, query, choice in offered
    ]
