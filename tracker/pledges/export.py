"""The list of pledges as a sheet."""

from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.exports.sheets.list_sheet import rows_of, sheet_of_list
from tracker.exports.sheets.sheet import Sheet
from tracker.exports.sheets.sheet_columns import cells_of, heads_of
from tracker.pledges.field_register import COLUMNS
from tracker.pledges.filters import NEWEST, PledgeFilter
from tracker.pledges.models import Pledge


def sheet_for(request: Request) -> Sheet | None:
    filtered = PledgeFilter(request.GET, Pledge.objects.visible_to(request.user), user=request.user)
    return sheet_of_list(
        request,
        filtered,
        name="pledges",
        title=_("Pledges"),
        sorted_by=(COLUMNS["made_on"].label, NEWEST),
        columns=heads_of(COLUMNS),
        rows=rows_of(filtered.qs.with_names(), NEWEST, cells_of(COLUMNS)),
    )
