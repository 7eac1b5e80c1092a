"""The list of people: what it is asked for, in which order; and as a sheet."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.request import Request
from tracker.directory.field_register import LISTED, PEOPLE
from tracker.directory.models import Person, PersonQuerySet
from tracker.directory.people.filters import PersonFilter
from tracker.directory.people.posts_held import with_posts, with_sorted_columns
from tracker.exports.sheets.list_sheet import rows_of, sheet_of_list
from tracker.exports.sheets.sheet import Sheet
from tracker.exports.sheets.sheet_columns import cells_of, heads_of
from tracker.lists.keyset_ordering import Order
from tracker.lists.sorting import order_of

BY_NAME = Order("name", "folded")


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """`everybody` are all whom this person may see."""

    everybody: PersonQuerySet
    filtered: PersonFilter
    order: Order
    today: date

    @classmethod
    def of(cls, request: Request) -> Self:
        user, today = request.user, timezone.localdate()
        everybody = with_sorted_columns(Person.objects.visible_to(user), user, today)
        filtered = PersonFilter(request.GET, everybody, user=user, today=today)
        return cls(everybody, filtered, order_of(request.GET.get("sort", ""), LISTED, BY_NAME), today)


def sheet_for(request: Request) -> Sheet | None:
    asked = PeopleQuery.of(request)
    rows = with_posts(asked.filtered.qs, request.user, asked.today)
    return sheet_of_list(
        request,
        asked.filtered,
        name="people",
        title=_("People"),
        sorted_by=(PEOPLE[asked.order.key.removeprefix("-")].label, asked.order),
        columns=heads_of(PEOPLE),
        rows=rows_of(rows, asked.order, cells_of(PEOPLE)),
    )
