"""The list of series as a sheet."""

from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.exports.sheets.list_sheet import rows_of, sheet_of_list
from tracker.exports.sheets.sheet import Sheet
from tracker.exports.sheets.sheet_columns import cells_of, heads_of
from tracker.meetings.series.field_register import COLUMNS
from tracker.meetings.series.filters import BY_NAME, filter_of
from tracker.meetings.series.next_meetings import with_next


def sheet_for(request: Request) -> Sheet | None:
    filtered = filter_of(request)
    return sheet_of_list(
        request,
        filtered,
        name="series",
        title=_("Removed series") if filtered.shows_removed else _("Series of meetings"),
        sorted_by=(COLUMNS["name"].label, BY_NAME),
        columns=heads_of(COLUMNS),
        rows=rows_of(with_next(filtered.qs, request.user), BY_NAME, cells_of(COLUMNS)),
    )
