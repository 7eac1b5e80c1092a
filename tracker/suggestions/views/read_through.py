"""Saying that a record was read to its end, and taking that back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.request import Request
from tracker.kit.form_responses import tell
from tracker.records.models import Record
from tracker.suggestions.models import ReadThrough
from tracker.suggestions.views.shared import check_right, latest, visible_record


@require_POST
def read_through(request: Request, pk: int) -> HttpResponse:
    """What is left of the text is information."""
    record = visible_record(request, pk)
    row = ReadThrough.note(latest(record), by=request.user)
    undo = reverse("suggestions:read_through_back", args=[row.pk])
    tell(request, _("Read to its end."), about=record, undo=undo, here=True)
    return redirect("suggestions:read", pk)


@require_POST
def read_through_back(request: Request, pk: int) -> HttpResponse:
    rows = ReadThrough.objects.filter(version__record__in=Record.objects.visible_to(request.user))
    row: ReadThrough = get_object_or_404(rows.select_related("version__record"), pk=pk)
    check_right(request)
    record = row.version.record
    row.take_back(by=request.user)
    tell(request, _("What is left of the text is unread again."), about=record)
    return redirect("suggestions:read", record.pk)
