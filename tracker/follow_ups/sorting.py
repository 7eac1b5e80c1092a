"""How the follow-ups list may be sorted: by each heading, forwards and backwards."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.kit.ordering import Order

# Of what sorts alike the soonest comes first.
SOONEST = ("due_order",)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column there may be: it is sorted `by`, `then` and `unless_none` as an Order says.

    `needs` is what it reads besides what every row does.
    """

    label: str | Promise
    by: str
    needs: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    unless_none: str = ""


COLUMNS: dict[str, Heading] = {
    "reference": Heading(_("Ref"), "id"),
    "title": Heading(_("Follow-up"), "title"),
    "partner": Heading(_("Partner"), "partner__name", (), SOONEST, "partner"),
    "owner": Heading(_("Owner"), "owner__name", (), SOONEST, "owner"),
    "due": Heading(_("Due"), "due_order"),
    "status": Heading(_("Status"), "status", (), SOONEST),
    "updated": Heading(_("Updated"), "updated_at"),
    "unit": Heading(_("Unit"), "unit__name", ("unit__name", "unit__short_name"), SOONEST, "unit"),
    "kind": Heading(_("Kind"), "kind", (), SOONEST),
    "strength": Heading(_("Strength"), "strength", ("strength",), SOONEST),
    "owed_by": Heading(_("Owed by"), "owed_by", ("owed_by",), SOONEST),
    "meeting": Heading(_("Meeting"), "meeting__title", (), SOONEST, "meeting"),
    "waiting_on": Heading(
        _("Waiting on"), "waiting_on__name", ("waiting_on__name", "waiting_on__short_name"), SOONEST, "waiting_on"
    ),
    "first_due": Heading(_("First due date"), "first_due_on", ("first_due_on",), (), "first_due_on"),
    "ended": Heading(_("Ended"), "ended_on", ("ended_on",), SOONEST, "ended_on"),
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
    column = COLUMNS[name]
    return Order(sort, column.by, descending, column.then, column.unless_none)


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
