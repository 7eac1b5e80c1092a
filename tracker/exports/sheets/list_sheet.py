"""A list as a sheet: what its page shows, with its filter in words and the day on which it was so."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.exports.sheets.sheet import Column, Row, Sheet, Table
from tracker.kit.date_formats import format_date
from tracker.lists.filters import ListFilter, chips, unknown_filters
from tracker.lists.keyset_ordering import Order, in_order

# So many rows are read together: what they need besides comes in a query for all of them.
AT_ONCE = 2_000


def sheet_of_list(
    request: HttpRequest,
    filtered: ListFilter,
    *,
    name: str,
    title: str,
    sorted_by: tuple[str | Promise, Order],
    columns: Sequence[Column],
    rows: Callable[[], Iterable[Row]],
    **marked: Any,
) -> Sheet | None:
    """`sorted_by` is the heading of the column in whose order it stands. None when the filter is not understood.

    `marked` may hold what a `Table` calls `mark` and `marked`.
    """
    if not filtered.is_valid():
        return None
    table = Table(title, columns, rows, lambda most: filtered.qs.order_by()[: most + 1].count(), **marked)
    return dated(name, title, facts_of(request, filtered, sorted_by), [table])


def dated(name: str, title: str, facts: Sequence[str], tables: Sequence[Table]) -> Sheet:
    return Sheet(f"{name}-{timezone.localdate().isoformat()}", title, facts, tables)


def facts_of(request: HttpRequest, filtered: ListFilter, sorted_by: tuple[str | Promise, Order]) -> list[str]:
    label, order = sorted_by
    sort = _("Sorted by: %(column)s, falling.") if order.descending else _("Sorted by: %(column)s.")
    return [
        chips_said(request, filtered.form),
        *left_out(request, filtered.form),
        sort % {"column": capfirst(str(label))},
        as_it_stood(request),
    ]


def chips_said(request: HttpRequest, form: Form) -> str:
    return filter_said((chip.label, chip.value) for chip in chips(request, form))


def left_out(request: HttpRequest, form: Form) -> list[str]:
    """A sentence for each filter that the list does not know."""
    sentence = _("Suivi does not know the filter “%(name)s”, so it was left out.")
    return [sentence % {"name": name} for name in unknown_filters(request, form.known)]  # type: ignore[attr-defined]


def filter_said(on: Iterable[tuple[str, str]]) -> str:
    """Of what is on, the label and the value; a tick has none."""
    colon = f"{pgettext('after a label', ':')} "
    said = [colon.join(filter(None, pair)) for pair in on]
    if not said:
        return _("The whole list, without a filter.")
    return _("Filter: %(filter)s.") % {"filter": pgettext("between filters", "; ").join(said)}


def as_it_stood(request: HttpRequest) -> str:
    said = {"day": format_date(timezone.localdate()), "name": request.user}
    return _("As it stood on %(day)s; it holds what %(name)s may see.") % said


def rows_of(rows: QuerySet[Any], order: Order, cells: Callable[[Any], Row]) -> Callable[[], Iterator[Row]]:
    """What each of them says, in order, without ever holding all of them."""
    return lambda: map(cells, in_order(rows, order).iterator(chunk_size=AT_ONCE))


def request_for(query: str, user: Any) -> HttpRequest:
    """What a page would be asked, for somebody who asks no page: exports read it from a request."""
    request = HttpRequest()
    request.GET = QueryDict(query)
    request.user = user
    return request
