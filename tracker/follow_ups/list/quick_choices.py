"""The choices one click away above the list, each with its count."""

from datetime import date

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.request import Request
from tracker.follow_ups import conditions
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.lists.paging import Count, capped_counts
from tracker.lists.quick_choices import Choice, arranged, is_requested

# Beyond this many active follow-ups a count of some of them would only mislead, and cost more than the list.
MOST_COUNTED = 1_000
# What the list is asked for where its address names no filter, and what asks it for everything.
USUAL, EVERYTHING = "status=active", "status="


def ask_as_usual(request: HttpRequest) -> None:
    """As if that were asked for, so that all that the page leads to asks for it too."""
    if not any(name in FollowUpFilter.base_filters for name in request.GET):
        request.GET = QueryDict("&".join(filter(None, [request.GET.urlencode(), USUAL])))


def quick_choices(request: Request, rows: FollowUpQuerySet, today: date) -> list[Choice]:
    """`rows` is all this person may see; a choice is on when the address asks for just that."""
    person = getattr(request.user, "person", None)
    offered: dict[str, tuple[str | Promise, Q]] = {
        USUAL: (_("Active"), conditions.ACTIVE),
        f"status=active&owner={person.pk if person else 0}": (_("Mine"), Q(owner=person)),
        "late=on": (_("Late"), conditions.late(today)),
        "week=on": (_("Due this week"), conditions.due_this_week(today)),
        "status=active&owed_by=partner": (_("They owe us"), conditions.OWED_BY_PARTNER),
        "overdue=on": (_("Overdue from partners"), conditions.overdue_from_partner(today)),
        "status=pending_resources": (_("Pending resources"), conditions.PENDING),
        "status=active&unowned=on": (_("Without owner"), conditions.UNOWNED),
    }
    if person is None:
        del offered["status=active&owner=0"]
    counted = [condition for _label, condition in offered.values()]
    counts = _counts(rows.active(), counted, f"active-for-{request.user.pk}")
    return [
        *(
            _choice(request, label, query, count)
            for (query, (label, _condition)), count in zip(offered.items(), counts, strict=True)
        ),
        _choice(request, pgettext_lazy("every follow-up", "All"), EVERYTHING, None),
    ]


def _choice(request: Request, label: str | Promise, query: str, count: Count | None) -> Choice:
    return Choice(str(label), f"?{arranged(request, query)}", count, is_requested(request, query))


def _counts(active: FollowUpQuerySet, conditions: list[Q], called: str) -> list[Count | None]:
    """How many meet each condition, the first of which all meet; of very many only that they are very many."""
    named = {f"choice_{number}": each for number, each in enumerate(conditions)}
    all_of_them, *some = capped_counts(active, named, MOST_COUNTED, called=called).values()
    return [all_of_them, *(None if all_of_them.capped else each for each in some)]
