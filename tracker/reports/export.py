"""The report as a sheet: the tables that its page shows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.exports.sheets.chart import Chart
from tracker.exports.sheets.list_sheet import as_it_stood
from tracker.exports.sheets.sheet import Column, Sheet, Table, Value
from tracker.follow_ups.marks import marked_title
from tracker.kit.date_formats import format_date
from tracker.kit.periods import Period
from tracker.reports.charts import plots
from tracker.reports.forms import ReportForm
from tracker.reports.lines.report_row import ReportRow
from tracker.reports.measures import IN_PERIOD, TODAY
from tracker.reports.report import Report
from tracker.reports.reported_units import NO_UNIT, ReportedUnits
from tracker.reports.sentences import happened_said, stands_said, tiles_of


def sheet_for(request: Request) -> Sheet | None:
    """Raises PermissionDenied where there is none for this person: whoever has lost the right keeps no file of it."""
    today = timezone.localdate()
    reported = ReportedUnits.of(request.user)
    if not reported:
        raise PermissionDenied(NO_UNIT)
    form = ReportForm(request.GET, today=today, reported=reported)
    if not form.is_valid():
        return None
    period, cut, unit = form.chosen
    return sheet_of(request, Report(request.user, period, cut, today, unit))


def sheet_of(request: HttpRequest, report: Report) -> Sheet:
    now, before, today = report.period, report.period.before, format_date(report.today)
    facts = [period_said(now), as_it_stood(request)]
    tables = [
        _of_lines(report, str(now), [each.label for each in IN_PERIOD], _now, more=True,
                  chart=plots.came_and_went(report), note=happened_said(report)),
        replace(_of_lines(report, str(before), [each.label for each in IN_PERIOD], _before), worst=()),
        _of_lines(report, today, [each.label for each in TODAY], _today, chart=plots.late(report),
                  note=stands_said(report)),
        _of_slips(report),
        _of_resources(report),
    ]  # fmt: skip
    cut = "-".join(filter(None, [slugify(str(report.unit or "")), report.cut.name]))
    name = f"report-{cut}-{now.first.isoformat()}-{now.last.isoformat()}"
    shown = [table for table in tables if any(True for _row in table.rows())]
    return Sheet(name, report.title, facts, shown, tiles_of(report))


def period_said(period: Period) -> str:
    return _("Period: %(period)s, compared with %(before)s.") % {"period": period, "before": period.before}


def _now(line: ReportRow) -> list[Value]:
    shown = [cell.now.number for cell in line.happened.values()]
    return [*shown, line.share_on_time, line.to_done, line.to_first]


def _before(line: ReportRow) -> list[Value]:
    return [cell.before.number for cell in line.happened.values()]


def _today(line: ReportRow) -> list[Value]:
    return [figure.number for figure in line.stands.values()]


def _of_lines(
    report: Report,
    title: str,
    labels: Sequence[object],
    cells: Callable[[ReportRow], list[Value]],
    *,
    more: bool = False,
    chart: Chart | None = None,
    note: str = "",
) -> Table:
    last = [_("On time, per cent"), _("Days to done"), _("Days to first update")] if more else []
    columns = [Column(report.cut.label, wide=True), *(Column(str(each), is_number=True) for each in (*labels, *last))]

    def rows() -> Iterator[Sequence[Value]]:
        for line in (*report.lines, report.total):
            yield [f"{'   ' * line.depth}{line.name}", *cells(line)]

    worst = [place for place, line in enumerate(report.lines) if line.is_worst]
    return Table(title, columns, rows, worst=worst, has_total=True, chart=chart, note=note)


def _of_slips(report: Report) -> Table:
    columns = [Column(_("Ref")), Column(_("Follow-up"), wide=True), Column(_("Due before")), Column(_("Due now")),
               Column(_("Reason"), wide=True)]  # fmt: skip
    return Table(
        _("Due dates moved later"),
        columns,
        lambda: [
            [slip.follow_up.reference, marked_title(slip.follow_up), slip.before, slip.after, slip.reason]
            for slip in report.slips
        ],
    )


def _of_resources(report: Report) -> Table:
    heads = (_("Needed"), _("Covered"), _("Promised"), _("Missing"))
    return Table(
        _("Resources"),
        [Column(_("Kind"), wide=True), *(Column(head, is_number=True) for head in heads)],
        lambda: [
            [each.label, each.needed, each.covered, each.promised, each.missing] for each in report.resources.totals
        ],
    )
