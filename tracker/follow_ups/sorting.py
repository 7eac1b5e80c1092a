"""How the follow-ups list may be sorted: each heading, by a key that is never null."""

from dataclasses import dataclass

from django.db.models import CharField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.kit.paging import Order

LAST = Value("\U0010ffff", CharField())
COLUMNS: dict[str, tuple[str | Promise, str | Combinable]] = {
    "reference": (_("Ref"), "id"),
    "title": (_("Follow-up"), "title"),
    "partner": (_("Partner"), Coalesce("partner__name", LAST)),
    "owner": (_("Owner"), Coalesce("owner__name", LAST)),
    "due": (_("Due"), "due_order"),
    "status": (_("Status"), "status"),
    "updated": (_("Updated"), "updated_at"),
}
DEFAULT = "due"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading: `sort` is what a click on it asks for; `direction` is set where the list is sorted by it now."""

    name: str
    label: str | Promise
    sort: str
    direction: str


def order_of(sort: str) -> Order:
    """The order that ?sort= names: a column, with a minus for descending; anything else is the default."""
    descending, name = sort.startswith("-"), sort.removeprefix("-")
    if name not in COLUMNS:
        return Order(DEFAULT, "due_order")
    return Order(sort, COLUMNS[name][1], descending)


def columns(order: Order) -> list[Column]:
    now = order.key.removeprefix("-")
    return [
        Column(
            name,
            label,
            f"-{name}" if name == now and not order.descending else name,
            ("descending" if order.descending else "ascending") if name == now else "",
        )
        for name, (label, _by) in COLUMNS.items()
    ]
