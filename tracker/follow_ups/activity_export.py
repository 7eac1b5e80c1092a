"""The list of activities as a sheet."""

from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.follow_ups.activity_filter import NEWEST_FIRST, ActivityFilter
from tracker.follow_ups.models import Activity
from tracker.kit.sheets.listing import rows_of, sheet_of_list
from tracker.kit.sheets.sheet import Column, Row, Sheet


def sheet_asked(request: Request) -> Sheet | None:
    filtered = ActivityFilter(request.GET, Activity.objects.visible_to(request.user), user=request.user)
    starts_on = Column(_("First day"))
    return sheet_of_list(
        request,
        filtered,
        name="activities",
        title=_("Activities"),
        sorted_by=(starts_on.label, NEWEST_FIRST),
        columns=[
            starts_on,
            Column(_("Last day")),
            Column(_("What was done"), wide=True),
            Column(_("Place")),
            Column(_("Implements"), wide=True),
            Column(_("Done by")),
            Column(_("Unit")),
            Column(_("Partner")),
            Column(_("People reached"), is_number=True),
        ],
        rows=rows_of(filtered.qs.with_names().with_targets(), NEWEST_FIRST, _cells),
    )


def _cells(activity: Activity) -> Row:
    return [
        activity.starts_on,
        activity.ends_on,
        activity.title,
        activity.place,
        "; ".join(map(str, activity.targets)),
        str(activity.done_by or ""),
        str(activity.unit or ""),
        str(activity.partner or ""),
        activity.reached,
    ]
