"""The list by every column: everything once, in order, forwards and backwards, page by page."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from tests.kept_cast import kept
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.field_register import LISTED
from tracker.follow_ups.list.sorting import order_of
from tracker.follow_ups.models import FollowUp
from tracker.lists.keyset_ordering import in_order
from tracker.lists.paging import Page, read_page
from tracker.meetings.models import Meeting

Make = Callable[..., FollowUp]
SORTED = [name for name, shown in LISTED.items() if shown.by]
SORTS = [*SORTED, *(f"-{name}" for name in SORTED)]
LAST = "\U0010ffff"


@kept
def house(make_follow_up: Make, claire: User, europol: Organisation, unit: Organisation, today: date) -> list[FollowUp]:
    """Rows that differ in one column each and are alike in the others; people, partners and meetings with one name."""
    twins = [Person.objects.create(name="Ada Abebe") for _twin in range(2)]
    places = [Organisation.objects.create(name="Ministry of Ports") for _twin in range(2)]
    talks = [Meeting.objects.create(title="Talks", held_on=today, recorder=claire) for _twin in range(2)]
    number = count()

    def each(name: str, *values: Any) -> list[FollowUp]:
        return [make_follow_up(f"Number {next(number) // 2}", **{name: value}) for value in values]

    made = [
        *each("owner", claire.person, *twins, twins[0], None),
        *each("partner", europol, *places, places[1], None),
        *each("unit", unit, unit.parent, None),
        *each("meeting", *talks, None, talks[0]),
        *each("kind", "document", "training", "document"),
        *each("strength", "offered", "exploratory", "agreed"),
        *each("priority", 3, 1, 4, None, 2, 1),
        *each("owed_by", "partner", "us"),
        *each("due_on", today, today - timedelta(days=1), today, None),
    ]
    FollowUp.objects.filter(pk__in=[row.pk for row in made[::5]]).update(first_due_on=today)
    FollowUp.objects.filter(pk__in=[row.pk for row in made[1::4]]).update(first_due_on=today - timedelta(days=9))
    made[3].move_to("waiting", by=claire, waiting_on=europol, review_on=today)
    made[4].move_to("waiting", by=claire, waiting_on=places[0], review_on=today)
    for row in made[7::4]:
        row.move_to("done", by=claire)
    return made


def place_of(row: FollowUp, name: str) -> tuple[Any, ...]:
    """Where the row stands, said in Python."""
    column = LISTED[name]
    value: Any = row
    for step in column.by.split("__"):
        value = getattr(value, step, None)
    related = getattr(row, f"{column.unless_none}_id", None) if "__" in column.by else None
    then = [getattr(row, each) for each in column.then]
    return (value is None, *([] if value is None else [value]), *([] if related is None else [related]), *then, row.pk)


def walk(sort: str, size: int) -> list[Page[FollowUp]]:
    pages = [read_page(FollowUp.objects.all(), order_of(sort), None, size)]
    while (cursor := pages[-1].next) and len(pages) < 50:
        pages.append(read_page(FollowUp.objects.all(), order_of(sort), cursor, size))
    return pages


@pytest.mark.parametrize("sort", SORTS)
def test_every_row_is_shown_once_and_in_order(house: list[FollowUp], sort: str) -> None:
    rows = FollowUp.objects.with_names()
    name = sort.removeprefix("-")
    expected = [row.pk for row in sorted(rows, key=lambda row: place_of(row, name), reverse=name != sort)]
    assert [row.pk for row in in_order(FollowUp.objects.all(), order_of(sort))] == expected
    # One by one, each two that stand side by side are told apart; turned round, it is the way back.
    for size in (1, 60) if name == sort else (7,):
        pages = walk(sort, size)
        assert [row.pk for page in pages for row in page.rows] == expected
        back = [pages[-1]]
        while cursor := back[-1].previous:
            back.append(read_page(FollowUp.objects.all(), order_of(sort), cursor, size))
        assert [[row.pk for row in page.rows] for page in reversed(back)] == [
            [row.pk for row in page.rows] for page in pages
        ]
