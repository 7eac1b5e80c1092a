"""What each moment of a timeline tells beside its title, and how those of one day stand."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import Enter
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.pages.timeline.page import Place, read_timeline
from tracker.pledges.models import Pledge

Make = Callable[..., FollowUp]
Rows = list[tuple[Any, ...]]


def told(organisation: Organisation, user: User, kind: str = "") -> Rows:
    moments, _earlier = read_timeline(organisation, user, kind)
    return [(each.word, each.title, [str(one) for one in each.details if one], each.they_owe) for each in moments]


@pytest.fixture
def day(
    eu: Organisation, europol: Organisation, unit: Organisation, coordinator: Person, claire: User,
    make_follow_up: Make, make_pledge: Callable[..., Pledge], enter: Enter, today: date,
) -> date:  # fmt: skip
    """All on one day: yesterday. Of the partner itself, and of a part of it."""
    on = today - timedelta(days=1)
    gone = Person.add(by=None, name="Gone")
    Appointment.objects.create(person=gone, organisation=unit, title="Officer", until=on)
    meeting = Meeting.log(
        by=claire, title="Talks", held_on=on, place="Lyon", kind="call", participants=[Participant(coordinator, eu)]
    )
    Meeting.log(by=claire, title="Alone", held_on=on, participants=[Participant(coordinator, europol)])
    ours = make_follow_up("Ours", meeting=meeting, partner=eu, owner=claire.person, unit=unit)
    theirs = make_follow_up(
        "Theirs", meeting=meeting, partner=europol, owner=gone, owed_by="partner", strength="offered"
    )
    logged = make_follow_up("Logged", partner=europol)
    for row in (ours, theirs):
        row.move_to("done" if row == ours else "dropped", by=claire, reason="So.")
    FollowUp.objects.filter(pk__in=[ours.pk, theirs.pk]).update(ended_on=on)
    FollowUp.objects.filter(pk=logged.pk).update(entered_on=on)
    make_pledge(made_on=on, donor=europol)
    make_pledge(7, made_on=on - timedelta(days=20), donor=europol).move_to("committed", by=claire, on=on)
    event = enter(-1, today=today, title="Speak", on=on - timedelta(days=9), place="Nice").follow_up
    event.edit(by=claire, partner=europol)
    FollowUp.objects.filter(pk=event.pk).update(entered_on=on - timedelta(days=9))
    Mandate.add(by=None, kind="agreement", title="Mechanism", parties=[eu], adopted_on=on, valid_until=on)
    Mandate.add(by=None, kind="decision", title="Decision", parties=[eu], adopted_on=on, valid_until=on)
    Activity.log(by=claire, title="Course", partner=europol, starts_on=on, ends_on=on, place="Rome", done_by=gone)
    return on


def test_of_one_day_everything_is_told_in_its_order_with_what_else_is_known(
    day: date, eu: Organisation, europol: Organisation, claire: User
) -> None:
    ours, theirs, logged = (FollowUp.objects.get(title=title).reference for title in ("Ours", "Theirs", "Logged"))
    euros, before = "€\xa0100,000", [("Logged", "Speak"), ("Pledge made", "€\xa07")]
    of_part = [
        ("Dropped", "Theirs", [theirs, "Gone (left)"], True),
        ("Pledge: Committed", "€\xa07", [], False),
        ("Bilateral meeting", "Alone", [], False),
        ("Offered", "Theirs", [theirs, "Gone (left)"], True),
        ("Logged", "Logged", [logged], False),
        ("Pledge made", euros, [], False),
        ("Event", "Workshop on Iraqi heritage", ["No answer yet", "Nice"], False),
        ("Activity", "Course", ["Rome", "Gone (left)"], False),
    ]
    assert [row for row in told(europol, claire) if row[:2] not in before] == of_part
    assert [row for row in told(eu, claire) if row[:2] not in before] == [
        ("Dropped", "Theirs", [theirs, "EUROPOL", "Gone (left)"], True),
        ("Done", "Ours", [ours, "Claire Dubois"], False),
        ("Pledge: Committed", "€\xa07", ["EUROPOL"], False),
        ("Last day of the agreement", "Mechanism", [], False),
        ("Bilateral meeting", "Alone", [], False),
        ("Call", "Talks", ["Lyon", "2 follow-ups"], False),
        ("Offered", "Theirs", [theirs, "EUROPOL", "Gone (left)"], True),
        ("Agreed", "Ours", [ours, "Claire Dubois"], False),
        ("Logged", "Logged", [logged, "EUROPOL"], False),
        ("Pledge made", euros, ["EUROPOL"], False),
        ("Event", "Workshop on Iraqi heritage", ["No answer yet", "Nice", "EUROPOL"], False),
        ("Agreement adopted", "Mechanism", [], False),
        ("Activity", "Course", ["Rome", "EUROPOL", "Gone (left)"], False),
    ]


def test_one_of_our_units_has_what_is_its_own(day: date, unit: Organisation, wco: Organisation, claire: User) -> None:
    reference = FollowUp.objects.get(title="Ours").reference
    own = [
        ("Done", "Ours", [reference, "EU", "Claire Dubois"], False),
        ("Agreed", "Ours", [reference, "EU", "Claire Dubois"], False),
    ]
    assert (told(unit, claire), told(wco, claire)) == (own, own)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("typed", "place", "within"),
    [
        ("2018-05-25.3.12", (date(2018, 5, 25), 3, 12), {2: 0, 3: 12, 4: 2**63 - 1}),
        ("2018-05-25.12.123456789012345", (date(2018, 5, 25), 12, 123456789012345), {11: 0, 12: 123456789012345}),
        *((typed, None, {}) for typed in ("", "2018-02-30.1.1", "2018-05-25.123.1", "2018-05-25.1.1234567890123456",
          "2018-05-25", "x2018-05-25.1.1", "2018-05-25.1.1x", "2018-5-25.1.1", "2018-05-25.-1.1")),
    ],
)  # fmt: skip
def test_a_place_is_read_as_it_is_written(typed: str, place: Any, within: dict[int, int]) -> None:
    found = Place.read(typed)
    assert (found and tuple(found), str(found) if found else "") == (place, typed if place else "")
    assert {source: found.within(source) for source in within if found} == {
        source: (place[0], key) for source, key in within.items()
    }  # fmt: skip
