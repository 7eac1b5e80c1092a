"""The list of mandates as a sheet."""

from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.kit.sheets.listing import rows_of, sheet_of_list
from tracker.kit.sheets.sheet import Column, Row, Sheet
from tracker.mandates.filters import NEWEST, MandateFilter
from tracker.mandates.models import Mandate


def sheet_asked(request: Request) -> Sheet | None:
    filtered = MandateFilter(request.GET, Mandate.objects.visible_to(request.user), user=request.user)
    adopted_on = Column(_("Adopted on"))
    return sheet_of_list(
        request,
        filtered,
        name="mandates",
        title=_("Mandates"),
        sorted_by=(adopted_on.label, NEWEST),
        columns=[
            Column(_("Mandate"), wide=True),
            Column(_("Symbol")),
            Column(_("Kind")),
            Column(_("Adopted by, or between"), wide=True),
            adopted_on,
            Column(_("In force until")),
        ],
        rows=rows_of(filtered.qs.with_names(), NEWEST, _cells),
    )


def _cells(mandate: Mandate) -> Row:
    return [
        mandate.title,
        mandate.symbol,
        mandate.get_kind_display(),
        str(mandate.body) if mandate.body else " · ".join(map(str, mandate.parties.all())),
        mandate.adopted_on,
        mandate.valid_until,
    ]
