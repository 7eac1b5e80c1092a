"""The follow-ups list, and the list of those that were removed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts import gates
from tracker.accounts.request import Request
from tracker.follow_ups.filters import FollowUpFilter
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.quick import MOST_COUNTED, quick_choices
from tracker.follow_ups.saved import view_choices
from tracker.follow_ups.sorting import columns, order_of
from tracker.kit.filters import chips, query_of
from tracker.kit.paging import capped_count, read_page


@require_safe
def follow_ups(request: Request) -> HttpResponse:
    everything = FollowUp.objects.visible_to(request.user)
    filtered = FollowUpFilter(request.GET, everything, user=request.user)
    order = order_of(request.GET.get("sort", ""))
    rows = filtered.qs if filtered.is_valid() else everything.none()
    on = chips(request, filtered.form)
    quick = quick_choices(request, everything, timezone.localdate())
    page = read_page(rows.as_rows(), order, request.GET.get("page"))
    context = {
        "form": filtered.form,
        "is_filtered": bool(on),
        # Where a quick choice is lit it says all that is on.
        "chips": [] if any(choice.is_on for choice in quick) else on,
        "quick": quick,
        "page": page,
        "may_tick": any(gates.may_update(request.user, row) for row in page.rows),
        "columns": columns(order),
        "count": capped_count(rows, MOST_COUNTED),
        "query": query_of(request),
        "views": view_choices(request),
    }
    return render(request, "follow_ups/list.html", context, status=200 if filtered.is_valid() else 400)


@require_safe
def removed(request: Request) -> HttpResponse:
    if not gates.may_log(request.user):
        raise PermissionDenied
    rows = FollowUp.objects.removed_for(request.user).with_names().order_by("-removed_at")[:200]
    return render(request, "follow_ups/removed.html", {"rows": rows})
