"""The mandate page: its paragraphs, and what implements them."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.follow_ups.models import FollowUp, Implementation
from tracker.kit.paging import capped_count
from tracker.mandates.models import Mandate

# Beyond so many the page points to the list of follow-ups.
MOST_FOLLOW_UPS = 100


@require_safe
def mandate_page(request: Request, pk: int) -> HttpResponse:
    mandate = get_object_or_404(Mandate.objects.visible_to(request.user).select_related("body"), pk=pk)
    implementing = FollowUp.objects.visible_to(request.user).implementing(mandate)
    follow_ups = list(implementing.with_names().active_first()[:MOST_FOLLOW_UPS])
    by_paragraph = _by_paragraph(mandate, follow_ups)
    context = {
        "mandate": mandate,
        "today": timezone.localdate(),
        "parties": mandate.parties.all(),
        "paragraphs": [(paragraph, by_paragraph[paragraph.pk]) for paragraph in mandate.paragraphs.all()],
        "whole": by_paragraph[None],
        "count": capped_count(implementing),
        "active_count": capped_count(implementing.active()),
        "is_cut": len(follow_ups) == MOST_FOLLOW_UPS,
    }
    return render(request, "mandates/mandate.html", context)


def _by_paragraph(mandate: Mandate, follow_ups: list[FollowUp]) -> dict[int | None, list[FollowUp]]:
    """The follow-ups by the key of the paragraph they implement, None for the mandate as a whole."""
    paragraphs: dict[int, list[int | None]] = defaultdict(list)
    for row in Implementation.objects.filter(mandate=mandate, follow_up__in=follow_ups):
        paragraphs[row.follow_up_id].append(row.paragraph_id)
    found: dict[int | None, list[FollowUp]] = defaultdict(list)
    for follow_up in follow_ups:
        for key in paragraphs[follow_up.pk]:
            found[key].append(follow_up)
    return found
