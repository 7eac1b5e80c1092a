"""Words of a record that are information only: marking them, reading who did, and taking it back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.records.models import InformationOnly, Record
from tracker.records.selected_words import selected_words


@require_POST
def mark(request: Request) -> HttpResponse:
    words = selected_words(request.user, request.GET)
    if words is None:
        raise Http404
    if not permissions.may_log(request.user):
        raise PermissionDenied
    row = words.version.record.mark_information(words.version, words.start, words.end, by=request.user)
    undo = reverse("records:information", args=[row.pk])
    tell(request, _("Marked as information only."), about=words.version.record, undo=undo)
    return form_responses.redirect_back(request, words.meeting.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def information(request: Request, pk: int) -> HttpResponse:
    """Who marked the words, and when; posted, it is taken back. There is none of words that were withheld."""
    rows = InformationOnly.objects.filter(passage__record__in=Record.objects.visible_to(request.user))
    row: InformationOnly = get_object_or_404(rows.select_related("passage__record__meeting", "by"), pk=pk)
    if not row.passage.quote:
        raise Http404
    record = row.passage.record
    if request.method != "POST":
        page: dict[str, Any] = {"title": _("Information only"), "row": row, "about": record.meeting}
        return form_responses.form_page(
            request, "records/information.html", default=record.get_absolute_url(), button=_("Take it back"), **page
        )
    if not permissions.may_log(request.user):
        raise PermissionDenied
    record.take_information_back(row, by=request.user)
    tell(request, _("These words are unread again."), about=record)
    return form_responses.redirect_back(request, record.get_absolute_url())
