"""What a mailing holds: a sheet of what everybody may see, and how it is said in a mail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tracker.accounts import permissions
from tracker.exports.sheets.list_sheet import request_for
from tracker.exports.sheets.response import Format, most_rows
from tracker.exports.sheets.sheet import Sheet
from tracker.follow_ups.list import export as list_export
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.kit.date_formats import format_date
from tracker.reports import export as report_export
from tracker.reports.cuts import CUTS
from tracker.reports.models import Mailing, NotSent, ReportPeriod
from tracker.reports.report import Report

# More rows nobody reads in a mail.
MOST_ROWS = 20_000


class NothingToSendError(Exception):
    def __init__(self, why: NotSent) -> None:
        super().__init__(why)
        self.why = why


def sheet_of(mailing: Mailing, today: date) -> Sheet:
    """In the active language. Raises NothingToSendError."""
    sheet = _of_report(mailing, today) if mailing.cut else _of_list(mailing)
    as_it_stood = _("As it stood on %(day)s.") % {"day": format_date(today)}
    return replace(sheet, title=mailing.name, facts=[*facts_of(mailing, today), as_it_stood])


def facts_of(mailing: Mailing, today: date) -> Sequence[str]:
    """What it asks for, in words. Raises NothingToSendError."""
    cut = _("It holds what everybody in Suivi may see: restricted matters are left out.")
    if mailing.cut:
        return [report_export.period_said(ReportPeriod(mailing.over).seen_from(today)), cut]
    view, filtered = _list(mailing)
    shared = list_export.facts_of(request_for(view.query, mailing.made_by), filtered)
    # The last says for whose eyes a file is cut.
    return [*shared[:-1], cut]


def address_of(mailing: Mailing, today: date) -> str:
    """Where the same stands in Suivi."""
    if mailing.view:
        return f"{settings.SITE_ADDRESS}{mailing.view.address}"
    asked = {"by": mailing.cut, "period": ReportPeriod(mailing.over).seen_from(today).typed}
    return f"{settings.SITE_ADDRESS}{reverse('reports:report')}?{urlencode(asked)}"


def is_general(view: SavedView) -> bool:
    """Whether whoever was granted nothing could ask for it: else its filter names what is restricted."""
    return bool(_filtered(view.query, FollowUp.objects.all()).is_valid())


def _list(mailing: Mailing) -> tuple[SavedView, FollowUpFilter]:
    views = SavedView.objects.visible_to(mailing.made_by)
    view: SavedView | None = views.filter(pk=mailing.view_id).first() if mailing.view_id else None
    if view is None:
        raise NothingToSendError(NotSent.GONE)
    # General is what everybody may see, whoever set it up among them; asked twice, lest the rules ever part.
    filtered = _filtered(view.query, FollowUp.objects.visible_to(mailing.made_by).visible_to(permissions.anybody()))
    if not filtered.is_valid():
        raise NothingToSendError(NotSent.NOT_GENERAL)
    return view, filtered


def _of_list(mailing: Mailing) -> Sheet:
    view, filtered = _list(mailing)
    sheet = list_export.sheet_of(request_for(view.query, mailing.made_by), filtered)
    if sheet is None or sheet.is_longer_than(min(MOST_ROWS, most_rows(Format(mailing.form)))):
        raise NothingToSendError(NotSent.TOO_MANY)
    return sheet


def _of_report(mailing: Mailing, today: date) -> Sheet:
    period = ReportPeriod(mailing.over).seen_from(today)
    report = Report(permissions.anybody(), period, CUTS[mailing.cut], today)
    return report_export.sheet_of(request_for("", mailing.made_by), report)


def _filtered(query: str, rows: object) -> FollowUpFilter:
    return FollowUpFilter(QueryDict(query), rows, user=permissions.anybody())  # type: ignore[arg-type]
