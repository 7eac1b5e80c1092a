"""The heaps on a desk: whatever is mine and active lies on exactly one, and each opens the same rows as a list."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from tracker.accounts.models import User
from tracker.follow_ups.conditions import OURS
from tracker.follow_ups.desk_heaps import Heap, on_heap
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.follow_ups.statuses import ACTIVE, NEVER, OURS_TO_MOVE, Status
from tracker.history.models import Entry
from tracker.pages.desk import MOST_LINES, sections

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
MONDAY = date(2018, 5, 28)
SEEN = datetime(2018, 5, 27, tzinfo=UTC)


def heaps(user: User, day: date) -> dict[str, list[FollowUp]]:
    return {section.name.value: section.rows for section in sections(user, day)}


def counts(user: User, day: date) -> dict[str, int]:
    return {section.name.value: section.count.number for section in sections(user, day)}


@pytest.fixture
def every(claire: User, amina: User, today: date) -> None:
    """Of Claire: each status, owed by either, due whenever, awake or not, new or not, with an event to come or over."""
    claire.mark_seen(SEEN)
    claire.refresh_from_db()
    days = [None, *(today + timedelta(days=days) for days in (-9, 0, 6 - today.weekday(), 7 - today.weekday(), 40))]
    ways = [*product(Status, ("us", "partner"), days, (None, -3, 9), (None, 0, 2), (False, True))]
    rows = [
        FollowUp(
            reference=f"F-{number}", title=f"{status} {owed_by} {day} {event} {snoozed} {is_new}", status=status,
            ended_on=None if status in ACTIVE else today, owed_by=owed_by, due_on=day, owner=claire.person,
            event_on=None if event is None else today + timedelta(days=event), recorder=amina,
        )
        for number, (status, owed_by, day, event, snoozed, is_new) in enumerate(ways)
    ]  # fmt: skip
    made = FollowUp.objects.bulk_create(rows)
    # Of some without a date that are not new nobody has said anything since.
    FollowUp.objects.filter(due_on=None, title__endswith="None False").update(updated_at=SEEN)
    kind = ContentType.objects.get_for_model(FollowUp)
    pairs = [*zip(made, ways, strict=True)]
    Entry.objects.bulk_create(
        Entry(at=SEEN + timedelta(days=way[-1]), by=amina, content_type=kind, object_id=row.pk, verb="added", version=1)
        for row, way in pairs
    )
    Snooze.objects.bulk_create(
        Snooze(user=claire, follow_up=row, until=today + timedelta(days=way[-2])) for row, way in pairs if way[-2]
    )


def test_whatever_is_mine_lies_on_one_heap_and_every_heap_opens_just_its_rows(
    every: None, claire: User, sign_in: SignIn, today: date
) -> None:
    client = sign_in(claire)
    pages = {heap.value: client.get(f"/follow-ups/?desk={heap}") for heap in Heap}
    found = counts(claire, today)
    assert {name: page.context["count"].number for name, page in pages.items()} == found
    assert sum(found.values()) == FollowUp.objects.filter(owner=claire.person).active().count()
    asked = {heap: FollowUpFilter({"desk": heap}, FollowUp.objects.visible_to(claire), user=claire) for heap in Heap}
    opened = {heap.value: {row.pk for row in found.qs} for heap, found in asked.items()}
    assert [name for name, rows in heaps(claire, today).items() if not {row.pk for row in rows} <= opened[name]] == []


def test_what_comes_later_is_ours_to_move_and_due_after_this_week(every: None, claire: User, today: date) -> None:
    """It is what no other heap took: nothing else may be left."""
    later = on_heap(Heap.LATER, FollowUp.objects.all(), claire, today)
    sunday = today + timedelta(days=6 - today.weekday())
    meant = later.filter(OURS, status__in=OURS_TO_MOVE, due_order__gt=sunday, due_order__lt=NEVER)
    assert (later.count(), meant.count()) == (later.count(), later.count())
    assert later.exists() is True


def test_what_belongs_on_several_heaps_lies_on_the_first(make_follow_up: Make, claire: User, today: date) -> None:
    """What is snoozed stays away whatever else it is; an event that is over goes before a day that has come."""
    days = {"passed": {"event_on": today - timedelta(days=3)}, "late": {"due_on": today - timedelta(days=2)},
            "week": {"due_on": today}, "undated": {}}  # fmt: skip
    both = {"passed, late": days["passed"] | days["late"], "passed, week": days["passed"] | days["week"]}
    for name, values in (days | both).items():
        make_follow_up(name, owner=claire.person, **values)
        snoozed = make_follow_up(f"{name}, snoozed", owner=claire.person, **values)
        Snooze.objects.create(user=claire, follow_up=snoozed, until=today + timedelta(days=2))
    found: dict[str, list[str]] = {}
    for heap in Heap:
        rows = on_heap(heap, FollowUp.objects.order_by("pk"), claire, today)
        found |= {heap.value: titles} if (titles := [row.title for row in rows]) else {}
    assert found == {
        "passed": ["passed", "passed, late", "passed, week"], "late": ["late"], "week": ["week"],
        "undated": ["undated"], "snoozed": [f"{name}, snoozed" for name in days | both],
    }  # fmt: skip


def test_a_long_heap_shows_its_first_rows_and_counts_all(make_follow_up: Make, claire: User) -> None:
    for number in range(9):
        make_follow_up(f"Number {number}", owner=claire.person)
        make_follow_up(f"Later {number}", owner=claire.person, due_on=MONDAY + timedelta(days=90 - number))
    undated, later = sections(claire, MONDAY)
    assert (undated.count.number, len(undated.rows), undated.more) == (9, MOST_LINES, True)
    assert (later.count.number, [row.title for row in later.rows]) == (9, ["Later 8", "Later 7", "Later 6"])


# New for me


def test_what_another_gave_me_is_new_until_i_saw_it(
    make_follow_up: Make, claire: User, omar: User, amina: User
) -> None:
    mine = make_follow_up("Mine", owner=claire.person)
    assert heaps(claire, MONDAY) == {"undated": [mine]}
    mine.give_to(omar.person, by=claire)
    assert heaps(omar, MONDAY) == {"new": [mine]}
    omar.mark_seen(timezone.now())
    omar.refresh_from_db()
    assert heaps(omar, MONDAY) == {"undated": [mine]}
    mine.give_to(claire.person, by=amina)
    [section] = sections(claire, MONDAY)
    assert (section.name, section.rows[0].came.by) == (Heap.NEW, amina)


def test_what_another_logged_for_me_is_new_and_what_i_logged_or_took_is_not(
    make_follow_up: Make, claire: User, omar: User
) -> None:
    logged = make_follow_up("Logged for Omar", by=claire, owner=omar.person)
    taken = make_follow_up("Taken by Omar", by=claire)
    taken.give_to(omar.person, by=omar)
    own = make_follow_up("Logged by Omar", by=omar, owner=omar.person)
    own.note("Now?", by=claire)
    assert heaps(omar, MONDAY) == {"new": [logged], "undated": [own, taken]}


def test_what_is_new_and_late_lies_with_the_late_and_says_from_whom(
    make_follow_up: Make, claire: User, omar: User, sign_in: SignIn, today: date
) -> None:
    make_follow_up("Late", owner=omar.person, due_on=today - timedelta(days=2))
    [section] = sections(omar, today)
    assert (section.name, section.rows[0].came.by) == (Heap.LATE, claire)
    assert "new, from Claire Dubois on" in sign_in(omar).get("/").text


def test_who_owns_it_no_more_has_nothing_new(make_follow_up: Make, claire: User, omar: User, amina: User) -> None:
    given = make_follow_up("Given", owner=omar.person)
    given.give_to(claire.person, by=amina)
    assert [heaps(user, MONDAY) for user in (omar, claire)] == [{}, {"new": [given]}]


# Visits


def test_a_visit_is_written_once_and_what_came_during_the_last_one_is_new(claire: User) -> None:
    nine = datetime(2018, 5, 28, 9, tzinfo=UTC)
    for hours, opened, since in ((0, 0, None), (1, 0, None), (8, 8, 0), (9, 8, 0), (30, 30, 8)):
        claire.open_desk(nine + timedelta(hours=hours))
        claire.refresh_from_db()
        said = None if since is None else nine + timedelta(hours=since)
        assert (claire.desk_opened_at, claire.new_since) == (nine + timedelta(hours=opened), said)


def test_two_tabs_begin_one_visit(claire: User) -> None:
    first, second = (User.objects.get(pk=claire.pk) for _tab in range(2))
    at = datetime(2018, 5, 28, 9, tzinfo=UTC)
    first.open_desk(at)
    second.open_desk(at + timedelta(seconds=1))
    assert (first.new_since, second.new_since) == (None, None)
    claire.refresh_from_db()
    assert (claire.desk_opened_at, claire.new_since) == (at, None)


def test_an_older_page_takes_back_nothing_that_was_seen(claire: User) -> None:
    later, earlier = datetime(2018, 5, 28, 9, tzinfo=UTC), datetime(2018, 5, 28, 8, tzinfo=UTC)
    claire.mark_seen(later)
    claire.mark_seen(earlier)
    claire.refresh_from_db()
    assert (claire.new_since, claire.desk_opened_at) == (later, later)


def test_what_changed_on_a_heap_of_ones_desk_stays_ones_own(
    make_follow_up: Make, claire: User, omar: User, sign_in: SignIn, today: date
) -> None:
    """Whatever heap it lies on by now, or none."""
    for owner in (claire, omar):
        make_follow_up(owner.name, owner=owner.person).move_to("done", by=claire)
    told = sign_in(claire).get("/follow-ups/since/", {"desk": "late", "since": today}).context["told"]
    assert [changed.follow_up.title for changed in (*told.new, *told.ended, *told.moved)] == ["Claire Dubois"]
