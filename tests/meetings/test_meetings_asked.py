"""What meetings are asked for, each question with all of its days, orders and people."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting, Series
from tracker.meetings.models.series_traces import traces_of_series
from tracker.meetings.participant_values import Participant
from tracker.meetings.series.follow import follow
from tracker.meetings.series.next_meetings import with_next
from tracker.meetings.series.usual_of_meeting import usual_of_meeting
from tracker.meetings.series.usual_participant_values import Usual, holders_on, invited_on
from tracker.meetings.time_zone_field import offer_zones, read_zone
from tracker.records.models import Record

DAY, WEEK = timedelta(days=1), timedelta(days=7)
Make = Callable[..., FollowUp]


@pytest.fixture
def held(claire: User, coordinator: Person, eu: Organisation) -> Callable[..., Meeting]:
    def made(
        title: str, day: int, organisation: Organisation | None = eu, person: Person = coordinator, **values: Any
    ) -> Meeting:
        there = [Participant(person, organisation)]
        return Meeting.log(by=claire, title=title, held_on=date(2018, 5, day), participants=there, **values)

    return made


def titles(rows: Any) -> list[str]:
    return [row.title for row in rows]


def test_those_beside_one_are_with_its_partners_and_stand_in_their_order(
    held: Callable[..., Meeting], europol: Organisation, wco: Organisation, claire: User
) -> None:
    """Of one day the one that was logged first comes first; what was called off was not held before."""
    rows = [held(title, day) for title, day in (("A", 1), ("B", 2), ("C", 2), ("D", 2), ("E", 3))]
    held("Of a part", 2, europol)
    held("Of ours", 2, wco, claire.person)
    held("Of nobody", 2, None)
    here = rows[2]
    every = Meeting.objects.akin_to(here, None)
    asked = (every.earlier_than(here), every.later_than(here), Meeting.objects.before(here))
    assert [titles(each) for each in asked] == [["B", "A"], ["D", "E"], ["D", "B", "A"]]
    rows[1].call_off(by=claire, why="Strike")
    assert [titles(Meeting.objects.before(here)), titles(Meeting.objects.in_place().akin_to(here, None))] == [
        ["D", "A"], ["E", "D", "A"],
    ]  # fmt: skip


def test_one_goes_on_with_a_meeting_where_everybody_of_it_comes(
    held: Callable[..., Meeting], eu: Organisation, europol: Organisation, wco: Organisation, claire: User
) -> None:
    both = held("Both", 1)
    both.participations.create(person=claire.person, organisation=europol)
    more = held("More", 2)
    for number, each in enumerate((europol, wco)):
        more.participations.create(person=Person.add(by=None, name=f"Envoy {number}"), organisation=each)
    held("One of them", 3)
    ours, same, other = (held(title, 4, wco, claire.person) for title in ("Ours", "OURS", "Others"))
    assert [titles(Meeting.objects.together_with(each)) for each in (both, more, ours)] == [
        ["More", "Both"], ["More", "Both"], ["OURS", "Ours"],
    ]  # fmt: skip
    assert (same.title, other.title) == ("OURS", "Others")


def test_mine_come_first_and_of_these_the_soonest(
    held: Callable[..., Meeting], noor: User, omar: User, unit: Organisation, wco: Organisation, eu: Organisation
) -> None:
    today = date(2018, 5, 20)
    Appointment.objects.create(person=noor.person, organisation=unit, title="Officer", until=today)
    held("Of others", 21)
    held("With me", 24, None, noor.person)
    held("For my unit", 23, unit, omar.person)
    held("For all of us", 22, wco, omar.person)
    Meeting.objects.filter(title="Of others").update(recorder=omar)
    Meeting.log(by=noor, title="Recorded", held_on=date(2018, 5, 25))

    def told(day: date) -> list[tuple[str, bool]]:
        return [(row.title, row.is_mine) for row in Meeting.objects.upcoming(today).mine_first(noor, day)]

    assert told(today) == [
        ("For my unit", True), ("With me", True), ("Recorded", True), ("Of others", False), ("For all of us", False),
    ]  # fmt: skip
    assert told(today + DAY)[:2] == [("With me", True), ("Recorded", True)]


def test_its_words_are_its_title_and_place_and_its_label_ends_with_its_day(held: Callable[..., Meeting]) -> None:
    held("Talks on seals", 1, place="Lyon")
    held("Talks on seals", 2, place="Nice")
    asked = (
        "talks",
        "talks lyon",
        "seals (2018-05-02)",
        "talks (2018-05-03)",
        "talks (2018-02-30)",
        "nice (2018-05-01)",
        "paris",
    )
    assert [[row.held_on.day for row in Meeting.objects.find(each)] for each in asked] == [
        [2, 1], [1], [2], [], [], [], [],
    ]  # fmt: skip
    row = Meeting.objects.find("lyon")[0]
    assert (row.label, row.with_day, str(row)) == (
        "Talks on seals (2018-05-01)", "Talks on seals, 1 May 2018", "Talks on seals",
    )  # fmt: skip


def test_every_way_into_a_restricted_series_is_open_to_one_and_to_nobody_else(
    claire: User, omar: User, noor: User, today: date
) -> None:
    def seen(**way: Any) -> list[bool]:
        values = {"rule": "FREQ=YEARLY", "begins_on": today + WEEK, "classification": RESTRICTED}
        series = Series.make(
            by=claire, name="Quiet", **values | {key: value for key, value in way.items() if key != "meeting"}
        )
        meeting = series.meetings.get()
        match way.get("meeting"):
            case "recorder":
                Meeting.objects.filter(pk=meeting.pk).update(recorder=omar)
            case "reader":
                meeting.readers.add(omar.person)
            case "seat":
                meeting.participations.create(person=omar.person)
        found = [Series.objects.visible_to(user).filter(pk=series.pk).exists() for user in (omar, noor, claire)]
        series.remove(by=claire)
        return found

    ways: list[dict[str, Any]] = [
        {}, {"readers": [omar.person]}, {"usual": [Usual(omar.person)]}, {"meeting": "recorder"}, {"meeting": "reader"},
        {"meeting": "seat"}, {"usual": [Usual(noor.person)]},
    ]  # fmt: skip
    yes = [True, False, True]
    assert [seen(**way) for way in ways] == [[False, False, True], yes, yes, yes, yes, yes, [False, True, True]]


def test_a_series_has_ended_on_its_last_day_and_its_next_meeting_is_one_that_takes_place(
    claire: User, omar: User, today: date
) -> None:
    def ended(**values: Any) -> bool:
        return Series(begins_on=today - WEEK, **{"rule": "FREQ=DAILY"} | values).has_ended

    rules = [f"FREQ=DAILY;UNTIL={today + number * DAY:%Y%m%d}" for number in (-1, 0, 1)]
    assert [
        ended(),
        *(ended(ended_on=today + number * DAY) for number in (-1, 0, 1)),
        *(ended(rule=rule) for rule in rules),
    ] == [
        False,
        True,
        True,
        False,
        True,
        True,
        False,
    ]
    assert (ended(rule=rules[2], ended_on=today), ended(rule=rules[0], ended_on=today + DAY)) == (True, False)
    series = Series.make(by=claire, name="Weekly", rule="FREQ=WEEKLY", begins_on=today)

    def told(user: User, day: date = today) -> int | None:
        row = with_next(Series.objects.filter(pk=series.pk), user, day).get()
        return row.next_on and (row.next_on - today).days

    first, _second = series.meetings.order_by("held_on")
    assert [told(claire), told(claire, today + DAY), told(claire, today + WEEK), told(claire, today + WEEK + DAY)] == [
        0,
        7,
        7,
        None,
    ]
    Meeting.objects.filter(pk=first.pk).update(classification=RESTRICTED)
    assert (told(claire), told(omar)) == (0, 7)
    Meeting.objects.filter(pk=first.pk).update(called_off_at=timezone.now())
    assert told(claire) == 7


@pytest.mark.parametrize(
    ("rule", "begins", "there", "after"),
    [
        # The slot of each meeting in days from today, and what became of it by hand.
        ("FREQ=WEEKLY", 7, [], [7]),
        ("FREQ=WEEKLY", 0, [], [0, 7]),
        ("FREQ=WEEKLY", -21, [], [0, 7]),
        ("FREQ=WEEKLY", -20, [], [1]),
        ("FREQ=WEEKLY", -21, [(-7, "")], [-7, 7]),
        ("FREQ=WEEKLY", -21, [(0, "")], [0, 7]),
        ("FREQ=WEEKLY", -21, [(7, "moved")], [7]),
        ("FREQ=WEEKLY", -21, [(7, "off")], [7, 14]),
        ("FREQ=WEEKLY", -21, [(7, "gone")], [14]),
        ("FREQ=WEEKLY", -21, [(7, "record")], [7]),
        ("FREQ=WEEKLY", -21, [(7, ""), (14, "")], [7, 14]),
        ("FREQ=WEEKLY", -21, [(5, "")], [7]),
        ("FREQ=WEEKLY", -21, [(5, ""), (6, "")], [7, 14]),
        ("FREQ=WEEKLY", -21, [(5, ""), (7, "off")], [7, 14]),
        ("FREQ=WEEKLY;COUNT=2", -21, [], []),
        ("FREQ=WEEKLY;COUNT=4", -21, [], [0]),
        ("FREQ=WEEKLY;COUNT=5", -21, [(5, ""), (6, "")], [7]),
    ],
)
def test_what_is_to_come_stands_on_the_days_of_the_rule(
    rule: str, begins: int, there: list[tuple[int, str]], after: list[int], claire: User, today: date
) -> None:
    """What was moved, prepared, called off or removed by hand keeps its slot; the others have a day that is free."""
    values = {"by": claire, "recorder": claire}
    series = Series.add(name="Coordination", rule=rule, begins_on=today + begins * DAY, **values)
    for number, deed in there:
        meeting = Meeting.log(
            title="Coordination", held_on=today + number * DAY, slot_on=today + number * DAY, series=series, **values
        )
        match deed:
            case "moved":
                meeting.change("edited", by=claire, place="Elsewhere")
            case "off":
                Meeting.objects.filter(pk=meeting.pk).update(called_off_at=timezone.now())
            case "gone":
                meeting.remove(by=claire)
            case "record":
                Record.write(by=claire, text="Agenda.", meeting=meeting)
    for _time in range(2):
        follow(series, by=claire)
    assert [(row.slot_on - today).days for row in series.meetings.present().order_by("slot_on")] == after


def test_whoever_holds_a_post_on_the_day_comes_in_its_place_once(
    coordinator: Person, eu: Organisation, wco: Organisation, claire: User, noor: User
) -> None:
    """Neither whom only some know nor a former post, and somebody named comes as they are named."""
    post = coordinator.appointments.get().title
    day = date(2018, 5, 25)

    def person(name: str, title: str = post, **values: Any) -> Person:
        made = Person.add(
            by=claire, name=name, **{key: value for key, value in values.items() if key == "classification"}
        )
        dates = {key: value for key, value in values.items() if key in ("since", "until")}
        Appointment.objects.create(person=made, organisation=eu, title=title, **dates)
        return made

    person("Deputy", post.upper())
    person("Hidden", classification=RESTRICTED)
    person("Before", until=day - DAY)
    person("After", since=day + DAY)
    person("Last day", until=day)
    person("First day", since=day)
    person("Other", "Adviser")
    names = ["Gilles de Kerchove", "Deputy", "Last day", "First day"]
    usual = [Usual(None, eu, post), Usual(None, wco, post), Usual(None, eu, "Nobody’s"), Usual(None, eu, post.lower())]
    assert [str(each.person) for each in holders_on(day, usual)] == names
    assert holders_on(day, []) == []
    found = invited_on(
        day, [*usual, Usual(coordinator, None, "Guest"), Usual(noor.person), Usual(noor.person, eu, "Again")]
    )
    assert [str(each) for each in found] == [
        "Gilles de Kerchove (Guest, EU)",
        "Noor Haddad (Reader, WCO)",
        f"Deputy ({post.upper()}, EU)",
        f"Last day ({post}, EU)",
        f"First day ({post}, EU)",
    ]


def test_of_a_meeting_that_becomes_a_series_partners_come_by_the_post_that_one_alone_holds(
    coordinator: Person, eu: Organisation, europol: Organisation, wco: Organisation, claire: User, today: date
) -> None:
    post = coordinator.appointments.get().title
    there = [
        Participant(coordinator, eu, post.upper()), Participant(claire.person, wco, "Officer"),
        Participant(Person.add(by=None, name="No post"), eu, post), Participant(Person.add(by=None, name="Alone")),
        Participant(Person.add(by=None, name="Untitled"), europol),
    ]  # fmt: skip
    meeting = Meeting.log(by=claire, title="Talks", held_on=today, participants=there)

    def told() -> list[str]:
        return [str(each) for each in usual_of_meeting(meeting)]

    others = ["Claire Dubois (Officer, WCO)", f"No post ({post}, EU)", "Alone", "Untitled (EUROPOL)"]
    assert told() == [f"{post.upper()}, EU", *others]
    second = Appointment.objects.create(person=claire.person, organisation=eu, title=post, until=today)
    assert told() == [f"Gilles de Kerchove ({post.upper()}, EU)", *others]
    Appointment.objects.filter(pk=second.pk).update(until=today - DAY)
    assert told() == [f"{post.upper()}, EU", *others]


def test_a_general_meeting_of_a_restricted_series_tells_of_it_where_somebody_touched_it(
    claire: User, today: date
) -> None:
    series = Series.make(by=claire, name="Weekly", rule="FREQ=WEEKLY", begins_on=today)
    first, second = series.meetings.order_by("held_on")
    other = Meeting.log(by=claire, title="Other", held_on=today)

    def told(*things: Any) -> set[str]:
        return {str((Meeting.objects.get(pk=key).held_on - today).days) for key in traces_of_series(things, claire)}

    assert told(series, first, second, other) == set()
    Series.objects.filter(pk=series.pk).update(classification=RESTRICTED)
    # Today's takes place already; next week's is closed with its series.
    assert [told(series), told(first), told(second), told(other), told(first, second), told()] == [
        {"0"}, {"0"}, {"7"}, set(), {"0", "7"}, set(),
    ]  # fmt: skip
    Meeting.objects.filter(pk=first.pk).update(classification=RESTRICTED)
    assert [told(series), told(first), told(second)] == [set(), set(), {"7"}]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("words", "zone", "offers"),
    [
        ("brussels", "Europe/Brussels", ["Europe/Brussels"]),
        ("Europe/Brussels", "Europe/Brussels", ["Europe/Brussels"]),
        ("new york", "America/New_York", ["America/New_York"]),
        ("america new york", "America/New_York", ["America/New_York"]),
        ("UTC", "UTC", []),
        ("York", None, ["America/New_York"]),
        ("ork", None, []),
        ("nowhere", None, []),
        ("", None, []),
    ],
)
def test_a_zone_is_known_by_its_city_or_whole_and_offered_by_the_beginning_of_a_word(
    words: str, zone: str | None, offers: list[str]
) -> None:
    assert (read_zone(words), offer_zones(words)) == (zone, offers)
    assert len(offer_zones("a")) == 12


def test_a_meeting_follows_its_series_while_it_is_to_come_and_nobody_touched_it(claire: User, today: date) -> None:
    def made(title: str, days: int, **values: Any) -> Meeting:
        return Meeting.log(by=claire, title=title, held_on=today + days * DAY, slot_on=today + days * DAY, **values)

    rows = {
        name: made(name, days)
        for name, days in (
            ("Past", -1),
            ("Today", 0),
            ("Coming", 1),
            ("Off", 1),
            ("Gone", 1),
            ("Edited", 1),
            ("Undone", 1),
            ("Record", 1),
        )
    }
    rows["Off"].call_off(by=claire, why="Strike")
    rows["Gone"].remove(by=claire)
    rows["Edited"].change("edited", by=claire, starts_at=time(10))
    Record.write(by=claire, text="Agenda.", meeting=rows["Record"])
    found = {name: Meeting._base_manager.get(pk=each.pk) for name, each in rows.items()}
    assert {name: (each.follows_on(today), each.is_in_place, each.is_moved) for name, each in found.items()} == {
        "Past": (False, True, False), "Today": (False, True, False), "Coming": (True, True, False),
        "Off": (False, False, False), "Gone": (False, False, False), "Edited": (False, True, False),
        "Undone": (True, True, False), "Record": (False, True, False),
    }  # fmt: skip
    Meeting.objects.filter(title="Coming").update(held_on=today + 2 * DAY)
    assert (Meeting.objects.get(title="Coming").is_moved, Meeting(held_on=today).is_moved) == (True, False)
