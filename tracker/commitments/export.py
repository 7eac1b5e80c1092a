"""A list of commitments as a workbook: all of them, however many."""

from collections.abc import Iterator
from itertools import batched

from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.commitments.asked import Asked
from tracker.commitments.colours import fill_of
from tracker.commitments.tell import heads, lines_of
from tracker.commitments.tell_lines import Teller
from tracker.exports.sheets.list_sheet import AT_ONCE, as_it_stood, dated
from tracker.exports.sheets.sheet import Coloured, Column, Row, Sheet, Table


def sheet_for(request: Request) -> Sheet | None:
    asked = Asked.now(request.GET.urlencode(), request.user)
    if not asked.is_understood:
        return None
    facts = [*filter(None, [asked.filter_said]), as_it_stood(request)]
    title = _("Commitments: %(title)s") % {"title": asked.title}
    table = Table(title, _columns(), lambda: _rows(asked), lambda most: asked.rows.order_by()[: most + 1].count())
    return dated("commitments", title, facts, [table])


def _columns() -> list[Column]:
    said = heads()
    return [
        Column(said["reference"]),
        Column(said["title"], wide=True),
        Column(_("Strength")),
        Column(_("Quoted words"), wide=True),
        Column(said["who"]),
        Column(_("To whom")),
        Column(said["when"]),
        Column(_("Day")),
        Column(said["means"], wide=True),
        Column(said["state"], wide=True),
    ]


def _rows(asked: Asked) -> Iterator[Row]:
    """So many together: what they need besides comes in a few queries for all of these."""
    teller = Teller(asked.today)
    keys = asked.ordered.values_list("pk", flat=True).iterator(chunk_size=AT_ONCE)
    for some in batched(keys, AT_ONCE):
        for line in lines_of(asked, [*some], teller):
            yield [
                line.reference, line.title, line.strength, line.quote, line.who, line.to_whom, line.said, line.day,
                line.means, Coloured(line.state, fill_of(line.look)),
            ]  # fmt: skip
