"""What the calendar's owner chose: its reminders, and the days by which their own follow-ups are due."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from tests.conftest import CANARY, Enter
from tests.downloaded_files import read_calendar
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.pages.calendar_feed import feed
from tracker.pages.feed.alarms import before

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
HOUSE = "https://suivi.example"
AT_TEN = datetime(2027, 5, 12, 10, tzinfo=ZoneInfo("Europe/Brussels"))
AT_SEVEN = AT_TEN.replace(hour=7)
CHOOSE = "/account/calendar-link/choose/"


def parts(user: User, kind: str, **wishes: str) -> list[Any]:
    read = Calendar.from_ical(feed(user, everything=True, address=HOUSE, **wishes))  # type: ignore[arg-type]
    assert [str(part.errors) for part in read.walk() if part.errors] == []
    return list(read.walk(kind))


@pytest.fixture
def due(make_follow_up: Make, claire: User, today: date) -> FollowUp:
    return make_follow_up(title="Send the manual", owner=claire.person, due_on=today + timedelta(days=5), priority=2)


@pytest.mark.parametrize(
    ("alarm", "of_the_day", "at_ten", "at_seven"),
    [
        ("morning", timedelta(hours=8), timedelta(hours=-2), timedelta(hours=-1)),
        ("day_before", timedelta(hours=-16), timedelta(days=-1), timedelta(days=-1)),
        ("hour_before", timedelta(hours=8), timedelta(hours=-1), timedelta(hours=-1)),
    ],
)
def test_a_reminder_comes_when_it_was_chosen(
    alarm: str, of_the_day: timedelta, at_ten: timedelta, at_seven: timedelta
) -> None:
    assert [before(when, alarm) for when in (AT_TEN.date(), AT_TEN, AT_SEVEN)] == [of_the_day, at_ten, at_seven]


def test_every_event_that_takes_place_reminds_once_its_owner_wants_it(enter: Enter, claire: User, today: date) -> None:
    enter(40, today=today, reply_by=today + timedelta(days=10))
    meeting = Meeting.log(by=claire, title="Retreat", held_on=today)
    assert parts(claire, "VALARM") == []
    told = [(str(each["action"]), str(each["description"])) for each in parts(claire, "VALARM", alarm="morning")]
    names = ["Workshop on Iraqi heritage", "Reply: Workshop on Iraqi heritage", "Retreat"]
    assert told == [("DISPLAY", name) for name in names]
    meeting.call_off(by=claire, why="Nobody is there.")
    assert len(parts(claire, "VALARM", alarm="morning")) == 2


def test_another_reader_finds_the_reminder_and_the_to_do(due: FollowUp, claire: User) -> None:
    read = read_calendar(feed(claire, everything=False, address=HOUSE, alarm="day_before", due_dates="to_dos"))
    to_do = read.vtodo
    assert (to_do.summary.value, to_do.due.value, to_do.status.value) == ("Send the manual", due.due_on, "NEEDS-ACTION")
    assert (to_do.valarm.trigger.value, to_do.valarm.trigger.params) == (timedelta(hours=-16), {"RELATED": ["END"]})


def test_due_dates_stand_in_the_calendar_only_on_request(due: FollowUp, claire: User) -> None:
    assert [parts(claire, kind) for kind in ("VTODO", "VEVENT")] == [[], []]


def test_a_due_date_is_a_to_do_with_its_day_and_its_priority(due: FollowUp, claire: User) -> None:
    [to_do] = parts(claire, "VTODO", due_dates="to_dos")
    assert (to_do["due"].dt, to_do["priority"], to_do["sequence"]) == (due.due_on, 3, due.version)
    assert (str(to_do["uid"]), str(to_do["url"])) == (
        f"follow-up-{due.pk}@suivi.example",
        f"{HOUSE}{due.get_absolute_url()}",
    )
    assert str(to_do["description"]).splitlines()[:2] == [due.reference, "Open"]


def test_a_due_date_is_an_event_that_keeps_nobody_busy(due: FollowUp, claire: User) -> None:
    [event] = parts(claire, "VEVENT", due_dates="events")
    assert (str(event["summary"]), event["dtstart"].dt, str(event["transp"])) == (
        "Due: Send the manual",
        due.due_on,
        "TRANSPARENT",
    )


@pytest.mark.parametrize(
    ("status", "to_do", "event"),
    [("in_progress", "IN-PROCESS", "CONFIRMED"), ("done", "COMPLETED", "CANCELLED"), ("dropped", *["CANCELLED"] * 2)],
)
def test_a_to_do_stands_as_its_follow_up_does(status: str, to_do: str, event: str, due: FollowUp, claire: User) -> None:
    due.move_to(status, by=claire, reason="So.")
    [found] = parts(claire, "VTODO", due_dates="to_dos")
    [day] = parts(claire, "VEVENT", due_dates="events")
    assert (str(found["status"]), "completed" in found, str(day["status"])) == (to_do, status == "done", event)


def test_what_is_done_leaves_after_some_time(due: FollowUp, claire: User) -> None:
    due.move_to("done", by=claire)
    FollowUp.objects.update(ended_on=timezone.localdate() - timedelta(days=91))
    assert parts(claire, "VTODO", due_dates="to_dos") == []


def test_what_is_removed_is_cancelled(due: FollowUp, claire: User) -> None:
    due.remove(by=claire)
    assert [str(each["status"]) for each in parts(claire, "VTODO", due_dates="to_dos")] == ["CANCELLED"]


def test_a_to_do_is_its_owners_alone_and_goes_with_it(due: FollowUp, claire: User, noor: User) -> None:
    assert parts(noor, "VTODO", due_dates="to_dos") == []
    due.edit(by=claire, owner=noor.person)
    assert [len(parts(user, "VTODO", due_dates="to_dos")) for user in (claire, noor)] == [0, 1]


def test_nothing_restricted_becomes_a_to_do_of_somebody_who_does_not_see_it(
    secret: FollowUp, claire: User, today: date
) -> None:
    secret.edit(by=claire, owner=claire.person, due_on=today)
    [to_do] = parts(claire, "VTODO", due_dates="to_dos")
    assert (CANARY in str(to_do["summary"]), str(to_do["class"])) == (True, "PRIVATE")


@pytest.mark.parametrize("rows", [1, 3])
def test_to_dos_ask_as_often_however_many_there_are(
    rows: int, make_follow_up: Make, claire: User, today: date, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        make_follow_up(title=f"Manual {number}", owner=claire.person, due_on=today)
    user = User.objects.select_related("person").get(pk=claire.pk)
    with django_assert_num_queries(17):
        feed(user, everything=False, address=HOUSE, alarm="morning", due_dates="to_dos")


def test_the_link_gives_what_its_owner_chose(due: FollowUp, claire: User, sign_in: SignIn) -> None:
    path = f"/calendar/feed/{CalendarLink.make(claire)}.ics"
    sign_in(claire).post(CHOOSE, {"alarm": "morning", "due_dates": "to_dos"})
    read = Calendar.from_ical(Client().get(path).content)
    assert [len(read.walk(kind)) for kind in ("VTODO", "VALARM", "VEVENT")] == [1, 1, 0]


def test_a_new_link_keeps_what_was_chosen(claire: User, sign_in: SignIn) -> None:
    CalendarLink.make(claire)
    client = sign_in(claire)
    page = client.post(CHOOSE, {"alarm": "day_before", "due_dates": "events"}, follow=True).text
    assert "Saved. Your calendar program shows it when it asks next." in page
    CalendarLink.make(claire)
    assert CalendarLink.objects.values_list("alarm", "due_dates").get() == ("day_before", "events")
    assert '<option value="day_before" selected>' in client.get("/account/preferences/").text


def test_what_cannot_be_chosen_gets_a_sentence(claire: User, sign_in: SignIn) -> None:
    CalendarLink.make(claire)
    page = sign_in(claire).post(CHOOSE, {"alarm": "never", "due_dates": "events"})
    assert (page.status_code, "never is not one of the available choices" in page.text) == (422, True)


def test_without_a_link_there_is_nothing_to_choose(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    assert [client.get(CHOOSE).status_code, "calendar-link-choose" in client.get("/account/preferences/").text] == [
        404,
        False,
    ]
