"""The follow-ups list as a sheet: what the list shows, with its filter in words and the day on which it was so."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tracker.follow_ups.filters import FollowUpFilter
from tracker.follow_ups.life import NEVER, Status
from tracker.follow_ups.models import Kind, OwedBy, Strength
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.sorting import COLUMNS, order_of, shown_of
from tracker.kit.filters import chips
from tracker.kit.ordering import Order, in_order
from tracker.kit.saying import say_plain_date
from tracker.kit.sheets.sheet import Column, Sheet, Table, Value

AT_ONCE = 2_000
# What stands in small type under the title, where it has no column of its own.
BELOW_TITLE = ("kind", "meeting")
WIDE = ("title", "meeting")
CHOICES: dict[str, type[TextChoices]] = {"kind": Kind, "status": Status, "strength": Strength, "owed_by": OwedBy}
# From what each column is read, where that is not the field of its name; of two, the first that is there.
READ = {
    "partner": ("partner__short_name", "partner__name"),
    "unit": ("unit__short_name", "unit__name"),
    "waiting_on": ("waiting_on__short_name", "waiting_on__name"),
    "owner": ("owner__name",),
    "meeting": ("meeting__title",),
    "due": ("due_order",),
    "updated": ("updated_at",),
    "first_due": ("first_due_on",),
    "ended": ("ended_on",),
}


def sheet_of(request: HttpRequest, filtered: FollowUpFilter) -> Sheet:
    order = order_of(request.GET.get("sort", ""))
    title, today = _("Follow-ups"), timezone.localdate()
    names = _names(shown_of(request.GET.get("columns", "")))
    columns = [Column(COLUMNS[name].label, wide=name in WIDE) for name in names]
    table = Table(title, columns, lambda: _rows(filtered.qs, order, names))
    return Sheet(f"follow-ups-{today.isoformat()}", title, facts_of(request, filtered), [table])


def facts_of(request: HttpRequest, filtered: FollowUpFilter) -> list[str]:
    order = order_of(request.GET.get("sort", ""))
    on = [": ".join(filter(None, (chip.label, chip.value))) for chip in chips(request, filtered.form)]
    column = COLUMNS[order.key.removeprefix("-")].label
    sort = _("Sorted by: %(column)s, falling.") if order.descending else _("Sorted by: %(column)s.")
    return [
        _("Filter: %(filter)s.") % {"filter": "; ".join(on)} if on else _("All follow-ups, without a filter."),
        sort % {"column": capfirst(str(column))},
        _("As it stood on %(day)s; it holds what %(name)s may see.")
        % {"day": say_plain_date(timezone.localdate()), "name": request.user},
    ]


def _names(shown: Iterable[str]) -> list[str]:
    """The columns of the list, and what it shows besides."""
    given = list(shown)
    after = given.index("title") + 1
    return [*given[:after], *(name for name in BELOW_TITLE if name not in given), *given[after:]]


def _rows(rows: FollowUpQuerySet, order: Order, names: Sequence[str]) -> Iterator[list[Value]]:
    fields = [READ.get(name, (name,)) for name in names]
    tellers = [(_teller(name), len(fields[place])) for place, name in enumerate(names)]
    found: Any = in_order(rows, order).values_list(*chain(*fields)).iterator(chunk_size=AT_ONCE)
    for values in found:
        left = iter(values)
        yield [tell(*islice(left, number)) for tell, number in tellers]


def _teller(name: str) -> Callable[..., Value]:
    """What turns the fields of a column into what its cell says."""
    if name in CHOICES:
        labels = {choice.value: str(choice.label) for choice in CHOICES[name]}
        return lambda value: labels.get(value, value)
    if name == "due":
        return lambda day: None if day == NEVER else day
    return lambda *values: next(filter(None, values), None)
