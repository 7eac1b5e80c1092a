"""The implementation report of a mandate: as a page, which prints well, and as a Word document."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tracker.accounts.how_often import EXPORT, is_within, too_often
from tracker.accounts.request import Request
from tracker.databases.reading import read_from_replica
from tracker.implementation.document import WORD, written
from tracker.implementation.forms import PeriodForm
from tracker.implementation.report import ImplementationReport
from tracker.mandates.models import Mandate


@read_from_replica
@require_safe
def report_page(request: Request, pk: int) -> HttpResponse:
    mandate = _mandate(request, pk)
    form = PeriodForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, mandate, form, status=400)
    return _page(request, mandate, form, report=_report(request, mandate, form))


@read_from_replica
@require_safe
def report_document(request: Request, pk: int) -> HttpResponse:
    mandate = _mandate(request, pk)
    form = PeriodForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, mandate, form, status=400)
    if not is_within(request.user, EXPORT):
        return too_often(request, mandate.get_absolute_url())
    document = written(_report(request, mandate, form))
    as_file = content_disposition_header(as_attachment=True, filename=document.name)
    return HttpResponse(document.content, WORD, headers={"Content-Disposition": as_file})


def _mandate(request: Request, pk: int) -> Mandate:
    mandate: Mandate = get_object_or_404(Mandate.objects.visible_to(request.user).select_related("body"), pk=pk)
    return mandate


def _report(request: Request, mandate: Mandate, form: PeriodForm) -> ImplementationReport:
    return ImplementationReport(mandate, form.period, request.user, timezone.localdate())


def _page(request: Request, mandate: Mandate, form: PeriodForm, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "implementation/report.html", {"mandate": mandate, "form": form, **context}, status=status)
