"""A list of commitments: as a page, which prints well, and as files."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import EXPORT, is_within, too_often
from tracker.accounts.request import Request
from tracker.commitments.asked import SOURCES, Asked
from tracker.commitments.export import sheet_for
from tracker.commitments.files import FORMS, file_of
from tracker.commitments.models import PublicAddress
from tracker.commitments.tell import commitments_of
from tracker.databases.reading import read_from_replica
from tracker.exports.export_response import exported
from tracker.exports.sheets.response import Format

MOST_ADDRESSES = 10


@read_from_replica
@require_safe
def commitments(request: Request) -> HttpResponse:
    asked = asked_for(request)
    if not asked.is_understood:
        return not_understood(request)
    made = PublicAddress.objects.visible_to(request.user).filter(query=asked.kept).select_related("made_by")
    context = {
        "told": commitments_of(asked),
        "asked": asked,
        "query": asked.kept,
        "addresses": made[:MOST_ADDRESSES],
        "may_publish": permissions.may_publish(request.user),
    }
    return render(request, "commitments/list.html", context)


@require_safe
def export(request: Request, form: str) -> HttpResponseBase:
    """All of them, as a table."""
    if form not in (Format.XLSX, Format.CSV):
        raise Http404
    if not asked_for(request).is_understood:
        return not_understood(request)
    return exported(request, form, sheet_for, "commitments:list")


@read_from_replica
@require_safe
def document(request: Request, form: str) -> HttpResponse:
    """As the page shows them."""
    if form not in FORMS:
        raise Http404
    asked = asked_for(request)
    if not asked.is_understood:
        return not_understood(request)
    if not is_within(request.user, EXPORT):
        return too_often(request, f"{reverse('commitments:list')}?{asked.kept}")
    made = file_of(commitments_of(asked), Format(form), str(request.user))
    as_file = content_disposition_header(as_attachment=True, filename=made.name)
    return HttpResponse(made.content, made.kind, headers={"Content-Disposition": as_file})


def asked_for(request: Request) -> Asked:
    return Asked.now(request.GET.urlencode(), request.user)


def not_understood(request: Request) -> HttpResponse:
    """404 of a thing that is not theirs to see; else the list of follow-ups says what is wrong with the filter."""
    if any(request.GET.get(name) for name in SOURCES):
        raise Http404
    return redirect(f"{reverse('follow_ups:list')}?{request.GET.urlencode()}")
