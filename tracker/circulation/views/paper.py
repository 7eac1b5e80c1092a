"""A meeting as a Word document, on paper and by mail, as whoever gets it may see it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import EXPORT, is_within, too_often
from tracker.accounts.request import Request
from tracker.circulation.meeting_paper import FORMS, paper_of, record_to_show
from tracker.exports.sheets.response import Format
from tracker.kit.row_by_name_field import key_in
from tracker.meetings.models import Meeting
from tracker.records.models import Record


@require_safe
def meeting_file(request: Request, pk: int, form: str) -> HttpResponse:
    """With the text of the record that `record` names; without one, of the first that is agreed."""
    rows = Meeting.objects.visible_to(request.user).select_related("recorder")
    meeting: Meeting = get_object_or_404(rows, pk=pk)
    record = _record(request, meeting)
    if form not in FORMS:
        raise Http404
    if not is_within(request.user, EXPORT):
        return too_often(request, meeting.get_absolute_url())
    made = paper_of(meeting, record, request.user, Format(form))
    as_file = content_disposition_header(as_attachment=True, filename=made.name)
    return HttpResponse(made.content, made.kind, headers={"Content-Disposition": as_file})


@require_safe
def mail(request: Request, pk: int) -> HttpResponse:
    """It goes as a record does: with what each may see, and a link of their own."""
    meeting: Meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    record = record_to_show(meeting, request.user)
    return redirect("circulation:circulate", record.pk) if record else redirect("records:add", pk)


def _record(request: Request, meeting: Meeting) -> Record | None:
    asked = request.GET.get("record")
    if not asked:
        return record_to_show(meeting, request.user)
    rows = Record.objects.visible_to(request.user).filter(meeting=meeting)
    record: Record = get_object_or_404(rows, pk=key_in(asked))
    return record
