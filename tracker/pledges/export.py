"""The list of pledges as a sheet."""

from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.kit.sheets.listing import rows_of, sheet_of_list
from tracker.kit.sheets.sheet import Column, Row, Sheet
from tracker.pledges.filters import NEWEST, PledgeFilter
from tracker.pledges.models import Pledge
from tracker.pledges.resource import Kind


def sheet_asked(request: Request) -> Sheet | None:
    filtered = PledgeFilter(request.GET, Pledge.objects.visible_to(request.user), user=request.user)
    made_on = Column(_("Made on"))
    return sheet_of_list(
        request,
        filtered,
        name="pledges",
        title=_("Pledges"),
        sorted_by=(made_on.label, NEWEST),
        columns=[
            Column(_("Pledge"), wide=True),
            Column(_("What for")),
            Column(_("Meeting"), wide=True),
            Column(_("Donor")),
            made_on,
            Column(_("Since")),
            Column(_("Stage")),
        ],
        rows=rows_of(filtered.qs.with_names(), NEWEST, _cells),
    )


def _cells(pledge: Pledge) -> Row:
    return [
        pledge.measure,
        # Staff and things say what they are in their measure.
        pledge.what if pledge.kind == Kind.MONEY else None,
        str(pledge.meeting or ""),
        str(pledge.donor),
        pledge.made_on,
        pledge.stage_since,
        pledge.get_stage_display(),
    ]
