"""The meeting page: the record, and the follow-ups in its margin."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.follow_ups.margin import Margin
from tracker.meetings.models import Meeting


@require_safe
def meeting_page(request: Request, pk: int) -> HttpResponse:
    meetings = Meeting.objects.visible_to(request.user).select_related("recorder")
    meeting = get_object_or_404(meetings, pk=pk)
    context = {
        "meeting": meeting,
        "participations": meeting.participations.select_related("person", "organisation"),
        "margin": Margin(meeting, request.user),
    }
    return render(request, "follow_ups/meeting.html", context)
