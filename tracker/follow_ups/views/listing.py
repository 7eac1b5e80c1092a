"""The follow-ups list, and the list of those that were removed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tracker.accounts import gates
from tracker.accounts.kept import posted
from tracker.accounts.request import Request
from tracker.follow_ups.arranging import ArrangeForm
from tracker.follow_ups.filters import FollowUpFilter
from tracker.follow_ups.layouts import laid_out
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.quick import MOST_COUNTED, quick_choices
from tracker.follow_ups.saved import view_choices
from tracker.kit.filters import chips, query_of
from tracker.kit.paging import capped_count
from tracker.kit.quick import ARRANGED


@require_safe
def follow_ups(request: Request) -> HttpResponse:
    today = timezone.localdate()
    everything = FollowUp.objects.visible_to(request.user)
    filtered = FollowUpFilter(request.GET, everything, user=request.user)
    rows = filtered.qs if filtered.is_valid() else everything.none()
    on = chips(request, filtered.form)
    quick, query = quick_choices(request, everything, today), query_of(request)
    context = {
        "form": filtered.form,
        "is_filtered": bool(on),
        # Where a quick choice is lit it says all that is on.
        "chips": [] if any(choice.is_on for choice in quick) else on,
        "quick": quick,
        "arranged": [(name, value) for name in ARRANGED if (value := request.GET.get(name))],
        "count": capped_count(rows, MOST_COUNTED, called=f"follow-ups-for-{request.user.pk}-{hash(query)}"),
        "query": query,
        "views": view_choices(request),
        **laid_out(request, rows, today),
    }
    return render(request, "follow_ups/list.html", context, status=200 if filtered.is_valid() else 400)


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: Request) -> HttpResponse:
    """Which columns the list of this address shows, and in which groups."""
    query, place = query_of(request), reverse("follow_ups:list")
    form = ArrangeForm(posted(request), query=query)
    if request.method == "POST" and form.is_valid():
        return redirect(f"{place}?{form.query()}")
    context = {"form": form, "list": f"{place}?{query}"}
    return render(request, "follow_ups/arrange.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def removed(request: Request) -> HttpResponse:
    if not gates.may_log(request.user):
        raise PermissionDenied
    rows = FollowUp.objects.removed_for(request.user).with_names().order_by("-removed_at")[:200]
    return render(request, "follow_ups/removed.html", {"rows": rows})
