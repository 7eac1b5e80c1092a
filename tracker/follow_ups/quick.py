"""The choices one click away above the list, each with its count."""

from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.accounts.request import Request
from tracker.follow_ups import heaps
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.kit.paging import Count, capped_counts
from tracker.kit.quick import Choice, is_asked

# Beyond this many active follow-ups a count of some of them would only mislead, and cost more than the list.
MOST_COUNTED = 1_000


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
    counts = capped_counts(rows.active(), {name: offered[query][1] for name, query in names.items()}, MOST_COUNTED)
    on = {query: is_asked(request, query) for query in offered}
    return [
        Choice(offered[query][0], "" if on[query] else query, _honest(counts[name]), on[query])
        for name, query in names.items()
    ]


def _honest(count: Count) -> Count | None:
    """A choice's count, where all active ones were looked at; where not, only that there are very many."""
    return count if not count.capped or count.number == MOST_COUNTED else None
