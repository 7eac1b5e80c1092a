"""Each notion stands once in SQL and once in Python: one table of cases tests both."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.conftest import Enter
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups import conditions
from tracker.follow_ups.choices import OwedBy
from tracker.follow_ups.models import FollowUp, queries
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record

Make = Callable[..., FollowUp]


def stand(follow_up: FollowUp, status: str, by: User, partner: Organisation, today: date) -> FollowUp:
    if status not in ("open", "pending_resources"):
        follow_up.move_to(status, by=by, reason="So it is.", waiting_on=partner, review_on=today)
    return follow_up


@pytest.mark.parametrize(
    ("status", "days", "ours", "theirs"),
    [
        ("open", -1, "late", "overdue"),
        ("in_progress", -400, "late", "overdue"),
        ("open", 0, "", ""),
        ("open", 1, "", ""),
        ("open", None, "", ""),
        ("waiting", -1, "", "overdue"),
        ("waiting", 0, "", ""),
        ("pending_resources", -1, "", "overdue"),
        ("done", -1, "", ""),
        ("declined", -1, "", ""),
        ("dropped", -1, "", ""),
    ],
)
@pytest.mark.parametrize("owed_by", OwedBy)
def test_late_is_ours_and_overdue_is_the_partners_in_sql_as_in_python(
    make_follow_up: Make, claire: User, eu: Organisation, today: date,
    owed_by: OwedBy, status: str, days: int | None, ours: str, theirs: str,
) -> None:  # fmt: skip
    due_on = None if days is None else today + timedelta(days=days)
    made = make_follow_up(due_on=due_on, conditional=status == "pending_resources", owed_by=owed_by)
    follow_up, rows = stand(made, status, claire, eu, today), FollowUp.objects.all()
    in_python = {
        "late": conditions.is_late(follow_up, today),
        "overdue": conditions.is_overdue_from_partner(follow_up, today),
    }
    in_sql = {"late": rows.late(today).exists(), "overdue": rows.overdue_from_partner(today).exists()}
    stands = ours if owed_by == OwedBy.US else theirs
    assert in_python == in_sql == {name: name == stands for name in ("late", "overdue")}


@pytest.mark.parametrize(
    ("due", "reply", "answer", "event", "deed", "stands"),
    [
        # The day to reply by has passed without an answer: late, until there is one.
        (None, -1, "none", 9, "", "late"),
        (None, 0, "none", 9, "", ""),
        (None, None, "none", 9, "", ""),
        (None, -1, "accepted", 9, "", ""),
        (None, -1, "tentative", 9, "", ""),
        (9, -1, "none", 9, "", "late"),
        (-1, 1, "none", 9, "", "late"),
        (-1, -2, "accepted", 9, "", "late"),
        (None, -1, "none", 9, "waiting", ""),
        (None, -1, "none", 9, "declined", ""),
        # The event is over: it is asked about, and not late for ever.
        (None, -20, "none", -1, "", "passed"),
        (-1, -20, "accepted", -1, "", "passed"),
        (-1, None, "accepted", 0, "", "late"),
        (None, None, "accepted", -400, "", "passed"),
        (None, None, "accepted", -1, "waiting", "passed"),
        (None, None, "accepted", -1, "lapsed", ""),
        (None, None, "accepted", -1, "delivered", ""),
        # Delivered: due when its readout is.
        (-1, None, "accepted", -9, "delivered", "late"),
    ],
)
def test_an_invitation_is_late_or_has_passed_in_sql_as_in_python(
    enter: Enter, claire: User, eu: Organisation, today: date,
    due: int | None, reply: int | None, answer: str, event: int, deed: str, stands: str,
) -> None:  # fmt: skip
    def day(number: int | None) -> date | None:
        return None if number is None else today + timedelta(days=number)

    invitation = enter(event, today=today, reply_by=day(reply))
    follow_up = invitation.follow_up
    follow_up.set_due(day(due), by=claire)
    if answer != "none":
        invitation.answer_with(answer, by=claire)
    if deed == "delivered":
        invitation.deliver(by=claire)
    elif deed:
        stand(follow_up, deed, claire, eu, today)
    rows = FollowUp.objects.all()
    in_python = {
        "late": conditions.is_late(follow_up, today),
        "passed": follow_up.is_active and conditions.has_passed(follow_up, today),
    }
    in_sql = {"late": rows.late(today).exists(), "passed": rows.passed(today).exists()}
    assert in_python == in_sql == {name: name == stands for name in ("late", "passed")}


@pytest.mark.parametrize(("event", "is_overdue"), [(9, True), (0, True), (-1, False)])
def test_a_partners_reply_is_overdue_until_its_event_has_passed(
    enter: Enter, claire: User, today: date, event: int, is_overdue: bool
) -> None:
    follow_up = enter(event, today=today, reply_by=today - timedelta(days=3)).follow_up
    follow_up.edit(by=claire, owed_by=OwedBy.PARTNER)
    rows = FollowUp.objects.overdue_from_partner(today)
    assert (rows.exists(), conditions.is_overdue_from_partner(follow_up, today)) == (is_overdue, is_overdue)


def test_what_the_partner_owes_is_in_no_heap_of_ours(make_follow_up: Make, today: date) -> None:
    """However late it is, or due this week, or without a date."""
    owed = [
        make_follow_up("Owed", owed_by=OwedBy.PARTNER, due_on=day)
        for day in (None, today, *(today - timedelta(days=days) for days in (1, 8, 31, 91)))
    ]
    heaps = [conditions.late(today), conditions.due_this_week(today), conditions.UNDATED, conditions.OURS]
    heaps += [conditions.late_for(how_long, today) for how_long in conditions.LateFor]
    assert [FollowUp.objects.filter(heap).count() for heap in heaps] == [0] * len(heaps)
    assert list(FollowUp.objects.filter(conditions.OWED_BY_PARTNER).order_by("id")) == owed
    owed[0].move_to("done", by=owed[0].recorder)
    assert list(FollowUp.objects.filter(conditions.OWED_BY_PARTNER).order_by("id")) == owed[1:]


@pytest.mark.parametrize(
    ("day", "is_due"),
    [(date(2018, 5, 27), False), (date(2018, 5, 28), True), (date(2018, 6, 3), True), (date(2018, 6, 4), False)],
)
def test_this_week_ends_on_sunday(make_follow_up: Make, day: date, is_due: bool) -> None:
    make_follow_up(due_on=day)
    assert FollowUp.objects.due_this_week(date(2018, 5, 28)).exists() is is_due


def test_on_each_day_of_the_week_it_ends_on_the_same_sunday(make_follow_up: Make) -> None:
    days = [date(2018, 5, 27) + timedelta(days=number) for number in range(10)]
    for day in days:
        make_follow_up(str(day), due_on=day)
    rows = FollowUp.objects.order_by("due_on")
    found = {day.day: [row.due_on.day for row in rows.due_this_week(day)] for day in days[1:9]}
    monday = {first: [*range(first, 32), 1, 2, 3] for first in (28, 29, 30, 31)}
    assert found == monday | {1: [1, 2, 3], 2: [2, 3], 3: [3], 4: [4, 5]}


def test_every_heap_holds_its_own(make_follow_up: Make, claire: User, eu: Organisation, today: date) -> None:
    undated = make_follow_up("Undated", owner=claire.person)
    pending = make_follow_up("Pending", conditional=True)
    waiting = stand(make_follow_up("Waiting"), "waiting", claire, eu, today)
    done = stand(make_follow_up("Done"), "done", claire, eu, today)
    rows = FollowUp.objects.order_by("id")
    assert list(rows.active()) == [undated, pending, waiting]
    assert list(rows.ended()) == [done]
    assert list(rows.pending_resources()) == [pending]
    assert list(rows.waiting()) == [waiting]
    assert list(rows.without_date()) == [undated]
    assert list(rows.active().without_owner()) == [pending, waiting]
    assert list(rows.of_account(claire)) == [undated]


# So few may be sorted that they are looked up, and that the list is walked for them.
@pytest.mark.parametrize("most", [1, 0])
def test_partners_and_units_count_with_their_parts(
    most: int,
    make_follow_up: Make,
    eu: Organisation,
    europol: Organisation,
    wco: Organisation,
    unit: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "MOST_SORTED", most)
    part = make_follow_up(partner=europol, unit=unit)
    make_follow_up("Without partner")
    rows = FollowUp.objects
    found = (rows.with_partner(eu), rows.with_partner(europol), rows.of_unit(wco), rows.of_unit(unit))
    assert [list(each) for each in found] == [[part]] * 4
    assert [list(rows.also_of_unit(each)) for each in (wco, unit, eu)] == [[part], [part], []]
    assert [list(each) for each in (rows.with_partner(wco), rows.of_unit(eu))] == [[], []]


def test_a_large_partner_is_walked_in_order_but_counted_by_its_own_index(
    make_follow_up: Make, eu: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_SORTED", 0)
    make_follow_up(partner=eu)
    rows = FollowUp.objects.with_partner(eu)
    # PostgreSQL chooses by itself.
    walks = connection.vendor == "sqlite"
    assert ['+"' in str(each.query) for each in (rows.by_due(), rows.order_by())] == [walks, False]
    assert (rows.by_due().count(), len(rows.by_due())) == (1, 1)


def test_what_implements_a_mandate_is_found_once(make_follow_up: Make, resolution: Mandate) -> None:
    follow_up = make_follow_up()
    paragraphs = [resolution.paragraphs.create(number=str(number), text="Calls upon") for number in (1, 2)]
    for paragraph in paragraphs:
        follow_up.implementations.create(mandate=resolution, paragraph=paragraph)
    assert list(FollowUp.objects.implementing(resolution)) == [follow_up]


def test_where_very_many_hold_the_words_the_same_are_found_in_order(
    make_follow_up: Make, monkeypatch: pytest.MonkeyPatch, today: date
) -> None:
    later, sooner = (make_follow_up(f"Workshop {days}", due_on=today + timedelta(days=days)) for days in (2, 1))
    make_follow_up("Report", due_on=today)
    found = list(FollowUp.objects.search("works").by_due())
    monkeypatch.setattr(queries, "MOST_NAMED", 1)
    assert list(FollowUp.objects.search("works").by_due()) == found
    monkeypatch.setattr(queries, "MOST_SORTED", 1)
    rows = FollowUp.objects.search("works")
    assert (found, list(rows.by_due()), rows.count()) == ([sooner, later], [sooner, later], 2)
    walks = connection.vendor == "sqlite"
    assert ['+"' in str(each.query) for each in (rows.by_due(), FollowUp.objects.search("report").by_due())] == [
        walks,
        False,
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [("workshop", 1), ("WORKSHOP speak", 1), ("workshop paris", 0), ("F-2018-001", 1), ("100%", 0), ("", 1)],
)
def test_words_are_found_in_reference_title_and_detail(invitation: FollowUp, words: str, found: int) -> None:
    assert FollowUp.objects.search(words).count() == found


@pytest.mark.parametrize(
    ("own", "of_meeting", "of_record"),
    [
        ("general", None, None),
        ("restricted", None, None),
        ("general", "general", None),
        ("general", "restricted", None),
        ("general", "general", "general"),
        ("general", "general", "restricted"),
        ("restricted", "restricted", "restricted"),
    ],
)
def test_restricted_means_the_same_in_sql_and_in_python(
    own: str, of_meeting: str | None, of_record: str | None, claire: User, make_follow_up: Make, today: date
) -> None:
    values: dict[str, Any] = {"classification": own}
    if of_meeting:
        values["meeting"] = Meeting.log(by=claire, title="Talks", held_on=today, classification=of_meeting)
    if of_record:
        record = Record.write(by=claire, text="They spoke.", meeting=values["meeting"], classification=of_record)
        values["passage"] = Passage.of(record.latest, 0, 10)
    follow_up = make_follow_up(**values)
    assert follow_up.is_restricted == ("restricted" in (own, of_meeting, of_record))
    assert [*FollowUp.objects.filter(conditions.restricted())] == ([follow_up] if follow_up.is_restricted else [])
    assert [*FollowUp.objects.exclude(conditions.restricted())] == ([] if follow_up.is_restricted else [follow_up])
