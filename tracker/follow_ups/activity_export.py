"""The list of activities as a sheet."""

from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.follow_ups.activity_columns import COLUMNS
from tracker.follow_ups.activity_filter import NEWEST_FIRST, ActivityFilter
from tracker.follow_ups.models import Activity
from tracker.kit.sheets.listing import rows_of, sheet_of_list
from tracker.kit.sheets.sheet import Sheet
from tracker.lists.sheets import cells_of, heads_of


def sheet_asked(request: Request) -> Sheet | None:
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
