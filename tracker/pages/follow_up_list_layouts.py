"""The ways to lay a list out: as a table, as a board by status, or as a month. The filter is the same for all."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.follow_ups.field_register import COLUMNS, LISTED
from tracker.follow_ups.forms import TitleForm
from tracker.follow_ups.list import grouping
from tracker.follow_ups.list.grouping import Group, groups_of
from tracker.follow_ups.list.sorting import headings, needed_by, order_of, shown_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import ACTIVE, OURS_TO_MOVE, Status
from tracker.lists.field_places import OnCard
from tracker.lists.filters import query_of
from tracker.lists.paging import read_page
from tracker.pages.calendar_month import Month, read_month

LAYOUTS: dict[str, tuple[str | Promise, str]] = {
    "": (_("Table"), "rows-3"),
    "board": (_("Board"), "square-kanban"),
    "calendar": (_("Calendar"), "calendar"),
}
"""By the value in the address: what it is called, and its icon."""
ON_A_LANE = 20
ON_CARD = [name for name in COLUMNS.at(OnCard) if name in LISTED]


@dataclass(frozen=True, slots=True)
class Lane:
    status: Status
    group: Group | None
    # Where something new can stand without a question, for whoever may log it.
    form: TitleForm | None


def list_context(request: Request, rows: FollowUpQuerySet, today: date) -> dict[str, Any]:
    """What the template of the list's layout shows of `rows`."""
    layout = request.GET.get("layout", "")
    found = {"board": _board, "calendar": _calendar}.get(layout, _table)(request, rows, today)
    drawn = found["drawn"]
    return {
        "layout": layout if layout in LAYOUTS else "",
        "layouts": [(name, *said) for name, said in LAYOUTS.items()],
        "may_tick": any(permissions.may_update(request.user, row) for row in drawn),
        **found,
    }


def _table(request: Request, rows: FollowUpQuerySet, today: date) -> dict[str, Any]:
    order, shown = order_of(request.GET.get("sort", "")), shown_of(request.GET.get("columns", ""))
    needed, by = needed_by(shown), request.GET.get("group", "")
    found: dict[str, Any] = {"shown": shown, "columns": headings(order, shown)}
    if by in grouping.GROUPED:
        groups = groups_of(rows, by, query_of(request), today, order, needed)
        return found | {"groups": groups, "drawn": [row for group in groups.shown for row in group.rows]}
    page = read_page(rows, order, request.GET.get("page"), shown=FollowUp.objects.as_rows(needed))
    return found | {"page": page, "drawn": page.rows}


def _board(request: Request, rows: FollowUpQuerySet, today: date) -> dict[str, Any]:
    """A lane for each status that something has, and for those to which it can go on."""
    order = order_of(request.GET.get("sort", ""))
    groups = groups_of(rows, "status", query_of(request), today, order, needed_by(ON_CARD), each=ON_A_LANE)
    by_status = {group.key: group for group in groups.shown}
    usual = (*ACTIVE, Status.DONE)
    adding = OURS_TO_MOVE if permissions.may_log(request.user) else ()
    forms = {each: TitleForm(auto_id=f"new-{each}-%s", user=request.user) for each in adding}
    lanes = [Lane(each, by_status.get(each), forms.get(each)) for each in Status if each in usual or each in by_status]
    return {"groups": groups, "lanes": lanes, "drawn": [row for group in groups.shown for row in group.rows]}


def _calendar(request: Request, rows: FollowUpQuerySet, today: date) -> dict[str, Any]:
    month = Month(read_month(request.GET.get("month", ""), today), request.user, mine=False, rows=rows)
    view = "agenda" if request.GET.get("view") == "agenda" else "month"
    return {"month": month, "view": view, "whose": "all", "drawn": []}
