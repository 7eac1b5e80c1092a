"""On which heap of a desk lies what fits two of them, in which order, and what a row there knows of how it came."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest

from tracker.accounts.models import User
from tracker.follow_ups import desk_heaps
from tracker.follow_ups.desk_heaps import Heap, lying, on_heap, rows_on_desk
from tracker.follow_ups.models import FollowUp, Snooze

Make = Callable[..., FollowUp]
LONG_AGO = datetime(2018, 1, 1, tzinfo=UTC)


def ways(today: date) -> dict[str, dict[str, Any]]:
    """What lies on a heap by itself: columns, and by whom it was logged."""
    return {
        "passed": {"event_on": today - timedelta(days=3)},
        "late": {"due_on": today - timedelta(days=2)},
        "week": {"due_on": today},
        "new": {"is_new": True},
        "quiet": {"updated_at": LONG_AGO},
        "owed": {"owed_by": "partner"},
        "waiting": {"status": "waiting"},
        "pending": {"status": "pending_resources"},
        "later": {"due_on": today + timedelta(days=40)},
        "snoozed": {"snoozed": 3},
    }


# What stands in the way of the first of the two: late and due this week is what is ours to move, and has one day;
# quiet is what is ours to move and has none.
OTHERWISE = {
    "passed quiet": "passed", "late week": "week", "late owed": "owed", "late waiting": "waiting",
    "late pending": "pending", "late later": "later", "week owed": "owed", "week waiting": "waiting",
    "week pending": "pending", "week later": "later", "late quiet": "late", "week quiet": "week",
    "quiet owed": "owed", "quiet waiting": "waiting", "quiet pending": "pending", "quiet later": "later",
    "waiting pending": "pending",
}  # fmt: skip


def test_what_fits_two_heaps_lies_on_the_first(make_follow_up: Make, claire: User, amina: User, today: date) -> None:
    each, expected = ways(today), {}
    for one, other in (*((name, name) for name in each), *combinations(each, 2)):
        values: dict[str, Any] = each[one] | each[other]
        name = one if one == other else f"{one} {other}"
        by = amina if values.pop("is_new", False) else claire
        days = values.pop("snoozed", 0)
        row = make_follow_up(name, by=by, owner=claire.person)
        FollowUp.objects.filter(pk=row.pk).update(**values)
        if days:
            Snooze.keep_off(row, by=claire, until=today + timedelta(days=days))
        expected[name] = "snoozed" if days else OTHERWISE.get(name, one)
    make_follow_up("undated", owner=claire.person)
    rows = FollowUp.objects.order_by("pk")
    found = {str(row): heap.value for heap in Heap for row in on_heap(heap, rows, claire, today)}
    assert found == expected | {"undated": "undated"}
    # Each lies on one, and on nobody else's desk.
    assert sum(on_heap(heap, rows, claire, today).count() for heap in Heap) == len(found)
    assert [on_heap(heap, rows, amina, today).count() for heap in Heap] == [0] * len(Heap)


def test_each_heap_lies_by_the_day_on_which_its_rows_are_looked_at(
    make_follow_up: Make, claire: User, omar: User, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An event by its own day, what waits for us by the day to ask, what sleeps by that on which it is back."""

    def row(title: str, **values: Any) -> FollowUp:
        made = make_follow_up(title, owner=claire.person)
        days = {name: today + timedelta(days=values.pop(name)) for name in [*values] if name.endswith("_on")}
        until = values.pop("until", 0)
        FollowUp.objects.filter(pk=made.pk).update(**values, **days)
        if until:
            Snooze.keep_off(made, by=claire, until=today + timedelta(days=until))
            Snooze.keep_off(made, by=omar, until=today + timedelta(days=90 - until))
        return made

    row("passed 2", event_on=-3, due_on=-20)
    row("passed 1", event_on=-9, due_on=40)
    row("late 2", due_on=-2)
    row("late 3", due_on=-2)
    row("late 1", reply_due_on=-5, due_on=9)
    row("waits 2", status="waiting", review_on=5, due_on=1)
    row("waits 1", status="waiting", review_on=2, due_on=9)
    row("owed 2", status="waiting", owed_by="partner", review_on=1, due_on=9)
    row("owed 1", status="waiting", owed_by="partner", review_on=9, due_on=1)
    row("owed 3", owed_by="partner")
    row("undated 2")
    row("undated 1")
    row("pending 2", status="pending_resources")
    row("pending 3", status="pending_resources")
    row("pending 1", status="pending_resources", due_on=8)
    row("quiet 2", updated_at=LONG_AGO)
    row("quiet 1", updated_at=LONG_AGO + timedelta(days=1))
    row("asleep 3", until=9, due_on=1)
    row("asleep 1", until=2, due_on=9)
    row("asleep 2", until=3, due_on=-9)
    # Woken by the day that has come.
    row("woken", until=0, due_on=50)
    Snooze.keep_off(FollowUp.objects.get(title="woken"), by=claire, until=today)
    found = lying(claire, today)
    titles = dict(FollowUp.objects.values_list("pk", "title"))
    assert {heap: [(titles[key], owed_by) for key, owed_by in rows] for heap, rows in found.items()} == {
        "passed": [("passed 1", "us"), ("passed 2", "us")],
        "late": [("late 1", "us"), ("late 2", "us"), ("late 3", "us")],
        "waiting": [("waits 1", "us"), ("waits 2", "us")],
        "owed": [("owed 1", "partner"), ("owed 2", "partner"), ("owed 3", "partner")],
        "undated": [("undated 1", "us"), ("undated 2", "us")],
        "pending": [("pending 1", "us"), ("pending 2", "us"), ("pending 3", "us")],
        "quiet": [("quiet 1", "us"), ("quiet 2", "us")],
        "snoozed": [("asleep 1", "us"), ("asleep 2", "us"), ("asleep 3", "us")],
        "later": [("woken", "us")],
    }
    monkeypatch.setattr(desk_heaps, "MOST_COUNTED", 3)
    # One more than is counted, so that it is known that there are more.
    assert sum(map(len, lying(claire, today).values())) == 4
    keys = [key for rows in found.values() for key, _owed_by in rows]
    back = {row.title: row.back_on for row in rows_on_desk(keys, claire, today).values() if row.back_on}
    assert back == {f"asleep {number}": today + timedelta(days=days) for number, days in ((1, 2), (2, 3), (3, 9))}


def test_a_row_knows_the_entry_by_which_it_came_and_nothing_of_what_is_no_news(
    make_follow_up: Make, claire: User, omar: User, amina: User, today: date
) -> None:
    own = make_follow_up("own", by=omar, owner=omar.person)
    logged = make_follow_up("logged", by=claire, owner=omar.person)
    given = make_follow_up("given", by=claire)
    given.give_to(omar.person, by=amina)
    given.note("They called.", by=claire)
    # Edited by others, and given to and fro: the last entry that says whose it is counts.
    edited = make_follow_up("edited", by=omar, owner=omar.person)
    edited.edit(by=claire, title="edited", detail="In full.")
    taken = make_follow_up("taken", by=claire, owner=omar.person)
    taken.give_to(None, by=omar)
    taken.give_to(omar.person, by=omar)
    lost = make_follow_up("lost", by=claire, owner=omar.person)
    lost.give_to(claire.person, by=amina)
    rows = rows_on_desk([row.pk for row in (own, logged, given, edited, taken)], omar, today)
    came = {row.title: row.came and (row.came.verb, row.came.by.name) for row in rows.values()}
    assert came == {"own": None, "logged": ("added", "Claire Dubois"), "given": ("given", "Amina Rahman"),
                    "edited": None, "taken": None}  # fmt: skip
    entry = given.history.get(verb="given")
    for since, is_new in ((entry.at - timedelta(seconds=1), True), (entry.at, False)):
        omar.new_since = since
        assert (rows_on_desk([given.pk], omar, today)[given.pk].came is not None) is is_new
        assert on_heap(Heap.NEW, FollowUp.objects.filter(pk=given.pk), omar, today).exists() is is_new
