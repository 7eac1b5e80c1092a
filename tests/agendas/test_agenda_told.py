"""How an agenda stands: its heaps and what is chosen, its times and numbers, what is left over and what changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas import offer as offers
from tracker.agendas.carried import Carried
from tracker.agendas.carry_over import carry_over
from tracker.agendas.forms import DiscussForm, keys_in
from tracker.agendas.heaps import HEAPS, Heap, Line
from tracker.agendas.models import Appearance
from tracker.agendas.offer import heap_of, is_chosen, offer_for, open_among
from tracker.agendas.points.agenda import Agenda
from tracker.agendas.points.models import Point
from tracker.agendas.points.since import changed_since_last
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.lists.paging import Count
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant

Make = Callable[..., FollowUp]
DAY = date(2027, 1, 15)
ONE = timedelta(days=1)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("values", "heap", "chosen"),
    [
        # Chosen: with whoever comes; of a part of it; of a part, carried over before.
        ({}, "ours", (True, False, True)),
        ({"owed_by": "partner"}, "theirs", (True, False, True)),
        ({"status": "pending_resources"}, "resources", (True, False, True)),
        ({"status": "pending_resources", "owed_by": "partner"}, "resources", (True, False, True)),
        ({"status": "done", "reported_on": DAY, "owed_by": "partner"}, "reported", (True, False, True)),
        ({"status": "done", "reported_on": DAY, "confirmed_on": DAY}, "reported", (True, False, True)),
        ({"kind": "meeting"}, "ours", (False, False, False)),
        ({"kind": "meeting", "due_on": DAY}, "ours", (False, False, False)),
        ({"due_on": DAY - ONE}, "ours", (True, True, True)),
        ({"due_on": DAY}, "ours", (True, True, True)),
        ({"due_on": DAY + ONE}, "ours", (True, False, True)),
        ({"due_on": DAY + 30 * ONE}, "ours", (True, False, True)),
        ({"due_on": DAY + 31 * ONE}, "ours", (False, False, False)),
        ({"status": "waiting", "review_on": DAY}, "ours", (True, False, True)),
        ({"status": "waiting", "review_on": DAY + ONE}, "ours", (False, False, False)),
        ({"status": "waiting", "review_on": DAY + ONE, "due_on": DAY}, "ours", (False, False, False)),
    ],
)
def test_every_follow_up_lies_on_one_heap_and_is_chosen_by_rule(
    values: dict[str, Any], heap: str, chosen: tuple[bool, ...]
) -> None:
    row = FollowUp(**values)
    lines = [Line(row), Line(row, "part: EUROPOL"), Line(row, "part: EUROPOL", carried=Carried(1, DAY))]
    assert (heap_of(lines[0]), tuple(is_chosen(line, DAY) for line in lines)) == (heap, chosen)
    asked = [Line(row, requested="To drop it"), Line(row, "part: EUROPOL", requested="To drop it")]
    assert [is_chosen(line, DAY) for line in asked] == [True, chosen[1]]


@pytest.mark.one_database
def test_a_heap_says_whether_it_is_cut_and_where_all_of_it_is_listed() -> None:
    open_one, ended = Line(FollowUp(status="open")), Line(FollowUp(status="done"))
    to_confirm = Line(FollowUp(status="done", reported_on=DAY))
    heaps = [
        Heap("ours", "", Count(number, capped=capped), lines)
        for number, capped, lines in (
            (1, False, [open_one]), (2, False, [open_one]), (1, True, [open_one]), (1, False, [ended]),
            (1, False, [to_confirm]), (0, False, [ended]),
        )
    ]  # fmt: skip
    assert [heap.is_cut for heap in heaps] == [False, True, True, True, False, False]
    assert {
        name: (Heap(name, "", Count(0, capped=False)).query, Heap(name, "", Count(0, capped=False)).desk)
        for name in HEAPS
    } == {
        "ours": ("status=active&owed_by=us", ""),
        "theirs": ("status=active&owed_by=partner", "owed"),
        "resources": ("status=pending_resources", ""),
        "reported": ("status=done&confirmation=to_confirm", ""),
    }


def heaps(meeting: Meeting, user: User) -> dict[str, tuple[str, bool, list[str]]]:
    found = offer_for(Meeting.objects.get(pk=meeting.pk), user).heaps
    return {heap.name: (str(heap.count), heap.is_cut, [line.follow_up.title for line in heap.lines]) for heap in found}


def test_heaps_count_what_is_open_and_what_stands_on_the_agenda_besides(
    next_meeting: Meeting, eu: Organisation, wco: Organisation, visit: Meeting, claire: User, make_follow_up: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """What was reported done is to be confirmed there; what a later meeting agreed is not offered at this one."""
    monkeypatch.setattr(offers, "MOST_OFFERED", 2)
    after = Meeting.log(by=claire, title="After", held_on=next_meeting.held_on + ONE)
    same = Meeting.log(by=claire, title="Same day", held_on=next_meeting.held_on)
    for title, values in {
        "A": {"due_on": DAY},
        "B": {"due_on": DAY + ONE},
        "C": {},
        "Later": {"meeting": after},
        "Same": {"meeting": same, "owed_by": "partner"},
        "Its own": {"meeting": next_meeting},
        "Of ours": {"partner": wco},
        "Reported": {"owed_by": "partner"},
    }.items():
        make_follow_up(title, **{"partner": eu} | values)
    FollowUp.objects.filter(title="Reported").update(status="done", reported_on=DAY, ended_on=DAY)
    before = {"ours": ("3", True, ["A", "B"]), "theirs": ("1", False, ["Same"]), "reported": ("1", False, ["Reported"])}
    assert heaps(next_meeting, claire) == before
    rows = {row.title: row for row in FollowUp.objects.all()}
    carry_over(next_meeting, [rows[title] for title in ("C", "Of ours", "Later")], by=claire)
    assert heaps(next_meeting, claire) == before | {"ours": ("5", False, ["C", "Of ours", "Later", "A", "B"])}
    rows["C"].move_to("done", by=claire)
    assert heaps(next_meeting, claire)["ours"] == ("4", False, ["C", "Of ours", "Later", "A", "B"])
    carry_over(next_meeting, [rows["Reported"]], by=claire)
    assert heaps(next_meeting, claire)["reported"] == ("1", False, ["Reported"])


def test_keys_that_were_ticked_are_taken_once_as_far_as_they_are_open_and_seen(
    training: FollowUp, exchange: FollowUp, secret: FollowUp, make_follow_up: Make, claire: User, omar: User
) -> None:
    ended, reported = make_follow_up("Ended"), make_follow_up("Reported")
    ended.move_to("done", by=claire)
    FollowUp.objects.filter(pk=reported.pk).update(status="done", reported_on=DAY, ended_on=DAY)
    keys = [secret.pk, ended.pk, exchange.pk, reported.pk, training.pk, 0]
    assert [[row.title for row in open_among(keys, user)] for user in (claire, omar)] == [
        [secret.title, "Information exchange", "Reported", "Extend the training material"],
        ["Information exchange", "Reported", "Extend the training material"],
    ]  # fmt: skip
    assert keys_in(["3", "x", "3", "", "0", "7", "-1"]) == [3, 7]
    assert keys_in([str(number) for number in range(1, 300)]) == [*range(1, 201)]


def test_points_have_their_numbers_and_times_and_an_end_where_all_have_minutes(
    next_meeting: Meeting, training: FollowUp, claire: User
) -> None:
    points = [
        Point.add_to(next_meeting, by=claire, title=title, minutes=minutes)
        for title, minutes in (("A", 20), ("B", 50), ("C", None))
    ]

    def told() -> tuple[Any, ...]:
        agenda = Agenda(Meeting.objects.get(pk=next_meeting.pk), claire)
        shown = [(each.number, str(each.point), each.at and f"{each.at:%H:%M}") for each in agenda.shown]
        return shown, agenda.ends_at and f"{agenda.ends_at:%H:%M}", agenda.minutes

    plain = [(1, "A", None), (2, "B", None), (3, "C", None)]
    assert told() == (plain, None, 70)
    Meeting.objects.filter(pk=next_meeting.pk).update(starts_at=time(23, 30))
    timed = [(1, "A", "23:30"), (2, "B", "23:50"), (3, "C", "00:40")]
    assert told() == (timed, None, 70)
    Point.objects.filter(pk=points[2].pk).update(minutes=20)
    assert told() == (timed, "01:00", 90)
    Point.objects.filter(pk=points[0].pk).update(minutes=None)
    assert told() == ([(1, "A", "23:30"), (2, "B", None), (3, "C", None)], None, 70)
    carry_over(next_meeting, [training], by=claire)
    assert told()[0] == [(1, "Matters arising", "23:30"), (2, "A", None), (3, "B", None), (4, "C", None)]


def test_an_agenda_is_shown_and_asked_for_while_the_meeting_is_to_come(
    next_meeting: Meeting, visit: Meeting, training: FollowUp, claire: User
) -> None:
    def told(meeting: Meeting) -> tuple[bool, ...]:
        agenda = Agenda(Meeting.objects.get(pk=meeting.pk), claire)
        return agenda.is_begun, agenda.asks_for_a_point, agenda.is_shown, agenda.has_anything

    assert (told(next_meeting), told(visit)) == ((False, True, True, False), (False, False, False, False))
    Meeting.objects.filter(pk=next_meeting.pk).update(called_off_at=timezone.now())
    assert told(next_meeting) == (False, False, True, False)
    for meeting in (next_meeting, visit):
        carry_over(meeting, [training], by=claire)
    assert (told(next_meeting), told(visit)) == ((False, False, True, True), (False, False, False, True))
    for meeting in (next_meeting, visit):
        Point.add_to(meeting, by=claire, title="Data")
    assert (told(next_meeting), told(visit)) == ((True, False, True, True), (True, False, True, True))


def test_what_the_last_meeting_did_not_come_to_is_left_to_the_next_one_once_it_is_over(
    coordinator: Person, eu: Organisation, claire: User, omar: User, today: date
) -> None:
    there: dict[str, Any] = {"by": claire, "participants": [Participant(coordinator, eu)]}
    last = Meeting.log(title="Last", held_on=today - 9 * ONE, **there)
    following = Meeting.log(title="Following", held_on=today + ONE, **there)
    after = Meeting.log(title="After", held_on=today + 9 * ONE, **there)
    points = [Point.add_to(last, by=claire, title=title) for title in ("Left", "Spoken of", "Gone", "Also left")]
    points[1].discuss(by=claire)
    points[2].remove(by=claire)

    def left(meeting: Meeting, user: User = claire) -> list[str]:
        return [str(each) for each in Agenda(Meeting.objects.get(pk=meeting.pk), user).left_over]

    assert [left(following), left(after), left(last), left(following, omar)] == [
        ["Left", "Also left"],
        [],
        [],
        ["Left", "Also left"],
    ]
    for days, said in ((0, []), (-1, ["Left", "Also left"])):
        Meeting.objects.filter(pk=last.pk).update(held_on=today - 2 * ONE, ends_on=today + days * ONE)
        assert left(following) == said
    Meeting.objects.filter(pk=last.pk).update(classification=RESTRICTED)
    assert (left(following), left(following, omar)) == (["Left", "Also left"], [])


def test_what_became_of_each_between_the_two_meetings_is_told(
    visit: Meeting, coordinator: Person, eu: Organisation, training: FollowUp, exchange: FollowUp, claire: User,
    omar: User,
) -> None:  # fmt: skip
    """From the day after the one to the end of the other; of the status, the date and the owner."""
    there: dict[str, Any] = {"by": claire, "participants": [Participant(coordinator, eu)]}
    second = Meeting.log(title="Second", held_on=date(2018, 6, 10), ends_on=date(2018, 6, 11), **there)
    third = Meeting.log(title="Third", held_on=date(2018, 7, 1), **there)
    deeds: list[tuple[date, dict[str, Any]]] = [
        (date(2018, 6, 11), {"due_on": date(2019, 1, 1)}), (date(2018, 6, 12), {"due_on": date(2019, 2, 2)}),
        (date(2018, 7, 1), {"owner": claire.person}), (date(2018, 7, 2), {"owner": omar.person}),
        (date(2018, 6, 20), {"title": "Train them"}),
    ]  # fmt: skip
    for day, values in deeds:
        training.edit(by=claire, **values)
        entry = Entry.objects.order_by("-id")[0]
        Entry.objects.filter(pk=entry.pk).update(at=datetime.combine(day, time(12), UTC))

    def told(meeting: Meeting, keys: list[int], user: User = claire) -> dict[str, list[tuple[str, str, str]]]:
        found = changed_since_last(meeting, keys, user)
        return {
            FollowUp.objects.get(pk=key).title: [(str(each.label), each.before, each.after) for each in lines]
            for key, lines in found.items()
        }

    both = [training.pk, exchange.pk]
    assert told(third, both) == {
        "Train them": [("Due date", "1 January 2019", "2 February 2019"), ("Owner", "–", "Claire Dubois")],
    }  # fmt: skip
    assert told(second, both) == {"Train them": [("Due date", "–", "1 January 2019")]}
    assert (told(third, []), told(visit, both), told(third, [exchange.pk])) == ({}, {}, {})


@pytest.mark.parametrize(
    ("status", "typed", "moves_to", "overtaken", "wrong"),
    [
        ("open", {}, "", False, []),
        ("open", {"status": "open"}, "", False, []),
        ("open", {"status": "in_progress"}, "in_progress", False, []),
        ("open", {"status": "done"}, "done", False, []),
        ("open", {"status": "declined"}, "declined", False, ["reason"]),
        ("open", {"status": "declined", "reason": "No."}, "declined", False, []),
        ("open", {"status": "waiting"}, "waiting", False, ["review_on", "waiting_on"]),
        ("open", {"status": "waiting", "waiting_on": "EU"}, "waiting", False, ["review_on"]),
        (
            "open",
            {"status": "waiting", "waiting_on": "Zebra", "review_on": "1 June 2099"},
            "waiting",
            False,
            ["waiting_on"],
        ),
        ("open", {"status": "pending_resources"}, "", True, []),
        ("done", {"status": "waiting"}, "", True, []),
        ("done", {"status": "open"}, "open", False, ["reason"]),
        ("done", {"status": "done"}, "", False, []),
        ("reported", {"confirms": "on"}, "", False, []),
        ("reported", {"confirms": "on", "status": "open"}, "", False, ["status"]),
        ("done", {"confirms": "on", "status": "open", "reason": "So."}, "open", False, []),
    ],
)
def test_what_became_of_it_is_taken_where_it_can_be_and_each_lack_is_named(
    status: str, typed: dict[str, str], moves_to: str, overtaken: bool, wrong: list[str], training: FollowUp,
    next_meeting: Meeting, claire: User, eu: Organisation,
) -> None:  # fmt: skip
    carry_over(next_meeting, [training], by=claire)
    ended = {"status": "done", "ended_on": DAY, "reported_on": DAY if status == "reported" else None}
    FollowUp.objects.filter(pk=training.pk).update(**ended if status != "open" else {})
    row = FollowUp.objects.get(pk=training.pk)
    form = DiscussForm({"said": "", **typed}, appearance=Appearance.objects.get(), follow_up=row, user=claire)
    assert sorted(form.errors) == wrong
    assert form.moves_to == moves_to
    if not wrong:
        assert form.is_overtaken is overtaken
        told = form.moved(eu)
        assert told == ({"confirms": "confirms" in typed and status == "reported"} if not moves_to else told)
        assert told.get("status", "") == moves_to


def test_among_ourselves_it_is_asked_of_the_meetings_before_in_the_series(
    claire: User, today: date, make_follow_up: Make
) -> None:
    first = Meeting.log(by=claire, title="First", held_on=today - 7 * ONE)
    Series.make(by=claire, name="Coordination", begins_on=first.held_on, rule="FREQ=WEEKLY", first=first)
    rows = {each.held_on: each for each in Meeting.objects.all()}
    make_follow_up("Of the first", meeting=first)
    found = [heaps(meeting, claire) for _day, meeting in sorted(rows.items())]
    assert found == [{}, *[{"ours": ("1", False, ["Of the first"])}] * (len(rows) - 1)]
