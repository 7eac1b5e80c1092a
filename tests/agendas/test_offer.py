"""What is open with those who come is offered for the agenda, and chosen beforehand by rule."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.names_asked import names_asked
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.bodies import Bodies
from tracker.agendas.carried import Carried
from tracker.agendas.carry_over import carry_over
from tracker.agendas.offer import MOST_OFFERED, Heap, Line, is_chosen, offer_for
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting, Series

Make = Callable[..., FollowUp]
DAY = date(2027, 1, 15)


def heaps(meeting: Meeting, user: User) -> dict[str, list[FollowUp]]:
    return {heap.name: [line.follow_up for line in heap.lines] for heap in offer_for(meeting, user).heaps}


def chosen(meeting: Meeting, user: User) -> list[FollowUp]:
    return [line.follow_up for line in offer_for(meeting, user).lines if line.is_chosen]


def test_it_stands_in_heaps_by_who_owes_it_and_what_lacks_resources(
    training: FollowUp, exchange: FollowUp, make_follow_up: Make, eu: Organisation, next_meeting: Meeting, claire: User
) -> None:
    dates = make_follow_up("Three dates", owed_by="partner", partner=eu)
    assert heaps(next_meeting, claire) == {"ours": [training], "theirs": [dates], "resources": [exchange]}


def test_of_those_above_and_of_parts_it_says_so(
    make_follow_up: Make, eu: Organisation, europol: Organisation, coordinator: Person, claire: User, today: date,
    visit: Meeting,
) -> None:  # fmt: skip
    unit = Organisation.add(by=None, name="Analysis unit", parent=europol)
    other = Organisation.add(by=None, name="FRONTEX", parent=eu)
    rows = {each: make_follow_up(each.name, partner=each) for each in (eu, europol, unit, other)}
    meeting = Meeting.log(by=claire, title="Call", held_on=today, kind="call")
    meeting.participations.create(person=coordinator, organisation=europol)
    lines = {line.follow_up: line.mark for line in offer_for(meeting, claire).lines}
    assert lines == {rows[eu]: "parent: EU", rows[europol]: "", rows[unit]: "part: Analysis unit"}


@pytest.mark.parametrize(
    ("values", "said", "expected"),
    [
        ({}, {}, True),
        ({}, {"mark": "part: EUROPOL"}, False),
        ({}, {"mark": "part: EUROPOL", "carried": Carried(1, DAY)}, True),
        ({"kind": "meeting"}, {}, False),
        ({"due_on": DAY}, {}, True),
        ({"due_on": DAY}, {"mark": "part: EUROPOL"}, True),
        ({"due_on": DAY + timedelta(days=1)}, {"mark": "part: EUROPOL"}, False),
        ({"due_on": DAY + timedelta(days=30)}, {}, True),
        ({"due_on": DAY + timedelta(days=31)}, {}, False),
        ({"review_on": DAY}, {}, True),
        ({"review_on": DAY + timedelta(days=1)}, {}, False),
    ],
)
def test_what_can_wait_is_not_chosen(values: dict[str, Any], said: dict[str, Any], expected: bool) -> None:
    assert is_chosen(Line(FollowUp(**values), **said), DAY) == expected


def test_once_there_is_an_agenda_what_is_ticked_stands_on_it(
    training: FollowUp, exchange: FollowUp, next_meeting: Meeting, claire: User
) -> None:
    assert chosen(next_meeting, claire) == [training, exchange]
    carry_over(next_meeting, [exchange], by=claire)
    assert chosen(next_meeting, claire) == [exchange]
    assert heaps(next_meeting, claire) == {"ours": [training], "resources": [exchange]}


def test_what_is_done_by_now_stays_on_its_agenda_and_is_offered_for_no_other(
    training: FollowUp, next_meeting: Meeting, claire: User, visit: Meeting, make_follow_up: Make, eu: Organisation
) -> None:
    ended = make_follow_up("Ended", partner=eu)
    ended.move_to("done", by=claire)
    carry_over(next_meeting, [training], by=claire)
    training.move_to("done", by=claire)
    assert heaps(next_meeting, claire) == {"ours": [training]}


def test_what_the_meeting_itself_agreed_or_a_later_one_is_not_offered(
    next_meeting: Meeting, visit: Meeting, make_follow_up: Make, eu: Organisation, claire: User, training: FollowUp
) -> None:
    make_follow_up("Of it", meeting=next_meeting, partner=eu)
    assert heaps(next_meeting, claire) == {"ours": [training]}
    assert heaps(visit, claire) == {}


def test_what_is_restricted_is_offered_to_nobody_to_whom_it_is_closed(
    secret: FollowUp, next_meeting: Meeting, claire: User, omar: User
) -> None:
    assert [heaps(next_meeting, user) for user in (claire, omar)] == [{"ours": [secret]}, {}]
    carry_over(next_meeting, [secret], by=claire)
    assert [heaps(next_meeting, user) for user in (claire, omar)] == [{"ours": [secret]}, {}]


def test_of_very_many_the_first_are_offered_and_the_list_has_all(
    next_meeting: Meeting, make_follow_up: Make, eu: Organisation, claire: User, today: date
) -> None:
    for number in range(MOST_OFFERED + 1):
        make_follow_up(f"Paper {number}", partner=eu, due_on=today if number else None)
    (heap,) = offer_for(next_meeting, claire).heaps
    assert (heap.is_cut, len(heap.lines), str(heap.count)) == (True, MOST_OFFERED, str(MOST_OFFERED + 1))
    assert [line.follow_up.title for line in heap.lines[:1]] == ["Paper 1"]


def test_it_costs_the_same_however_much_there_is(
    next_meeting: Meeting, make_follow_up: Make, eu: Organisation, claire: User, europol: Organisation,
    coordinator: Person,
) -> None:  # fmt: skip
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            found: list[Heap] = offer_for(Meeting.objects.get(pk=next_meeting.pk), claire).heaps
        assert found
        return len(queries)

    carry_over(next_meeting, [make_follow_up("First", partner=eu)], by=claire)
    # What is remembered of tables is asked once for all.
    asked()
    once = asked()
    carry_over(next_meeting, [make_follow_up(f"Next {number}", partner=europol) for number in range(3)], by=claire)
    for name in ("Rosa", "Piet"):
        other = Organisation.add(by=None, name=f"House of {name}", parent=eu)
        next_meeting.participations.create(person=Person.add(by=None, name=name), organisation=other)
        make_follow_up(name, partner=other, conditional=True)
    assert (once, asked()) == (17 + names_asked(), 17 + names_asked())


def test_bodies_are_marked_by_where_they_stand(eu: Organisation, europol: Organisation, wco: Organisation) -> None:
    bodies = Bodies.of([eu, wco])
    assert (bodies.keys, bodies.mark(eu), bodies.mark(europol), bodies.mark(None)) == (
        [eu.pk, europol.pk], "", "part: EUROPOL", "",
    )  # fmt: skip


def test_what_is_asked_to_be_changed_is_said_and_chosen(
    next_meeting: Meeting, make_follow_up: Callable[..., FollowUp], eu: Organisation, claire: User, today: date
) -> None:
    far = make_follow_up("Share the list", partner=eu, due_on=today + timedelta(days=4_000))
    before = [(line.requested, line.is_chosen) for line in offer_for(next_meeting, claire).lines]
    ChangeRequest.ask(far, by=claire, reason="No need any more.")
    after = [(line.requested, line.is_chosen) for line in offer_for(next_meeting, claire).lines]
    assert (before, after) == ([("", False)], [("To drop it", True)])


def test_where_no_partner_comes_it_is_what_the_meetings_before_in_the_series_left_open(
    make_follow_up: Make, claire: User, noor: User, today: date
) -> None:
    first = Meeting.log(by=claire, title="Coordination", held_on=today)
    series = Series.make(by=claire, name="Coordination", begins_on=today, rule="FREQ=WEEKLY", first=first)
    following = Meeting.objects.exclude(pk=first.pk).get(series=series)
    calendar = make_follow_up("Update the calendar", meeting=first)
    hidden = make_follow_up("Hidden", meeting=first, classification=RESTRICTED)
    make_follow_up("From elsewhere")
    assert [heaps(following, user) for user in (claire, noor)] == [{"ours": [calendar, hidden]}, {"ours": [calendar]}]
    assert heaps(first, claire) == {}


def test_what_stands_on_the_agenda_besides_is_counted_too(
    training: FollowUp, make_follow_up: Make, next_meeting: Meeting, claire: User
) -> None:
    carry_over(next_meeting, [make_follow_up("Of nobody else")], by=claire)
    assert [(heap.name, heap.count.number, len(heap.lines)) for heap in offer_for(next_meeting, claire).heaps] == [
        ("ours", 2, 2)
    ]
