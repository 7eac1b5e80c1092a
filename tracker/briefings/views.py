"""A briefing note: as it is now, as a page and as files; issuing it, and what was issued."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.how_often import EXPORT, is_within, too_often
from tracker.accounts.request import Request
from tracker.briefings.briefing import Briefing
from tracker.briefings.files import FORMS, file_of
from tracker.briefings.forms import AskForm, PointsForm
from tracker.briefings.models import BriefingNote
from tracker.briefings.tell.note import brief
from tracker.directory.models import Organisation
from tracker.exports.sheets.response import Format
from tracker.kit.form_responses import tell
from tracker.kit.row_by_name_field import key_in
from tracker.meetings.models import Meeting

MOST_ISSUED = 10


@require_safe
def of_meeting(request: Request, pk: int) -> HttpResponse:
    """The note on the first of those whom one meets there; its page leads to the others."""
    meeting: Meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    partner = _partners(request, meeting).first()
    if partner is None:
        raise Http404
    return redirect(f"{reverse('briefings:partner', args=[partner.pk])}?{urlencode({'meeting': meeting.pk})}")


@require_safe
def of_partner(request: Request, pk: int) -> HttpResponse:
    form = _asked(request, pk, request.GET)
    return _page(request, form, 200 if form.is_valid() else 400)


@require_safe
def partner_file(request: Request, pk: int, form: str) -> HttpResponse:
    asked = _asked(request, pk, request.GET)
    if not asked.is_valid():
        return _page(request, asked, 400)
    return _file(request, lambda: _now(asked), form, asked.partner.get_absolute_url())


@require_POST
def issue(request: Request, pk: int) -> HttpResponse:
    """Keep the note as it is at this moment, with the points that were chosen."""
    form = _asked(request, pk, request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    briefing = _now(form)
    points = PointsForm(request.POST, briefing.points)
    if not points.is_valid():
        return _page(request, form, 422, points)
    issued = briefing.with_points(points.chosen, points.own)
    note = BriefingNote.issue(issued, form.asked, by=request.user, key=points.cleaned_data["key"])
    undo = reverse("briefings:remove", args=[note.pk])
    tell(request, _("“%(note)s” is issued.") % {"note": note}, about=note, undo=undo)
    return redirect(note)


@require_safe
def note_page(request: Request, pk: int) -> HttpResponse:
    note = _note(request, pk)
    return render(request, "briefings/note.html", {"note": note, "briefing": note.briefing})


@require_safe
def note_file(request: Request, pk: int, form: str) -> HttpResponse:
    note = _note(request, pk)
    return _file(request, lambda: note.briefing, form, note.get_absolute_url(), str(note.by))


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Whoever issued it takes it back, for its reader too."""
    note = _note(request, pk)
    if note.by != request.user:
        raise PermissionDenied
    note.remove(by=request.user)
    undo = reverse("briefings:restore", args=[note.pk])
    tell(request, _("“%(note)s” is removed.") % {"note": note}, undo=undo)
    return redirect("briefings:partner", note.partner_id)


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    removed = BriefingNote.objects.removed_for(request.user).filter(by=request.user)
    note: BriefingNote = get_object_or_404(removed, pk=pk)
    note.restore(by=request.user)
    tell(request, _("“%(note)s” is back.") % {"note": note}, about=note)
    return redirect(note)


def _note(request: Request, pk: int) -> BriefingNote:
    rows = BriefingNote.objects.visible_to(request.user).select_related("by", "reader", "partner", "meeting")
    note: BriefingNote = get_object_or_404(rows, pk=pk)
    return note


def _partners(request: Request, meeting: Meeting) -> Any:
    return Organisation.objects.visible_to(request.user).partners().filter(participations__meeting=meeting).distinct()


def _asked(request: Request, pk: int, typed: Any) -> AskForm:
    """404 where the partner or the meeting is not theirs to see."""
    partner = get_object_or_404(Organisation.objects.visible_to(request.user).partners(), pk=pk)
    key, meeting = typed.get("meeting"), None
    if key:
        meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=key_in(key))
    return AskForm(typed, partner=partner, meeting=meeting, user=request.user)


def _now(form: AskForm) -> Briefing:
    with translation.override(form.cleaned_data["language"]):
        return brief(form.asked, timezone.now())


def _page(request: Request, form: AskForm, status: int, points: PointsForm | None = None) -> HttpResponse:
    briefing = _now(form) if form.is_valid() else None
    issued = BriefingNote.objects.visible_to(request.user).about(form.partner).with_names()
    context = {
        "partner": form.partner,
        "meeting": form.meeting,
        "partners": _partners(request, form.meeting) if form.meeting else (),
        "form": form,
        "briefing": briefing,
        "points": points or (PointsForm(None, briefing.points) if briefing else None),
        "query": urlencode(form.query) if briefing else "",
        "issued": issued[:MOST_ISSUED],
    }
    return render(request, "briefings/partner.html", context, status=status)


def _file(request: Request, briefing: Any, form: str, back: str, author: str = "") -> HttpResponse:
    if form not in FORMS:
        raise Http404
    if not is_within(request.user, EXPORT):
        return too_often(request, back)
    made = file_of(briefing(), Format(form), author or str(request.user))
    as_file = content_disposition_header(as_attachment=True, filename=made.name)
    return HttpResponse(made.content, made.kind, headers={"Content-Disposition": as_file})
