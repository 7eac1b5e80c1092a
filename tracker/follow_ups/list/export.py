"""The follow-ups list as a sheet: what the list shows, with its filter in words and the day on which it was so."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.directory.left import say_name
from tracker.exports.sheets import list_sheet
from tracker.exports.sheets.sheet import Column, Sheet, Value
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.links.blocked import blockers, sorted_references
from tracker.follow_ups.list import grouping
from tracker.follow_ups.list.asked_for import READ, requested, said_of_request
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.list.long_words import quote_of
from tracker.follow_ups.list.marked_rows import carried_times, file_names, sorted_files
from tracker.follow_ups.list.quick_choices import ask_as_usual
from tracker.follow_ups.list.row_marks import HEAD, RowMark
from tracker.follow_ups.list.sorting import columns_of, order_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.progress.rhythm import review_of
from tracker.follow_ups.statuses import NEVER
from tracker.kit.date_formats import format_date_as
from tracker.kit.dates.as_said import said_of, say_as_said
from tracker.lists.field_places import Exported, Imported
from tracker.lists.keyset_ordering import Order, in_order
from tracker.mandates.implementing import sorted_targets, target_names
from tracker.tags.tags_of_a_row import sorted_names, tag_names

# What a column of the list says in small type, by a mark or on asking, where it has no column of its own: nobody who
# reads the file takes an offer for an agreement, or what partners owe for what is ours.
BESIDE = {"title": ("kind", "strength", "owed_by", "meeting"), "due": ("due_said",)}
EXPORTED = COLUMNS.at(Exported)
# What an import calls the columns that it takes.
TAKEN_BACK = {name: said.name or name for name, said in COLUMNS.at(Imported).items()}
# By what a row of a workbook is known again.
MARKED = ("reference", "version")
# What is no column of the row, asked for only where the file holds it.
ASKED: Mapping[str, Callable[[User], Any]] = {
    "tag_names": lambda _user: tag_names(),
    "target_names": lambda _user: target_names("follow_up"),
    "blocked_by": blockers,
    "carried_times": carried_times,
    "file_names": lambda _user: file_names(),
    **{name: partial(requested, name) for name in READ},
}
Teller = Callable[[tuple[Any, ...]], Value]
# What a cell makes of the columns that it is read from.
SAID: Mapping[str, Callable[..., Value]] = {
    "owner": lambda name, left: name and say_name(name, left=left),
    "month": lambda day: "" if day == NEVER else format_date_as(day, gettext("F Y")),
    "due": lambda day: None if day == NEVER else day,
    "tags": lambda names: sorted_names(names or ""),
    "mandates": sorted_targets,
    "blocked": sorted_references,
    "files": sorted_files,
    "requested": said_of_request,
    "passage": quote_of,
    "ended": lambda day, before: None if before else day,
    "due_said": lambda last, first, words: say_as_said(said_of(first, last, words)),
    "review": review_of,
}


def sheet_for(request: Request) -> Sheet | None:
    ask_as_usual(request)
    rows = FollowUp.objects.visible_to(request.user)
    return sheet_of(request, FollowUpFilter(request.GET, rows, user=request.user))


def sheet_of(request: HttpRequest, filtered: FollowUpFilter) -> Sheet | None:
    by, sorted_by = _group(request), _sorted_by(request)
    names = _names(columns_of(request.GET.get("columns", "")).names, by)

    def rows(marks: bool = False) -> Iterator[list[Value]]:
        return _rows(_ordered(filtered.qs, sorted_by[1], by), names, filtered.user, marks=marks)

    return list_sheet.sheet_of_list(
        request,
        filtered,
        name="follow-ups",
        title=_("Follow-ups"),
        sorted_by=sorted_by,
        columns=[Column(COLUMNS[name].label, wide=EXPORTED[name].wide) for name in names],
        rows=rows,
        mark=HEAD,
        marked=partial(rows, marks=True),
    )


def facts_of(request: HttpRequest, filtered: FollowUpFilter) -> list[str]:
    return list_sheet.facts_of(request, filtered, _sorted_by(request))


def _sorted_by(request: HttpRequest) -> tuple[str | Promise, Order]:
    order, by = order_of(request.GET.get("sort", "")), _group(request)
    label = COLUMNS[order.key.removeprefix("-")].label
    if by:
        both = {"group": COLUMNS[by].label, "column": str(label).lower()}
        return _("%(group)s, then %(column)s") % both, order
    return label, order


def _group(request: HttpRequest) -> str:
    """By what the list is grouped, if it is: the column stands first then, and the groups one after the other."""
    by = request.GET.get("group", "")
    return by if by in grouping.GROUPED and not request.GET.get("layout") else ""


def _ordered(rows: FollowUpQuerySet, order: Order, by: str) -> FollowUpQuerySet:
    return grouping.in_groups(rows, by, order) if by else in_order(rows, order)


def _names(shown: Iterable[str], by: str) -> list[str]:
    """The columns of the list, and what it shows besides."""
    given = [name for name in shown if name != by]
    for name, others in BESIDE.items():
        place = given.index(name) + 1 if name in given else 0
        given[place:place] = (other for other in others if place and other not in (by, *given))
    return [*filter(None, [by]), *given]


def _rows(rows: FollowUpQuerySet, names: Sequence[str], user: User, *, marks: bool) -> Iterator[list[Value]]:
    fields, tellers = list[str](), list[Teller]()
    for name in names:
        tellers.append(_teller(name, len(fields)))
        fields += EXPORTED[name].read or (name,)
    marked = rows.with_leavers() if "owner_left" in fields else rows
    marked = marked.annotate(**{name: ask(user) for name, ask in ASKED.items() if name in fields})
    found: Any = marked.values_list(*fields, *MARKED).iterator(chunk_size=list_sheet.AT_ONCE)
    cells: Iterator[Any] = (([tell(row) for tell in tellers], row) for row in found)
    return (_marked(names, said, row) if marks else said for said, row in cells)


def _marked(names: Sequence[str], said: list[Value], row: tuple[Any, ...]) -> list[Value]:
    """With the mark of the row behind: of what can be brought back, how it went out."""
    cells = {TAKEN_BACK[name]: value for name, value in zip(names, said, strict=True) if name in TAKEN_BACK}
    reference, version = row[-len(MARKED) :]
    return [*said, str(RowMark.of(reference, version, cells))]


def _teller(name: str, at: int) -> Teller:
    """What its cell says, read from the fields of a row; the column's begin at `at`."""
    if choices := COLUMNS[name].choices:
        labels = {choice.value: str(choice.label) for choice in choices}
        return lambda row: labels.get(row[at], row[at])
    if tell := SAID.get(name):
        return lambda row: tell(*row[at : at + len(EXPORTED[name].read)])
    if len(EXPORTED[name].read) > 1:
        return lambda row: row[at] or row[at + 1]
    return itemgetter(at)
