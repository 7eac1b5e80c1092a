"""What a calendar is fed, whole: events, the days to reply by, meetings, and the days by which things are due.

As `test_drawn_mails`, on the same Monday; what is read stands in `drawn/feed.txt`, feed by feed.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from tests.conftest import facts
from tests.house.drawings import assert_drawn
from tests.house.test_drawn_mails import DAY, MOMENT, clock, log  # noqa: F401 (a fixture)
from tracker.accounts.calendar_link import Alarm, DueDates
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.history.models import Entry
from tracker.invitations.models import Invitation
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.pages.calendar_feed import feed

pytestmark = pytest.mark.one_database
TODAY = MOMENT.date()
# Another each time: by it a calendar knows an event.
UID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@pytest.fixture
def events(claire: User, amina: User, eu: Organisation, coordinator: Person) -> None:
    """Of whole days and of hours; answered, asked and called off; with and without a place, a link and a speaker."""

    def enter(matter: str, **values: Any) -> Invitation:
        row = log(matter, amina, kind="invitation", owner=claire.person, classification=values.pop("seen", "general"))
        return Invitation.enter(row, by=amina, on=TODAY - 30 * DAY, **values)

    def hours(day: int, first: int, last: int, zone: str = "Europe/Brussels") -> dict[str, Any]:
        on = datetime(2018, 9, day, tzinfo=UTC)
        return {"starts": on.replace(hour=first), "ends": on.replace(hour=last), "zone": zone, "title": f"Event {day}"}

    place = {"place": "Room 4, upstairs", "link": "https://eu.example/4"}
    enter("Accepted", **hours(10, 7, 9), **place, speaker=coordinator, organiser=eu, role="panellist").answer_with(
        "accepted", by=amina
    )
    enter("Asked", **hours(11, 4, 4, "Asia/Tokyo"), link="https://eu.example/5", reply_by=date(2018, 9, 6))
    declined = enter("Declined", **hours(12, 7, 9), organiser_name="The city", reply_by=date(2018, 9, 5))
    declined.answer_with("declined", by=amina, reason="Nobody is free.")
    enter("Whole days", **facts(date(2018, 9, 13), date(2018, 9, 14), title="Two days"))
    enter("Restricted", **hours(17, 7, 9), seen=RESTRICTED)
    enter("Removed", **hours(18, 7, 9)).follow_up.remove(by=amina)
    for title, on in (("Long ago", date(2017, 8, 1)), ("Last year", date(2017, 10, 2))):
        enter(title, **facts(on, title=title))


@pytest.fixture
def meetings(claire: User, noor: User, amina: User) -> None:
    both = [Participant(each.person) for each in (claire, noor)]
    by_hour: dict[str, Any] = {"starts_at": time(10), "zone": "Europe/Brussels", "place": "Room 5"}
    rows = {
        "By the hour": {"held_on": TODAY + DAY, **by_hour}, "Of a day": {"held_on": TODAY + 2 * DAY},
        "Of days": {"held_on": TODAY + 3 * DAY, "ends_on": TODAY + 5 * DAY}, "Removed": {"held_on": TODAY + 6 * DAY},
        "Called off": {"held_on": TODAY + 7 * DAY},
        "Hidden": {"held_on": TODAY + 8 * DAY, "classification": RESTRICTED},
        "A year ago": {"held_on": TODAY - 366 * DAY}, "Longer ago": {"held_on": TODAY - 367 * DAY},
    }  # fmt: skip
    made = {title: Meeting.log(by=amina, title=title, participants=both, **row) for title, row in rows.items()}
    Meeting.log(by=amina, title="Of others", held_on=TODAY + DAY)
    made["Removed"].remove(by=amina)
    made["Called off"].call_off(by=amina, why="Nobody comes.")


@pytest.fixture
def due(claire: User, amina: User, eu: Organisation) -> None:
    own: dict[str, Any] = {"by": amina, "owner": claire.person}
    log("Late", due=-1, partner=eu, priority=1, **own)
    log("Begun", due=4, priority=4, **own).move_to("in_progress", by=amina)
    log("Without a day", **own)
    log("Of amina", amina, due=4, owner=amina.person)
    log("Hidden", due=5, priority=2, classification=RESTRICTED, **own)
    for status in ("done", "dropped"):
        log(f"Ended: {status}", due=6, **own).move_to(status, by=amina, reason="So.")
    log("Removed", due=7, **own).remove(by=amina)


def fed(user: User, alarm: str, due_dates: str, *, everything: bool = False) -> list[str]:
    # Entries take the hour of the real clock.
    Entry.objects.update(at=MOMENT - timedelta(hours=1))
    read = feed(User.objects.get(pk=user.pk), everything=everything, address="https://suivi.example", alarm=alarm,
                due_dates=due_dates).decode()  # fmt: skip
    lines = UID.sub("UID", read.replace("\r\n ", "")).splitlines()
    # What is said of time zones stands in what calendars are mailed.
    zone = [number for number, line in enumerate(lines) if "VTIMEZONE" in line]
    return [line for number, line in enumerate(lines) if not zone or not zone[0] < number < zone[-1]]


@pytest.mark.usefixtures("events", "meetings", "due")
def test_what_a_calendar_is_fed(claire: User, noor: User, amina: User) -> None:
    User.objects.filter(pk=noor.pk).update(language="fr")
    assert_drawn(
        "feed",
        {
            "claire, an hour before, with to-dos": fed(claire, Alarm.HOUR_BEFORE, DueDates.TO_DOS),
            "claire, in the morning, with days": fed(claire, Alarm.MORNING, DueDates.EVENTS),
            "noor in French, a day before": fed(noor, Alarm.DAY_BEFORE, DueDates.EVENTS),
            "amina of all, without": fed(amina, Alarm.NONE, DueDates.TO_DOS, everything=True),
        },
    )
