"""The list of activities as a sheet."""

from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.activities.field_register import COLUMNS
from tracker.activities.filters import NEWEST_FIRST, ActivityFilter
from tracker.activities.models import Activity
from tracker.exports.sheets.list_sheet import rows_of, sheet_of_list
from tracker.exports.sheets.sheet import Sheet
from tracker.exports.sheets.sheet_columns import cells_of, heads_of


def sheet_for(request: Request) -> Sheet | None:
    filtered = ActivityFilter(request.GET, Activity.objects.visible_to(request.user), user=request.user)
    return sheet_of_list(
        request,
        filtered,
        name="activities",
        title=_("Activities"),
        sorted_by=(COLUMNS["starts_on"].label, NEWEST_FIRST),
        columns=heads_of(COLUMNS),
        rows=rows_of(filtered.qs.with_names().with_targets(), NEWEST_FIRST, cells_of(COLUMNS)),
    )
