"""The list in groups, such as by owner, status or month, each with its subtotals.

However many there are, they are found in two queries and cut to what a page can show, and the page says so.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import Case, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf, TruncMonth
from django.http import QueryDict
from django.utils.translation import gettext

from tracker.directory.left import left_among, say_name
from tracker.follow_ups import conditions
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import NEVER
from tracker.kit.date_formats import format_date_as
from tracker.kit.text import fold
from tracker.lists.field_places import Grouped
from tracker.lists.keyset_ordering import Order, in_order
from tracker.lists.paging import rows_after
from tracker.tags.tags_of_a_row import first_tag

BY_DUE = Order("due", "due_order")
MOST = 5_000
MOST_GROUPS = 50
ROWS_EACH = 10
# The place of what has none of the choices.
NOWHERE = Value(1_000)
GROUPED = COLUMNS.at(Grouped)


@dataclass(slots=True)
class Group:
    """`narrowed` is the query of the list of these alone; empty where no filter says so."""

    key: Any
    label: str
    narrowed: str
    keys: list[int] = field(default_factory=list)
    late: int = 0
    overdue: int = 0
    ended: int = 0
    rows: list[FollowUp] = field(default_factory=list)

    @property
    def further(self) -> int:
        return len(self.keys) - len(self.rows)


@dataclass(frozen=True, slots=True)
class Groups:
    """`further` groups are not shown; `is_cut` says that only the first MOST were looked at."""

    shown: list[Group]
    further: int
    is_cut: bool


def groups_of(
    rows: FollowUpQuerySet,
    by: str,
    query: str,
    today: date,
    order: Order = BY_DUE,
    columns: tuple[str, ...] = (),
    *,
    each: int | None = None,
    leading: FollowUpQuerySet | None = None,
) -> Groups:
    """`order` is that within each group, whose `leading` rows come first; `columns` are what rows show besides."""
    names = GROUPED[by].names or (by,)
    ordered = [] if leading is None else _marked(leading, names, today)
    ordered += _marked(rows_after(rows, order, None, MOST + 1), names, today)
    found = list(dict.fromkeys(ordered))
    groups: dict[Any, Group] = {}
    for pk, late, overdue, ended_on, key, *called in found[:MOST]:
        made = key.replace(day=1) if by == "month" and key != NEVER else None if key == NEVER else key
        group = groups.get(made) or groups.setdefault(made, _group(by, made, called, query))
        group.keys.append(pk)
        group.late += late
        group.overdue += overdue
        group.ended += ended_on is not None
    in_place = sorted(groups.values(), key=_place(by))
    _mark_leavers(by, in_place[:MOST_GROUPS])
    _fill(in_place[:MOST_GROUPS], rows, columns, each or ROWS_EACH)
    return Groups(in_place[:MOST_GROUPS], len(in_place) - len(in_place[:MOST_GROUPS]), len(found) > MOST)


def _marked(rows: QuerySet[FollowUp], names: tuple[str, ...], today: date) -> list[tuple[Any, ...]]:
    """Of each its key, whether it is late or overdue, when it ended, and its group."""
    marks = {"marked_late": conditions.late(today), "marked_overdue": conditions.overdue_from_partner(today)}
    marked = rows.annotate(**{name: _one_if(heap) for name, heap in marks.items()})
    return list(marked.values_list("pk", *marks, "ended_on", *names)[: MOST + 1])


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0))


def in_groups(rows: FollowUpQuerySet, by: str, order: Order) -> FollowUpQuerySet:
    """All of them, however many: group after group as the page has them, and in each in order."""
    found = in_order(rows, order)
    return found.order_by(*_by_group(by), *found.query.order_by)


def _by_group(by: str) -> list[Any]:
    if by == "month":
        return [TruncMonth("due_order")]
    if by == "tags":
        # A file has each once: by the first of its tags.
        return [first_tag().asc(nulls_last=True)]
    if choices := COLUMNS[by].choices:
        return [Case(*(When(**{by: each}, then=Value(place)) for place, each in enumerate(choices)), default=NOWHERE)]
    return _by_name(*GROUPED[by].names)


def _by_name(key: str, *names: str) -> list[Any]:
    """By the first of its names that is there, and those without it at the end; namesakes stand apart."""
    called = Coalesce(*(NullIf(name, Value("")) for name in names), Value(""))
    return [Case(When(**{key: None}, then=Value(1)), default=Value(0)), Lower(called), key]


def _mark_leavers(by: str, groups: list[Group]) -> None:
    left = left_among([group.key for group in groups if group.key]) if by == "owner" else set()
    for group in groups:
        group.label = say_name(group.label, left=group.key in left)


def _fill(groups: list[Group], rows: FollowUpQuerySet, columns: tuple[str, ...], each: int) -> None:
    """With several tags it stands in several groups."""
    wanted = {pk for group in groups for pk in group.keys[:each]}
    found = {row.pk: row for row in rows.filter(pk__in=wanted).as_rows(columns)}
    shown = set[int]()
    for group in groups:
        group.rows = [_again(found[pk], pk in shown) for pk in group.keys[:each] if pk in found]
        shown |= {row.pk for row in group.rows}


def _again(row: Any, is_again: bool) -> Any:
    """Of two rows of the same on a page one has its name."""
    row = copy(row) if is_again else row
    row.is_again = is_again
    return row


def _group(by: str, key: Any, called: list[str], query: str) -> Group:
    if key is None:
        label = str(GROUPED[by].nothing)
    elif by == "month":
        label = format_date_as(key, gettext("F Y"))
    elif choices := COLUMNS[by].choices:
        label = str(choices(key).label)
    else:
        label = next(filter(None, called), "")
    asked = QueryDict(query, mutable=True)
    for name in ("group", "page"):
        asked.pop(name, None)
    narrower = dict(_narrower(by, key))
    for name, value in narrower.items():
        asked[name] = value
    return Group(key, label, asked.urlencode() if narrower else "")


def _narrower(by: str, key: Any) -> Iterator[tuple[str, str]]:
    if key is None:
        yield from GROUPED[by].without.items()
    elif by == "month":
        yield "due_from", key.isoformat()
        yield "due_until", key.replace(day=monthrange(key.year, key.month)[1]).isoformat()
    else:
        yield by, str(key)


def _place(by: str) -> Callable[[Group], Any]:
    """Named ones by name, choices in their order, months as they come; what has none at the end."""
    places = {each.value: place for place, each in enumerate(COLUMNS[by].choices or ())}

    def place(group: Group) -> Any:
        if places:
            return places.get(group.key, len(places))
        if by == "month":
            return group.key or NEVER
        return group.key is None, fold(group.label)

    return place
