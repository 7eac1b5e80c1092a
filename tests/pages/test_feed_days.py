"""Until which day a calendar is told of what ended, and what each status is there."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.conftest import Enter
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation
from tracker.meetings.models import Meeting
from tracker.pages import calendar_feed
from tracker.pages.calendar_feed import feed
from tracker.pages.feed.due_dates import due_rows
from tracker.pages.meetings.feed import fed_meetings

pytestmark = pytest.mark.one_database
Make = Callable[..., FollowUp]
DAY, YEAR = timedelta(days=1), timedelta(days=366)


def entries(user: User, kind: str, **wishes: Any) -> list[Any]:
    return list(Calendar.from_ical(feed(user, everything=True, address="https://suivi.example", **wishes)).walk(kind))


def test_what_is_due_is_told_for_ninety_days_after_it_ended_or_was_removed(
    make_follow_up: Make, claire: User, noor: User, today: date
) -> None:
    due = today - 400 * DAY
    for days in (0, 89, 90, 91):
        ended, gone = (make_follow_up(f"{name} {days}", owner=claire.person, due_on=due) for name in ("Ended", "Gone"))
        ended.move_to("done", by=claire)
        gone.remove(by=claire)
        FollowUp.objects.filter(pk=ended.pk).update(ended_on=today - days * DAY)
        at = timezone.now() - days * DAY + timedelta(minutes=1)
        FollowUp.objects.filter(pk=gone.pk).update(removed_at=at)
    make_follow_up("Active", owner=claire.person, due_on=due)
    make_follow_up("Without a day", owner=claire.person)
    make_follow_up("Of others", owner=noor.person, due_on=due)
    make_follow_up("Of nobody", due_on=due)
    assert [row.title for row in due_rows(claire)] == [
        "Active", "Ended 0", "Ended 89", "Ended 90", "Gone 0", "Gone 89", "Gone 90",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "priority", "to_do", "event"),
    [
        ("open", None, ("NEEDS-ACTION", None, False), "CONFIRMED"),
        ("in_progress", 1, ("IN-PROCESS", 1, False), "CONFIRMED"),
        ("waiting", 2, ("NEEDS-ACTION", 3, False), "CONFIRMED"),
        ("done", 3, ("COMPLETED", 5, True), "CANCELLED"),
        ("declined", 4, ("CANCELLED", 9, False), "CANCELLED"),
        ("dropped", None, ("CANCELLED", None, False), "CANCELLED"),
        ("lapsed", None, ("CANCELLED", None, False), "CANCELLED"),
        ("removed", 2, ("CANCELLED", 3, False), "CANCELLED"),
        ("done and removed", 2, ("CANCELLED", 3, False), "CANCELLED"),
    ],
)
def test_every_status_is_one_that_calendars_know(
    status: str, priority: int | None, to_do: tuple[str, int | None, bool], event: str, make_follow_up: Make,
    claire: User, eu: Organisation, today: date,
) -> None:  # fmt: skip
    row = make_follow_up("Write", owner=claire.person, due_on=today, priority=priority, partner=eu)
    FollowUp.objects.filter(pk=row.pk).update(
        status="done" if "done" in status else "open" if status == "removed" else status,
        ended_on=None if status in ("open", "in_progress", "waiting", "removed") else today - DAY,
        removed_at=timezone.now() if "removed" in status else None,
    )
    row.refresh_from_db()
    [part], [day] = (entries(claire, kind, due_dates=due) for kind, due in (("VTODO", "to_dos"), ("VEVENT", "events")))
    found = (str(part["status"]), part.get("priority"), "completed" in part)
    assert (found, str(day["status"]), day["dtstart"].dt, day["dtend"].dt) == (to_do, event, today, today + DAY)
    if to_do[2]:
        assert part["completed"].dt == datetime.combine(today - DAY, time(12), UTC)
    said = f"{row.reference}\n{row.get_status_display()}\nEU"
    assert [(str(each["description"]), str(each["summary"])) for each in (part, day)] == [
        (said, "Write"), (said, "Due: Write"),
    ]  # fmt: skip


def test_an_event_is_told_for_a_year_after_it_was_held_and_ninety_days_after_it_was_called_off(
    enter: Enter, claire: User, noor: User, today: date
) -> None:
    now = timezone.now()

    def event(title: str, *, ends: timedelta = 10 * DAY, **values: Any) -> FollowUp:
        row = enter(40, today=today, title=title, speaker=claire.person).follow_up
        # Told by their titles, and in the order of their days.
        Invitation.objects.filter(follow_up=row).update(title=title, starts=now + ends - DAY, ends=now + ends)
        FollowUp.objects.filter(pk=row.pk).update(**values)
        return row

    minute = timedelta(minutes=1)
    event("A year ago", ends=minute - YEAR)
    event("Longer ago", ends=-minute - YEAR)
    for status in ("declined", "dropped", "lapsed", "done"):
        for days in (90, 91):
            event(f"{status} {days}", status=status, ended_on=today - days * DAY)
    event("Removed 90", removed_at=now - 90 * DAY + minute)
    event("Removed 91", removed_at=now - 90 * DAY - minute)
    assert [(str(each["summary"]), str(each["status"])) for each in entries(claire, "VEVENT")] == [
        ("A year ago", "TENTATIVE"), ("declined 90", "CANCELLED"), ("dropped 90", "CANCELLED"),
        ("lapsed 90", "CANCELLED"), ("done 90", "TENTATIVE"), ("done 91", "TENTATIVE"), ("Removed 90", "CANCELLED"),
    ]  # fmt: skip
    read = Calendar.from_ical(feed(noor, everything=False, address="https://suivi.example"))
    assert list(read.walk("VEVENT")) == []


def test_a_meeting_is_told_for_ninety_days_after_it_was_called_off_or_removed(
    claire: User, omar: User, today: date
) -> None:
    now, minute = timezone.now(), timedelta(minutes=1)
    within, before = now - 90 * DAY + minute, now - 90 * DAY - minute
    rows: dict[str, dict[str, Any]] = {
        "Held": {}, "Off 90": {"called_off_at": within}, "Off 91": {"called_off_at": before},
        "Gone 90": {"removed_at": within}, "Gone 91": {"removed_at": before},
        "A year ago": {"held_on": today - YEAR}, "Longer ago": {"held_on": today - YEAR - DAY},
        "Later": {"held_on": today + 9 * DAY}, "Off and gone": {"called_off_at": now, "removed_at": now},
    }  # fmt: skip
    for title, values in rows.items():
        made = Meeting.log(by=claire, title=title, held_on=today)
        Meeting.objects.filter(pk=made.pk).update(**values)
    told = ["A year ago", "Held", "Off 90", "Later", "Gone 90", "Off and gone"]
    for user, everything, titles in (
        (claire, True, told),
        (claire, False, told),
        (omar, True, told),
        (omar, False, []),
    ):
        assert [row.title for row in fed_meetings(user, everything=everything)] == titles


def test_a_zone_is_explained_once_for_the_years_around_all_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_feed, "time_zone", lambda *asked: asked)

    def years(*moments: tuple[str, int]) -> list[Any]:
        return [*calendar_feed._zones([datetime(year, 6, 1, tzinfo=ZoneInfo(zone)) for zone, year in moments])]

    brussels, york = "Europe/Brussels", "America/New_York"
    assert [
        years(), years(("UTC", 2026)), years((brussels, 2026)), years((brussels, 2026), ("UTC", 2030)),
        years((brussels, 2026), (york, 2030), (brussels, 2028)),
    ] == [
        [], [], [(brussels, 2025, 2027)], [(brussels, 2025, 2031)], [(york, 2025, 2031), (brussels, 2025, 2031)],
    ]  # fmt: skip
