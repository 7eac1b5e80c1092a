"""The edges of days: what compares days holds of the day before, the day itself and the day after."""

import ast
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from icalendar import Calendar

from tracker.accounts.models import User
from tracker.activities.forms import LogActivityForm
from tracker.activities.models import Activity
from tracker.background.models import Beat, Slot
from tracker.background.periodic_work import RETENTION, forget
from tracker.directory.left import has_left, leavers
from tracker.directory.models import Appointment, Organisation, Person
from tracker.exports.models import Export
from tracker.follow_ups import conditions
from tracker.follow_ups.action_forms import HandOverForm, SnoozeForm
from tracker.follow_ups.due_in_words import is_time_to_ask
from tracker.follow_ups.list.changes_since import changes_since
from tracker.follow_ups.models import BulkChange, FollowUp, SavedView, Snooze, of_events
from tracker.imports.models import Import
from tracker.imports.prepare_import import upload
from tracker.imports.table_reader import Table
from tracker.imports.tasks import forget_imports
from tracker.invitations.models import Invitation
from tracker.invitations.next_steps import next_steps
from tracker.kit.dates.calendar_spans import Span
from tracker.kit.periods import Period
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.meetings.next_meeting import next_meeting
from tracker.pages import calendar_feed, calendar_month, desk
from tracker.pledges.forms import PledgeForm
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate
from tracker.reports import send_mail
from tracker.reports.models import Delivery, Mailing

Make = Callable[..., Any]
# A Monday in the middle of nothing.
DAY = date(2018, 5, 28)
DAYS = (-400, -91, -90, -89, -31, -30, -29, -8, -7, -1, 0, 1, 2, 6, 7, 8, 90, 183, 184, 185, 400)
BEFORE = {number for number in DAYS if number < 0}


def on(number: int, day: date = DAY) -> date:
    return day + timedelta(days=number)


def noon(number: int, day: date = DAY) -> datetime:
    return datetime.combine(on(number, day), time(12), UTC)


def numbers(rows: QuerySet[Any], column: str, day: date = DAY) -> set[int]:
    """How many days from `day` these rows lie by that column."""
    found: Iterable[Any] = rows.order_by().values_list(column, flat=True)
    return {((each.date() if isinstance(each, datetime) else each) - day).days for each in found}


@pytest.fixture(scope="module")
def rows(make_follow_up: Make, claire: User) -> Make:
    """The follow-ups of a name, made once: one for each of the days, of which they hold `column`."""
    for number in DAYS:
        make_follow_up("due", due_on=on(number))
        keys = {name: make_follow_up(name).pk for name in ("event", "ended", "quiet")}
        done = {"status": "done", "first_due_on": DAY, "ended_on": on(number)}
        FollowUp.objects.filter(pk=keys["event"]).update(event_on=on(number))
        FollowUp.objects.filter(pk=keys["ended"]).update(**done)
        FollowUp.objects.filter(pk=keys["quiet"]).update(updated_at=noon(number))
    return lambda name: FollowUp.objects.filter(title=name)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (conditions.late(DAY), BEFORE),
        (conditions.overdue_from_partner(DAY), set()),
        (conditions.late_for("7", DAY), {-7, -1}),
        (conditions.late_for("30", DAY), {-30, -29, -8}),
        (conditions.late_for("90", DAY), {-90, -89, -31}),
        (conditions.late_for("more", DAY), {-400, -91}),
        (conditions.due_this_week(DAY), {0, 1, 2, 6}),
        (conditions.due_this_week(on(6)), {6}),
        (conditions.due_this_week(on(7)), {7, 8}),
    ],
)
def test_a_due_date_falls_into_its_heap(condition: Q, expected: set[int], rows: Make) -> None:
    assert numbers(rows("due").filter(condition), "due_on") == expected


def test_a_row_is_late_as_the_heap_says(rows: Make) -> None:
    late = {(row.due_on - DAY).days for row in rows("due") if conditions.is_late(row, DAY)}
    assert late == BEFORE


def test_what_the_partner_owes_is_overdue_from_the_day_after(rows: Make) -> None:
    rows("due").update(owed_by="partner")
    found = rows("due").overdue_from_partner(DAY)
    rows_say = {(row.due_on - DAY).days for row in rows("due") if conditions.is_overdue_from_partner(row, DAY)}
    assert (numbers(found, "due_on"), rows_say) == (BEFORE, BEFORE)
    assert rows("due").filter(conditions.late(DAY)).count() == 0


@pytest.mark.parametrize(
    ("condition", "expected"),
    [(conditions.passed(DAY), BEFORE), (conditions.late(DAY), set()), (conditions.UNDATED, set())],
)
def test_an_event_has_passed_from_the_day_after(condition: Q, expected: set[int], rows: Make) -> None:
    assert numbers(rows("event").filter(condition), "event_on") == expected


def test_what_has_neither_date_is_undated(rows: Make) -> None:
    """One date of any kind is enough: the due date, the day to reply by, the event."""
    FollowUp.objects.filter(pk=rows("quiet")[0].pk).update(reply_due_on=DAY)
    assert {*FollowUp.objects.filter(conditions.UNDATED).values_list("title", flat=True)} & {"due", "event"} == set()
    assert rows("quiet").filter(conditions.UNDATED).count() == len(DAYS) - 1


PERIOD = Period(DAY, on(7))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (conditions.ON_TIME, {*BEFORE, 0}),
        (conditions.AFTER_TIME, {*DAYS} - BEFORE - {0}),
        (conditions.ended_within(PERIOD), {0, 1, 2, 6, 7}),
        (conditions.done_within(PERIOD), {0, 1, 2, 6, 7}),
    ],
)
def test_what_ended_counts_from_its_first_day_to_its_last(condition: Q, expected: set[int], rows: Make) -> None:
    assert numbers(rows("ended").filter(condition), "ended_on") == expected


@pytest.mark.parametrize(("days", "expected"), [(30, {-400, -91, -90, -89, -31}), (7, BEFORE - {-7, -1})])
def test_quiet_is_what_nobody_touched_for_more_than_so_many_days(days: int, expected: set[int], rows: Make) -> None:
    assert numbers(rows("quiet").filter(conditions.quiet(days, DAY)), "updated_at") == expected


def test_what_changed_since_a_day_counts_the_day_itself(rows: Make, claire: User) -> None:
    for row in rows("quiet"):
        row.history.update(at=row.updated_at)
    told = changes_since(rows("quiet"), DAY, claire)
    new = rows("quiet").filter(pk__in=[each.follow_up.pk for each in told.new])
    assert numbers(new, "updated_at") == {*DAYS} - BEFORE


def test_what_was_logged_or_slipped_counts_from_the_first_day_to_the_last(
    make_follow_up: Make, claire: User, rows: Make
) -> None:
    for number in (-1, 0, 7, 8):
        meeting = Meeting.log(by=claire, title="Talks", held_on=on(number))
        make_follow_up(f"held {number}", meeting=meeting)
        moved = make_follow_up(f"logged {number}", due_on=DAY)
        entry = moved.set_due(on(1), by=claire)
        assert entry
        moved.history.update(at=noon(number))
        FollowUp.objects.filter(pk=moved.pk).update(entered_on=on(number))
    logged, slipped = FollowUp.objects.logged_within(PERIOD), FollowUp.objects.slipped_within(PERIOD)
    assert {row.title for row in logged} == {"held 0", "held 7", "logged 0", "logged 7"}
    assert {row.title for row in slipped} == {"logged 0", "logged 7"}


# Where the day of a moment is read as it stands, and why it is the right one; elsewhere `localdate` reads it.
ITS_OWN_DAY = {
    "exports/sheets/sheet.py: value.date()": "A moment comes into a sheet by the clock of the house.",
    "follow_ups/list/row_marks.py: value.date()": "Of a form's day, by no clock.",
    "follow_ups/list/draw_row.py: updated.date()": "Read by the clock of the house, a line before.",
    "history/wording/words_of_entry.py: there.date()": "Read by the clock of the place, a line before.",
    "imports/reading/days_in_cells.py: at.astimezone(zone).date()": "By the clock of the house, which is given.",
    "imports/reading/days_in_cells.py: found.date()": "Of what was typed, in no time zone.",
    "imports/spreadsheet.py: cell.date()": "A cell stands in no time zone.",
    "invitations/event_times.py: before_the_end.astimezone(ZoneInfo(zone)).date()": "By the clock of the event.",
    "invitations/event_times.py: starts.astimezone(ZoneInfo(zone)).date()": "By the clock of the event.",
    "kit/date_parser.py: found.date()": "Of what was typed, in no time zone.",
    "notifications/digests.py: now.astimezone(wishes.clock).date()": "By the clock of whoever is told.",
    "pages/feed/alarms.py: when.date()": "By the clock of the event.",
    "meetings/series/rule.py: datetime.strptime(until, '%Y%m%d').date()": "Of what a rule says, in no time zone.",
    "meetings/series/rule.py: moment.date()": "A rule gives days, in no time zone.",
    "reports/lines/durations.py: moved.astimezone(here).date()": "By the clock of the house, read once for thousands.",
}


def test_the_day_of_a_moment_is_that_of_the_house() -> None:
    tracker = Path(__file__).resolve().parents[2] / "tracker"
    files = {path.relative_to(tracker).as_posix(): text for path in tracker.rglob("*.py")
             if ".date()" in (text := path.read_text())}  # fmt: skip
    called = [
        (name, node)
        for name, text in files.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"
    ]
    assert {f"{name}: {ast.unparse(node)}" for name, node in called if not node.args} == {*ITS_OWN_DAY}


# Days that the rows themselves compare with today.


def by_today(made: Callable[[date], Any], says: Callable[[Any], bool], days: Iterable[int] = (-1, 0, 1)) -> set[int]:
    return {number for number in days if says(made(on(number, timezone.localdate())))}


def test_a_pledge_ages_on_its_ninetieth_day(make_pledge: Make, today: date) -> None:
    for number in (-91, -90, -89):
        make_pledge(5, made_on=on(number, today))
    assert numbers(Pledge.objects.ageing(today), "made_on", today) == {-91, -90}
    assert {(row.made_on - today).days for row in Pledge.objects.all() if row.is_ageing(today)} == {-91, -90}


def test_a_mandate_is_in_force_on_its_last_day(db: None) -> None:
    for number in DAYS:
        Mandate.add(by=None, title=str(number), kind="agreement", valid_until=on(number))
    ahead = {*DAYS} - BEFORE
    soon = {number for number in ahead if number <= 184}
    found = Mandate.objects
    assert numbers(found.in_force(DAY), "valid_until") == ahead
    assert numbers(found.no_longer_in_force(DAY), "valid_until") == BEFORE
    # Six months from 28 May end on 28 November, which is 184 days later.
    assert numbers(found.ending_soon(DAY), "valid_until") == soon
    assert {(row.valid_until - DAY).days for row in found.all() if row.is_in_force(DAY)} == ahead
    assert by_today(lambda day: Mandate(valid_until=day), lambda row: row.ends_soon) == {0, 1}


def test_a_post_is_held_from_its_first_day_to_its_last(unit: Organisation, coordinator: Person) -> None:
    for number in (-1, 0, 1):
        Appointment.objects.create(person=coordinator, organisation=unit, title="since", since=on(number))
        Appointment.objects.create(person=coordinator, organisation=unit, title="until", until=on(number))
    held = coordinator.appointments.held_on(DAY)
    assert numbers(held.filter(title="since"), "since") == {-1, 0}
    assert numbers(held.filter(title="until"), "until") == {0, 1}
    not_ended = coordinator.appointments.not_ended(DAY)
    assert (numbers(not_ended.filter(title="until"), "until"), not_ended.filter(title="since").count()) == ({0, 1}, 3)
    assert by_today(lambda day: Appointment(until=day), lambda post: post.is_over) == {-1}


def test_somebody_has_left_from_the_day_after(eu: Organisation, claire: User) -> None:
    people = {number: Person.add(by=claire, name=f"Until {number}") for number in (-1, 0, 1)}
    for number, person in people.items():
        Appointment.objects.create(person=person, organisation=eu, title="Envoy", until=on(number))
        # One that is over beside it changes nothing.
        Appointment.objects.create(person=person, organisation=eu, title="Clerk", until=on(-30))
    among = Person.objects.filter(pk__in=[person.pk for person in people.values()])
    assert [*leavers(among, DAY)] == [people[-1]]
    assert [number for number, person in people.items() if has_left(person, DAY)] == [-1]


def test_a_rate_holds_from_its_day(claire: User) -> None:
    for number in (-1, 0, 1):
        Rate.add(by=claire, currency="CHF", day=on(number), rate=Decimal(number + 5), source="ECB")
    assert [Rate.objects.quoted_on(on(number))["CHF"].rate for number in (-1, 0, 1)] == [4, 5, 6]


def test_the_next_meeting_is_after_the_day(claire: User) -> None:
    for number in (0, 1, 2):
        Meeting.log(by=claire, title="Board", held_on=on(number))
    assert next_meeting(claire, lambda: None)("Board", DAY) == Span(on(1), on(1))


@pytest.mark.parametrize("most", [of_events.MOST_LOOKED_UP, 0])
def test_an_event_lies_in_the_days_that_it_touches(
    most: int, make_follow_up: Make, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_events, "MOST_LOOKED_UP", most)
    midnight, day = datetime.combine(DAY, time(), ZoneInfo("Europe/Brussels")), timedelta(days=1)
    for title, starts, ends in (
        ("eve", midnight - day, midnight), ("first", midnight, midnight + day),
        ("after", midnight + day, midnight + 2 * day),
    ):  # fmt: skip
        row = make_follow_up(title, kind="invitation")
        Invitation.enter(row, by=claire, title=title, starts=starts, ends=ends, zone="Europe/Brussels")
    of_these = FollowUp.objects.filter(title__in=["eve", "first", "after"])
    assert {row.title for row in of_these.with_event_from(DAY)} == {"first", "after"}
    assert {row.title for row in of_these.with_event_until(DAY)} == {"eve", "first"}


def test_a_meeting_is_to_come_on_its_day(claire: User) -> None:
    for number in (-1, 0, 1):
        Meeting.log(by=claire, title="Talks", held_on=on(number))
    assert numbers(Meeting.objects.upcoming(DAY).filter(title="Talks", held_on__lt=on(9)), "held_on") == {0, 1}
    assert by_today(lambda day: Meeting(held_on=day), lambda meeting: meeting.is_upcoming) == {0, 1}


def test_an_activity_lies_in_a_period_that_it_touches(claire: User) -> None:
    for number in (-1, 0, 7, 8):
        Activity.log(by=claire, title=f"ends {number}", starts_on=on(-30), ends_on=on(number), mandates=[])
        Activity.log(by=claire, title=f"starts {number}", starts_on=on(number), ends_on=on(30), mandates=[])
    found = {row.title for row in Activity.objects.within(PERIOD)}
    assert found == {"ends 0", "ends 7", "ends 8", "starts -1", "starts 0", "starts 7"}


def test_what_one_waits_for_is_asked_again_on_its_day(db: None) -> None:
    asks = partial(is_time_to_ask, today=timezone.localdate())
    assert by_today(lambda day: FollowUp(review_on=day), asks) == {-1, 0}


def test_a_snoozed_follow_up_is_back_on_its_day(make_follow_up: Make, claire: User) -> None:
    for number in (-1, 0, 1):
        Snooze.keep_off(make_follow_up("snoozed", due_on=on(number)), by=claire, until=on(number))
    found = FollowUp.objects.filter(title="snoozed")
    assert numbers(found.snoozed_by(claire, DAY), "due_on") == {1}


def test_a_step_is_late_from_the_day_after_and_on_the_desk_a_week_before(
    things: dict[str, Any], claire: User, today: date
) -> None:
    event = Invitation.objects.get()
    event.steps.all().delete()
    for number in (-1, 0, 7, 8):
        event.steps.create(title=str(number), days=number, due_on=on(number, today), owner=claire.person)
    assert {step.title for step in event.steps.all() if step.is_late(today)} == {"-1"}
    assert {step.title for step in next_steps(claire, today, 8)} == {"-1", "0", "7"}


def test_lately_goes_back_to_the_first_moment_of_its_first_day(
    make_follow_up: Make, claire: User, noor: User, today: date
) -> None:
    first, _after = Period(today - desk.LATELY, today).moments
    for name, moment in {"before": first - timedelta(seconds=1), "on": first}.items():
        entry = make_follow_up(name).note("Seen", by=noor)
        type(entry).objects.filter(pk=entry.pk).update(at=moment)
    assert [str(deed.follow_up) for deed in desk.lately(claire, today)] == ["on"]


def refused(form: Any, field: str) -> list[str]:
    form.is_valid()
    return list(form.errors.get(field, ()))


def test_days_to_come_and_days_gone_are_told_apart_in_forms(things: dict[str, Any], claire: User, today: date) -> None:
    def told(make: Callable[[QueryDict], Any], field: str) -> list[list[str]]:
        typed = [QueryDict(f"{field}={on(number, today).isoformat()}") for number in (-1, 0, 1)]
        return [refused(make(each), field) for each in typed]

    come, ahead = ["Choose a day to come."], ["This day is still to come."]
    assert told(SnoozeForm, "until") == [come, come, []]
    handed = told(lambda data: HandOverForm(data, person=claire.person, user=claire), "on")
    assert handed == [[], [], ["This day is still to come. Hand over when it is there."]]
    assert told(lambda data: LogActivityForm(data, user=claire), "when") == [
        [], [], ["An activity is work done. Log it once it has begun."]
    ]  # fmt: skip
    assert told(lambda data: PledgeForm(data, kind="money", user=claire, initial={}), "made_on") == [[], [], ahead]


def test_a_calendar_shows_what_touches_its_weeks(claire: User) -> None:
    first, last = date(2018, 4, 30), date(2018, 6, 3)
    edges = {"eve": first - timedelta(1), "first": first, "last": last, "after": last + timedelta(1)}
    for title, day in edges.items():
        Meeting.log(by=claire, title=title, held_on=day)
    Meeting.log(by=claire, title="gone", held_on=first - timedelta(3), ends_on=first - timedelta(1))
    Meeting.log(by=claire, title="goes on", held_on=first - timedelta(3), ends_on=first)
    shown = calendar_month.Month(date(2018, 5, 1), claire, mine=False, shows_house=True)
    found = {day: {item.title for item in shown.by_day[day]} & {*edges, "gone", "goes on"} for day in (first, last)}
    assert found == {first: {"first", "goes on"}, last: {"last"}}
    assert {item.title for items in shown.by_day.values() for item in items} & {"eve", "after", "gone"} == set()


# What is let go of after a while: a minute too old, and a minute younger.
MINUTE = timedelta(minutes=1)


def aged(rows: Any, column: str, limit: timedelta) -> list[int]:
    """Two of these rows, the first a minute older than the limit, the second a minute younger."""
    keys = [row.pk for row in rows]
    for key, moment in zip(keys, (-MINUTE, MINUTE), strict=True):
        type(rows[0])._base_manager.filter(pk=key).update(**{column: timezone.now() - limit + moment})
    return keys


def test_drafts_of_a_change_of_many_are_forgotten_after_a_day(claire: User) -> None:
    drafts, begun = ([BulkChange.choose([], by=claire) for _each in "12"] for _twice in "12")
    old, young = aged(drafts, "made_at", timedelta(days=1))
    kept = [*aged(begun, "made_at", timedelta(days=1)), young]
    BulkChange.objects.filter(pk__in=[each.pk for each in begun]).update(started_at=timezone.now())
    BulkChange.forget_old(timezone.now())
    assert {row.pk for row in BulkChange.objects.filter(pk__gte=old)} == {*kept}


def test_a_table_that_nobody_confirmed_is_forgotten_after_thirty_days(claire: User) -> None:
    sources = [upload("a.csv", Table([["Title"], ["A"]]), by=claire) for _each in "1234"]
    aged(sources[:2], "at", timedelta(days=30))
    confirmed = aged(sources[2:], "at", timedelta(days=30))
    Import.objects.filter(pk__in=confirmed).update(confirmed_at=timezone.now())
    forget_imports.call()
    assert {row.pk for row in Import.objects.filter(name="a.csv")} == {source.pk for source in sources[1:]}


def test_a_file_is_past_after_a_day(claire: User) -> None:
    asked = {"make": "m", "form": "csv", "language": "en", "title": "T", "page": "desk", "rows": 1}
    exports = [Export.ask(by=claire, query=query, **asked) for query in "12"]
    old, _young = aged(exports, "at", timedelta(days=1))
    assert [row.pk for row in Export.objects.past(timezone.now()).filter(by=claire)] == [old]


def test_the_queue_forgets_after_thirty_days_and_workers_after_one(db: None) -> None:
    aged([Slot.objects.create(name=name, starts=timezone.now()) for name in ("old", "young")], "starts", RETENTION)
    aged([Beat.objects.create(worker=name, at=timezone.now()) for name in ("old", "young")], "at", timedelta(days=1))
    forget.call()
    assert ([row.name for row in Slot.objects.all()], [row.worker for row in Beat.objects.all()]) == (
        ["young"], ["young"]
    )  # fmt: skip


def test_a_mail_is_worth_sending_for_two_days_and_cut_off_after_half_an_hour(claire: User, unit: Organisation) -> None:
    view = SavedView.save_as("Mine", by=claire, query="")
    mailing = Mailing.add(by=claire, made_by=claire, name="M", view=view, addresses="")
    Mailing.objects.filter(pk=mailing.pk).update(since=timezone.now())
    now = timezone.now()

    def mails(status: str, **values: Any) -> list[Delivery]:
        kinds = [{name: moment + each for name, moment in values.items()} for each in (-MINUTE, MINUTE)]
        return [
            Delivery.objects.create(**{"mailing": mailing, "slot": now, "address": f"{status}{each}@a.eu",
                                       "status": status, **kind})
            for each, kind in enumerate(kinds)
        ]  # fmt: skip

    waiting = mails("waiting", slot=now - timedelta(days=2))
    begun = mails("begun", at=now - timedelta(minutes=30))
    send_mail.due(now)
    found = dict(Delivery.objects.filter(mailing=mailing).values_list("pk", "status"))
    assert [found[row.pk] for row in (*waiting, *begun)] == ["not_sent", "waiting", "waiting", "begun"]


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"status": "declined", "ended_on": -91}, set()),
        ({"status": "declined", "ended_on": -90}, {"Workshop", "Reply: Workshop"}),
        ({"answered_on": -91}, {"Workshop"}),
        ({"answered_on": -90}, {"Workshop", "Reply: Workshop"}),
        ({"ends": -367}, set()),
        ({"ends": -365}, {"Workshop", "Reply: Workshop"}),
        ({"removed_at": -91}, set()),
        ({"removed_at": -89}, {"Workshop", "Reply: Workshop"}),
    ],
)
def test_a_calendar_program_is_told_for_so_long(
    change: dict[str, Any], shown: set[str], things: dict[str, Any], claire: User, today: date
) -> None:
    event = Invitation.objects.get()
    days = {name: on(each, today) if isinstance(each, int) else each for name, each in change.items()}
    moments = {name: noon(each, today) for name, each in change.items() if name in ("ends", "removed_at")}
    values = {"reply_by": today, **days, **moments}
    of_event = {name: value for name, value in values.items() if name in ("reply_by", "answered_on", "ends")}
    starts = {"starts": of_event["ends"]} if "ends" in of_event else {}
    Invitation.objects.filter(pk=event.pk).update(**of_event, **starts)
    rest = {name: value for name, value in values.items() if name not in of_event}
    FollowUp.objects.filter(pk=event.follow_up_id).update(**{"owner": claire.person, **rest})
    # Of meetings test_meetings_in_feed.py tells.
    Meeting.objects.update(held_on=date(2010, 1, 1), ends_on=None)
    calendar = Calendar.from_ical(calendar_feed.feed(claire, everything=False, address="https://suivi.example"))
    assert {str(each["summary"]) for each in calendar.walk("VEVENT")} == shown


def test_days_are_counted_from_a_day_and_never_from_a_moment() -> None:
    """A moment 90 days ago is on another day whenever the clock was put back since: for an hour of each night."""
    source = Path(calendar_feed.__file__).parents[1]
    counted = re.compile(r"localdate\([^)]*\s[-+]\s")
    assert [path.name for path in source.rglob("*.py") if counted.search(path.read_text())] == []
