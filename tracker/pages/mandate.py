"""The mandate page: its paragraphs, and what implements them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.activities.models import Activity
from tracker.files.files_of_thing import files_of
from tracker.follow_ups.models import FollowUp
from tracker.lists.paging import capped_count
from tracker.mandates.implementing import by_paragraph
from tracker.mandates.models import Mandate

# Beyond so many the page points to the lists.
MOST_FOLLOW_UPS = 100
MOST_ACTIVITIES = 50


@require_safe
def mandate_page(request: Request, pk: int) -> HttpResponse:
    mandate = get_object_or_404(Mandate.objects.visible_to(request.user).select_related("body"), pk=pk)
    implementing = FollowUp.objects.visible_to(request.user).implementing(mandate)
    activities = Activity.objects.visible_to(request.user).implementing(mandate)
    # By their keys: with all that is joined for their names PostgreSQL would begin at every follow-up there is.
    keys = list(implementing.active_first().values_list("pk", flat=True)[:MOST_FOLLOW_UPS])
    shown = list(implementing.filter(pk__in=keys).with_names().with_targets().active_first())
    agreed = by_paragraph(mandate, shown)
    done = by_paragraph(mandate, activities.with_names().with_targets().newest_first()[:MOST_ACTIVITIES])
    count = capped_count(implementing)
    context = {
        "mandate": mandate,
        "files": files_of(mandate, request.user),
        "today": timezone.localdate(),
        "parties": mandate.parties.all(),
        "paragraphs": [(each, agreed[each.pk], done[each.pk]) for each in mandate.paragraphs.all()],
        "whole": agreed[None],
        "whole_activities": done[None],
        "count": count,
        "active_count": capped_count(implementing.active()),
        "activities_count": capped_count(activities),
        "is_cut": len(shown) < count.number,
    }
    return render(request, "pages/mandate.html", context)
