"""How the follow-ups list may be sorted: each heading, by a key that is never null."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.models.dates import or_never
from tracker.kit.paging import Order

LAST = Value("\U0010ffff", CharField())


@dataclass(frozen=True, slots=True)
class Heading:
    """A column there may be: `by` sorts it, `needs` is what it reads besides what every row does."""

    label: str | Promise
    by: str | Combinable
    needs: tuple[str, ...] = ()


COLUMNS: dict[str, Heading] = {
    "reference": Heading(_("Ref"), "id"),
    "title": Heading(_("Follow-up"), "title"),
    "partner": Heading(_("Partner"), Coalesce("partner__name", LAST)),
    "owner": Heading(_("Owner"), Coalesce("owner__name", LAST)),
    "due": Heading(_("Due"), "due_order"),
    "status": Heading(_("Status"), "status"),
    "updated": Heading(_("Updated"), "updated_at"),
    "unit": Heading(_("Unit"), Coalesce("unit__name", LAST), ("unit__name", "unit__short_name")),
    "kind": Heading(_("Kind"), "kind"),
    "strength": Heading(_("Strength"), "strength", ("strength",)),
    "owed_by": Heading(_("Owed by"), "owed_by", ("owed_by",)),
    "meeting": Heading(_("Meeting"), Coalesce("meeting__title", LAST)),
    "waiting_on": Heading(
        _("Waiting on"), Coalesce("waiting_on__name", LAST), ("waiting_on__name", "waiting_on__short_name")
    ),
    "first_due": Heading(_("First due date"), or_never("first_due_on"), ("first_due_on",)),
    "ended": Heading(_("Ended"), or_never("ended_on"), ("ended_on",)),
}
# Those shown as long as nobody asks for others.
SHOWN = ("reference", "title", "partner", "owner", "due", "status", "updated")
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
    return Order(sort, COLUMNS[name].by, descending)


def shown_of(words: str) -> tuple[str, ...]:
    """The columns that ?columns= names, in its order, the title among them; without any, the usual ones."""
    named = tuple(dict.fromkeys(name for name in words.split(",") if name in COLUMNS))
    return (named if "title" in named else ("title", *named)) if named else SHOWN


def needed_by(shown: Iterable[str]) -> tuple[str, ...]:
    return tuple(need for name in shown for need in COLUMNS[name].needs)


def columns(order: Order, shown: tuple[str, ...] = SHOWN) -> list[Column]:
    now = order.key.removeprefix("-")
    return [
        Column(
            name,
            COLUMNS[name].label,
            f"-{name}" if name == now and not order.descending else name,
            ("descending" if order.descending else "ascending") if name == now else "",
        )
        for name in shown
    ]
