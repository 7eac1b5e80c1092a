"""The files that were too long to wait for: how far each is, and the file."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from tracker.accounts.request import Request
from tracker.background.models import is_somebody_at_work
from tracker.exports import archive
from tracker.exports.lost_rights import take_back_what_is_lost
from tracker.exports.models import FOLDER, Export
from tracker.exports.sheets.response import Format, kind_of, written
from tracker.exports.write_export import rows_written

MOST_LISTED = 50


@require_safe
def exports(request: Request) -> HttpResponse:
    own = list(Export.objects.visible_to(request.user).select_related("by")[:MOST_LISTED])
    take_back_what_is_lost(own)
    return render(request, "exports/exports.html", {"exports": own})


@require_safe
def export_page(request: Request, pk: int) -> HttpResponse:
    export = _own(request, pk)
    if request.htmx and not export.is_being_written:
        # The page that looked on is drawn anew, with the file.
        return HttpResponseClientRefresh()
    done = rows_written(export)
    context = {
        "export": export,
        "done": done,
        "whole": max(done, export.rows),
        "is_attended": export.is_being_written and is_somebody_at_work(),
    }
    return render(request, "exports/export.html", context)


@require_safe
def file(request: Request, pk: int) -> HttpResponseBase:
    export = _own(request, pk)
    if not export.is_ready:
        if not export.why:
            messages.warning(request, _("This file is not there. Ask for it again from the list."))
        return redirect(export)
    kind = archive.KIND if export.form == archive.FORM else kind_of(Format(export.form))
    return written(FOLDER.open(export.kept_as), kind, export.name)


def _own(request: Request, pk: int) -> Export:
    export: Export = get_object_or_404(Export.objects.visible_to(request.user).select_related("by"), pk=pk)
    take_back_what_is_lost([export])
    return export
