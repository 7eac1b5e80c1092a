"""The ways to lay a list out: as a table, as a board by status, or as a month. The filter is the same for all."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.follow_ups.bulk.forms import direct_columns
from tracker.follow_ups.field_register import COLUMNS, LISTED
from tracker.follow_ups.forms import TitleForm
from tracker.follow_ups.list import grouping
from tracker.follow_ups.list.filter_choices import Stage
from tracker.follow_ups.list.grouping import Group, groups_of
from tracker.follow_ups.list.read_rows import reader_of_rows
from tracker.follow_ups.list.sorting import columns_of, needed_by, order_of
from tracker.follow_ups.models import FollowUp, PlaceInLane
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import ACTIVE, ENDED, OURS_TO_MOVE, Status
from tracker.lists.field_places import OnCard
from tracker.lists.filters import query_of
from tracker.lists.paging import read_page
from tracker.pages.calendar import read_meetings, read_month
from tracker.pages.calendar_month import Month

LAYOUTS: dict[str, tuple[str | Promise, str]] = {
    "": (_("Table"), "rows-3"),
    "board": (_("Board"), "square-kanban"),
    "calendar": (_("Calendar"), "calendar"),
}
"""By the value in the address: what it is called, and its icon."""
ON_A_LANE = 20
USUAL_LANES = (*ACTIVE, Status.DONE)
# What the filter by status finds where it does not ask for one alone.
IN_STAGE: dict[str, Collection[str]] = {"": Status, Stage.ACTIVE: ACTIVE, Stage.ENDED: ENDED}
ON_CARD = [name for name in COLUMNS.at(OnCard) if name in LISTED]


@dataclass(frozen=True, slots=True)
class Card:
    """With what stands above and below it in its lane, and first of all; nothing where no hand may put it."""

    follow_up: FollowUp
    above: FollowUp | None = None
    below: FollowUp | None = None
    first: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    status: Status
    group: Group | None
    # Where something new can stand without a question, for whoever may log it.
    form: TitleForm | None
    is_by_hand: bool
    # The query of the board that shows it, where the filter by status leaves it out.
    left_out: str

    def cards(self) -> list[Card]:
        rows = self.group.rows if self.group else []
        if not self.is_by_hand:
            return [Card(row) for row in rows]
        neighbours = zip(rows, [None, *rows], [*rows[1:], None], strict=False)
        return [Card(row, above, below, rows[0]) for row, above, below in neighbours]


def list_context(request: Request, rows: FollowUpQuerySet, today: date) -> dict[str, Any]:
    """What the template of the list's layout shows of `rows`."""
    layout = request.GET.get("layout", "")
    found = {"board": _board, "calendar": _calendar}.get(layout, _table)(request, rows, today)
    drawn = found["drawn"]
    return {
        "layout": layout if layout in LAYOUTS else "",
        "layouts": [(name, *said) for name, said in LAYOUTS.items()],
        "may_tick": any(permissions.may_update(request.user, row) for row in drawn),
        "direct": direct_columns(request.user),
        **found,
    }


def _table(request: Request, rows: FollowUpQuerySet, today: date) -> dict[str, Any]:
    order, shown = order_of(request.GET.get("sort", "")), columns_of(request.GET.get("columns", "")).names
    needed, by = needed_by(shown), request.GET.get("group", "")
    found: dict[str, Any] = {"shown": shown}
    if by in grouping.GROUPED:
        groups = groups_of(rows, by, query_of(request), today, order, needed)
        return found | {"groups": groups, "drawn": [row for group in groups.shown for row in group.rows]}
    page = read_page(rows, order, request.GET.get("page"), shown=reader_of_rows(needed, today))
    return found | {"page": page, "drawn": page.rows}


def _board(request: Request, rows: FollowUpQuerySet, today: date) -> dict[str, Any]:
    """A lane for each status that something has, and for those to which it can go on.

    Cards stand as they were put by hand, unless another order is asked for.
    """
    sort, query = request.GET.get("sort", ""), query_of(request)
    given: dict[str, Any] = {"each": ON_A_LANE, "leading": None if sort else PlaceInLane.arranged(rows)}
    groups = groups_of(rows, "status", query, today, order_of(sort), needed_by(ON_CARD), **given)
    by_status = {group.key: group for group in groups.shown}
    adding = OURS_TO_MOVE if permissions.may_log(request.user) else ()
    asked = IN_STAGE.get(request.GET.get("status", ""), (request.GET.get("status", ""),))
    lanes = [
        Lane(
            each,
            by_status.get(each),
            TitleForm(auto_id=f"new-{each}-%s", user=request.user) if each in adding else None,
            is_by_hand=not sort,
            left_out="" if each in asked else _query_with(request, status=each.value),
        )
        for each in Status
        if each in USUAL_LANES or each in by_status
    ]
    drawn = [row for group in groups.shown for row in group.rows]
    return {"groups": groups, "lanes": lanes, "by_hand": _query_with(request, sort="") if sort else "", "drawn": drawn}


def _query_with(request: Request, **others: str) -> str:
    asked = request.GET.copy()
    for name, value in others.items():
        asked[name] = value
    return asked.urlencode()


def _calendar(request: Request, rows: FollowUpQuerySet, today: date) -> dict[str, Any]:
    shows_house = read_meetings(request.GET.get("meetings", ""), usual=True)
    first = read_month(request.GET.get("month", ""), today)
    month = Month(first, request.user, mine=False, rows=rows, shows_house=shows_house)
    view = "agenda" if request.GET.get("view") == "agenda" else "month"
    return {"month": month, "view": view, "whose": "all", "drawn": []}
