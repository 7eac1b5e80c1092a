"""The mandate page: its paragraphs, and what implements them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.activities.models import Activity
from tracker.files.files_of_thing import files_of
from tracker.follow_ups.models import FollowUp
from tracker.lists.paging import Count
from tracker.mandates.implementing import by_paragraph
from tracker.mandates.models import Mandate
from tracker.pages.partner import counted_rows

# Beyond so many the page points to the lists.
MOST_FOLLOW_UPS = 100
MOST_ACTIVITIES = 50
MOST_COUNTED = 10_000


@require_safe
def mandate_page(request: Request, pk: int) -> HttpResponse:
    mandate = get_object_or_404(Mandate.objects.visible_to(request.user).select_related("body"), pk=pk)
    implementing = FollowUp.objects.visible_to(request.user).implementing(mandate)
    activities = Activity.objects.visible_to(request.user).implementing(mandate)
    # By their keys: with all that is joined for their names PostgreSQL would begin at every follow-up there is.
    # And with what is counted: two more questions would ask again of each whether it may be seen.
    found = list(implementing.active_first().values_list("pk", "ended_on")[: MOST_COUNTED + 1])
    keys = [key for key, _ended_on in found[:MOST_FOLLOW_UPS]]
    shown = list(FollowUp.objects.filter(pk__in=keys).as_lines().with_targets().active_first())
    agreed = by_paragraph(mandate, shown)
    newest = activities.with_names().with_targets().newest_first()
    shown_activities, activities_count = counted_rows(newest, MOST_ACTIVITIES)
    done = by_paragraph(mandate, shown_activities)
    context = {
        "mandate": mandate,
        "files": files_of(mandate, request.user),
        "today": timezone.localdate(),
        "parties": mandate.parties.all(),
        "paragraphs": [(each, agreed[each.pk], done[each.pk]) for each in mandate.paragraphs.all()],
        "whole": agreed[None],
        "whole_activities": done[None],
        "count": _counted(len(found)),
        "active_count": _counted(sum(ended_on is None for _key, ended_on in found)),
        "activities_count": activities_count,
        "is_cut": len(shown) < len(found),
    }
    return render(request, "pages/mandate.html", context)


def _counted(number: int) -> Count:
    return Count(min(number, MOST_COUNTED), capped=number > MOST_COUNTED)
