"""The follow-ups list, as a table, a board or a month."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.databases.reading import read_from_replica
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.figures import figures_of
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.list.quick_choices import EVERYTHING, MOST_COUNTED, ask_as_usual, quick_choices
from tracker.follow_ups.list.saved_views import views_above
from tracker.follow_ups.list.sorting import columns_of, order_of
from tracker.follow_ups.models import FollowUp
from tracker.lists.filters import chips, query_of
from tracker.lists.quick_choices import ARRANGED, tabs_of
from tracker.lists.sorting import headings
from tracker.pages.follow_up_list_layouts import list_context


@read_from_replica
@require_safe
def follow_ups(request: Request) -> HttpResponse:
    ask_as_usual(request)
    today = timezone.localdate()
    everything = FollowUp.objects.visible_to(request.user)
    filtered = FollowUpFilter(request.GET, everything, user=request.user)
    rows = filtered.qs if filtered.is_valid() else everything.none()
    on = chips(request, filtered.form)
    quick, query = quick_choices(request, everything, today), query_of(request)
    views, lit = views_above(request, filtered)
    columns = columns_of(request.GET.get("columns", ""))
    called = f"follow-ups-for-{request.user.pk}-{hash(query)}"
    figures = figures_of(rows, today, MOST_COUNTED, called=called)
    context = {
        "form": filtered.form,
        "columns": headings(COLUMNS, order_of(request.GET.get("sort", "")), columns.names, filtered.form, columns),
        "nothing_fits": filtered.nothing_fits,
        # Where a quick choice is lit it says all that is on.
        "chips": [] if any(choice.is_on for choice in quick) else on,
        "quick": quick,
        "views": views,
        "view": lit,
        "save": "follow_ups/view_menu.html" if lit else "follow_ups/save_view.html",
        "tabs": tabs_of(quick, views),
        "all": f"?{EVERYTHING}",
        "arranged": [(name, value) for name in ARRANGED if (value := request.GET.get(name))],
        "figures": figures,
        "count": figures["every"],
        "query": query,
        **list_context(request, rows, today),
    }
    return render(request, "pages/follow_up_list.html", context, status=200 if filtered.is_valid() else 400)
