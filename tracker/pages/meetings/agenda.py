"""What a meeting takes up again: on its own page, while it is logged, and on a page for it alone."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.agendas.heaps import Line
from tracker.agendas.offer import Offer, mark_carried, offer_for
from tracker.agendas.points.agenda import Agenda
from tracker.agendas.points.forms import PointForm
from tracker.follow_ups.statuses import Status
from tracker.meetings.models import Meeting
from tracker.meetings.views import editable_meeting
from tracker.needs.coverage import coverage_of

MOST_BEFORE = 3


@require_safe
def agenda_page(request: Request, pk: int) -> HttpResponse:
    """All that is open with those who came, for the agenda of a meeting that may be over."""
    meeting = editable_meeting(request, pk)
    context = {"meeting": meeting, **offer_context(meeting, request.user)}
    return render(request, "pages/meeting_agenda_page.html", context)


def agenda_context(meeting: Meeting, user: User) -> dict[str, Any]:
    """What its page shows: of a meeting to come what is open besides, of one that was what stood on its agenda."""
    if meeting.is_upcoming:
        offered = offer_context(meeting, user)
        offer = offered["offer"]
        return offered | {"met_before": met_before(offer)} | _points(meeting, user, offer.on_agenda)
    lines = offer_for(meeting, user).on_agenda
    mark_carried(lines, user)
    draw_bars(lines, user)
    return {"on_agenda": lines, "has_begun": True} | _points(meeting, user, lines)


def _points(meeting: Meeting, user: User, lines: list[Line]) -> dict[str, Any]:
    return {"agenda": Agenda(meeting, user, lines), "point_form": PointForm(user=user)}


def offer_context(meeting: Meeting, user: User) -> dict[str, Any]:
    offer = offer_for(meeting, user)
    draw_bars(offer.lines, user)
    return {"offer": offer, "has_begun": meeting.held_on <= timezone.localdate()}


def draw_bars(lines: Iterable[Line], user: User) -> None:
    """Let those that wait for resources say how far these are there."""
    pending = [line for line in lines if line.follow_up.status == Status.PENDING]
    bars = coverage_of([line.follow_up for line in pending], user) if pending else {}
    for line in pending:
        line.bars = bars.get(line.follow_up.pk, [])


def met_before(offer: Offer) -> Any:
    """The last meetings in which somebody spoke for those who come; among ourselves, those of the series."""
    meeting, seen = offer.meeting, Meeting.objects.visible_to(offer.user)
    if meeting is None:
        return seen.none()
    if meeting.series_id and not offer.bodies.partners:
        return seen.in_place().filter(series=meeting.series_id).earlier_than(meeting)[:MOST_BEFORE]
    return seen.before(meeting)[:MOST_BEFORE]
