"""What a partner owes us, as far as everybody in the house may see it: what its contact is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tracker.accounts import permissions
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation
from tracker.follow_ups import conditions
from tracker.follow_ups.choices import OwedBy
from tracker.follow_ups.due_in_words import say_due
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status
from tracker.kit.date_formats import format_date
from tracker.kit.periods import Period

# So long before its day it is due soon; so long after it was done it still stands there; so many are shown.
SOON, LATELY, MOST = timedelta(days=30), timedelta(days=30), 200


@dataclass(frozen=True, slots=True)
class Item:
    """`state` is a status, by which `stands` is coloured; `look` is that of `due`; `asked` for, and not answered."""

    follow_up: FollowUp
    heap: str
    state: str
    stands: str
    due: str
    look: str
    asked: str


@dataclass(slots=True)
class Heap:
    name: str
    label: str
    items: list[Item] = field(default_factory=list)


def owed(organisation: Organisation, today: date) -> FollowUpQuerySet:
    """Nothing restricted, whoever looks: what is to come, and what was done lately."""
    seen: FollowUpQuerySet = FollowUp.objects.visible_to(permissions.anybody()).with_partner(organisation)
    return seen.filter(owed_by=OwedBy.PARTNER).open_or_done_within(Period(today - LATELY, today))


def items_of(rows: Iterable[FollowUp], today: date) -> list[Item]:
    found = list(rows)
    requests = ChangeRequest.objects.open().filter(follow_up__in=found)
    asked = {request.follow_up_id: request.said for request in requests}
    return [_item(row, asked.get(row.pk, ""), today) for row in found]


def heaps_of(items: Iterable[Item]) -> list[Heap]:
    """Those on which something lies, in their order."""
    labels = {"late": _("Past their day"), "soon": _("Due soon"), "later": _("Later"), "done": _("Done lately")}
    heaps = {name: Heap(name, label) for name, label in labels.items()}
    for item in items:
        heaps[item.heap].items.append(item)
    return [heap for heap in heaps.values() if heap.items]


def _item(row: FollowUp, asked: str, today: date) -> Item:
    heap, (state, stands) = _heap(row, today), _stands(row)
    due = say_due(row, today) if row.is_active else format_date(row.ended_on) if row.ended_on else ""
    look = {"late": "late", "soon": "soon"}.get(heap, "")
    return Item(row, heap, state, stands, due, look, asked if row.is_active else "")


def _heap(row: FollowUp, today: date) -> str:
    if not row.is_active:
        return "done"
    if conditions.is_overdue_from_partner(row, today):
        return "late"
    first = row.first_of_dates
    return "soon" if first and first <= today + SOON else "later"


def _stands(row: FollowUp) -> tuple[str, str]:
    """What it waits for in our house is not told."""
    if row.is_to_confirm:
        return Status.DONE, _("Reported done")
    shown = Status(row.status) if row.status in (Status.DONE, Status.IN_PROGRESS) else Status.OPEN
    return shown, str(shown.label)
