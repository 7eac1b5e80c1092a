"""The Reports page, and its tables as a file."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.databases.reading import read_from_replica
from tracker.exports.export_response import exported
from tracker.kit.periods import Period, quarter_of, year_of
from tracker.reports.charts import plots
from tracker.reports.export import sheet_for
from tracker.reports.forms import ReportForm
from tracker.reports.measures import IN_PERIOD, TODAY
from tracker.reports.report import Report
from tracker.reports.reported_units import NO_UNIT, ReportedUnits
from tracker.reports.sentences import happened_said, stands_said


@read_from_replica
@require_safe
def report_page(request: Request) -> HttpResponse:
    today, reported = timezone.localdate(), ReportedUnits.of(request.user)
    if not reported:
        return render(request, "reports/report.html", {"why_none": NO_UNIT})
    form = ReportForm(request.GET, today=today, reported=reported)
    if not form.is_valid():
        return render(request, "reports/report.html", {"form": form}, status=400)
    period, cut, unit = form.chosen
    report = Report(request.user, period, cut, today, unit)
    context = {"form": form, "report": report, "periods": usual_periods(today), **columns(), **_told(report)}
    return render(request, "reports/report.html", context)


def _told(report: Report) -> dict[str, Any]:
    """Its plots, and what is said below its tables."""
    return {
        "went": plots.came_and_went(report),
        "late": plots.late(report),
        "happened_said": happened_said(report),
        "stands_said": stands_said(report),
    }


@require_safe
def export(request: Request, form: str) -> HttpResponseBase:
    """The tables of the page as a file."""
    return exported(request, form, sheet_for, "reports:report")


def columns() -> dict[str, Any]:
    return {"in_period": IN_PERIOD, "standing": TODAY}


def usual_periods(today: date) -> list[tuple[str, Period]]:
    quarter, year = quarter_of(today), year_of(today)
    return [
        (_("This quarter"), quarter),
        (_("Last quarter"), quarter.before),
        (_("This year"), year),
        (_("Last year"), year.before),
    ]
