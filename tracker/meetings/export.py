"""The list of meetings as a sheet."""

from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.exports.sheets.list_sheet import rows_of, sheet_of_list
from tracker.exports.sheets.sheet import Sheet
from tracker.exports.sheets.sheet_columns import cells_of, heads_of
from tracker.meetings.field_register import COLUMNS
from tracker.meetings.filters import NEWEST_FIRST, filter_of


def sheet_for(request: Request) -> Sheet | None:
    filtered = filter_of(request)
    return sheet_of_list(
        request,
        filtered,
        name="meetings",
        title=_("Removed meetings") if filtered.shows_removed else _("Meetings"),
        sorted_by=(COLUMNS["held_on"].label, NEWEST_FIRST),
        columns=heads_of(COLUMNS),
        rows=rows_of(filtered.qs.with_people(), NEWEST_FIRST, cells_of(COLUMNS)),
    )
