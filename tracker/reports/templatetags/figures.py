"""The figures of a report's line as cells: a report shows some two thousand, for which a template would be slow."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from tracker.kit.templatetags.kit import counted
from tracker.reports.lines.report_row import Cell, ReportRow

register = template.Library()


@register.simple_tag
def stands_of(line: ReportRow) -> SafeString:
    """How it stands today."""
    return SafeString("".join([f'<td class="number">{counted(figure)}</td>' for figure in line.stands.values()]))


@register.simple_tag
def happened_of(line: ReportRow) -> SafeString:
    """What happened in the period, each figure with the one of the period before, where there was any."""
    before = format_html(' <small class="before"><span class="visually-hidden">{}</span> ', gettext("before:"))
    return SafeString("".join([f'<td class="number">{_cell(cell, before)}</td>' for cell in line.happened.values()]))


def _cell(cell: Cell, before: str) -> str:
    now = counted(cell.now)
    return f"{now}{before}{counted(cell.before)}</small>" if cell.before.number else now
