"""Which moves of a due date are slips, and the heaps that a report counts by."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from tracker.accounts.models import User
from tracker.follow_ups.conditions import LateFor
from tracker.follow_ups.due_date_slips import slips
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.undo import undo
from tracker.kit.periods import Period, year_of
from tracker.meetings.models import Meeting

Make = Callable[..., FollowUp]
FIRST = date(2030, 5, 1)


def on(day: date) -> Period:
    return Period(day, day)


@pytest.mark.parametrize(
    ("moves", "number"),
    [
        ([], 0),
        ([FIRST + timedelta(days=1)], 1),
        ([FIRST - timedelta(days=1)], 0),
        ([None], 0),
        ([None, FIRST + timedelta(days=9)], 0),
        ([FIRST + timedelta(days=5), FIRST + timedelta(days=9), FIRST + timedelta(days=2)], 2),
    ],
)
def test_a_slip_moves_a_day_to_a_later_one(
    make_follow_up: Make, claire: User, today: date, moves: list[date | None], number: int
) -> None:
    follow_up = make_follow_up(due_on=FIRST)
    for day in moves:
        follow_up.set_due(day, by=claire, reason="They asked.")
    assert slips(on(today)).count() == number
    assert FollowUp.objects.slipped_within(on(today)).count() == min(number, 1)
    assert slips(on(today - timedelta(days=1))).count() == 0


def test_a_form_that_moves_the_date_slips_it_too(make_follow_up: Make, claire: User, today: date) -> None:
    make_follow_up(due_on=FIRST).edit(by=claire, due_on=FIRST + timedelta(days=3), title="Another")
    assert slips(on(today)).count() == 1


def test_what_was_taken_back_never_slipped(make_follow_up: Make, claire: User, today: date) -> None:
    follow_up = make_follow_up(due_on=FIRST)
    later = follow_up.set_due(FIRST + timedelta(days=3), by=claire)
    assert later
    undo(follow_up, later, by=claire)
    earlier = follow_up.set_due(FIRST - timedelta(days=3), by=claire, reason="Sooner.")
    assert earlier
    undo(follow_up, earlier, by=claire)
    assert list(slips(on(today))) == []


@pytest.mark.parametrize(
    ("days", "stands"),
    [
        (0, None), (1, LateFor.WEEK), (7, LateFor.WEEK), (8, LateFor.MONTH), (30, LateFor.MONTH),
        (31, LateFor.QUARTER), (90, LateFor.QUARTER), (91, LateFor.LONGER), (4000, LateFor.LONGER),
    ],
)  # fmt: skip
def test_what_is_late_is_late_for_one_time_only(
    make_follow_up: Make, today: date, days: int, stands: LateFor | None
) -> None:
    make_follow_up(due_on=today - timedelta(days=days))
    found = [how_long for how_long in LateFor if FollowUp.objects.late_for(how_long, today).exists()]
    assert found == ([stands] if stands else [])


@pytest.mark.parametrize(
    ("first", "now", "status", "stands"),
    [
        (0, 0, "done", "on time"),
        (1, 1, "done", "on time"),
        (-1, -1, "done", "after"),
        # However far it moved: what counts is what was promised first.
        (-1, 9, "done", "after"),
        (None, None, "done", ""),
        (-1, -1, "dropped", ""),
        (1, 1, "open", ""),
    ],
)
def test_on_time_is_by_the_first_due_date(
    make_follow_up: Make, claire: User, today: date, first: int | None, now: int | None, status: str, stands: str
) -> None:
    follow_up = make_follow_up(due_on=None if first is None else today + timedelta(days=first))
    follow_up.set_due(None if now is None else today + timedelta(days=now), by=claire)
    if status != Status.OPEN:
        follow_up.move_to(status, by=claire, reason="So.")
    heaps = {"on time": FollowUp.objects.on_time(), "after": FollowUp.objects.after_time()}
    assert [name for name, rows in heaps.items() if rows.exists()] == ([stands] if stands else [])


def test_it_was_logged_for_its_meeting_or_when_it_was_logged(
    make_follow_up: Make, visit: Meeting, today: date, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_year = datetime.combine(date(2017, 1, 1), time(0, 30))
    of_meeting = make_follow_up("Of the visit", meeting=visit)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: timezone.make_aware(new_year))
        alone = make_follow_up("Alone")
    alone.note("Later", by=claire)
    found = {
        str(period): list(FollowUp.objects.logged_within(period))
        for period in (on(visit.held_on), on(date(2017, 1, 1)), on(date(2016, 12, 31)), on(today))
    }
    assert list(found.values()) == [[of_meeting], [alone], [], []]
    assert FollowUp.objects.logged_within(year_of(visit.held_on)).count() == 1


@pytest.mark.parametrize(("days", "is_quiet"), [(30, False), (31, True)])
def test_quiet_is_what_is_active_and_untouched_for_longer(
    make_follow_up: Make, claire: User, today: date, days: int, is_quiet: bool
) -> None:
    make_follow_up("Ended").move_to("done", by=claire)
    follow_up = make_follow_up()
    noon = timezone.make_aware(datetime.combine(today - timedelta(days=days), time(12)))
    FollowUp.objects.update(updated_at=noon)
    assert list(FollowUp.objects.quiet(30, today)) == ([follow_up] if is_quiet else [])
