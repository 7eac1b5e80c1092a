"""The calendar: what stands on which day, for whom."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Enter, facts
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation
from tracker.meetings.models import Meeting, Participation
from tracker.pages import calendar_month as calendar
from tracker.pages.calendar import read_month
from tracker.pages.calendar_month import Month

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
MAY = date(2018, 5, 1)


def shown(month: Month) -> list[tuple[int, str, str]]:
    return [(day.day.day, item.kind, item.title) for day in month.days() for item in day.items]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("2018-05", date(2018, 5, 1)),
        ("1900-01", date(1900, 1, 1)),
        ("2200-12", date(2200, 12, 1)),
        *((words, date(2026, 3, 1)) for words in ("", "2018-13", "2018-5", "0000-01", "2201-01", "٢٠١٨-٠٥", "may")),
    ],
)
def test_a_month_is_read_from_the_address_and_anything_else_is_this_month(words: str, first: date) -> None:
    assert read_month(words, date(2026, 3, 17)) == first


@given(st.text(max_size=12))
def test_whatever_stands_in_the_address_gives_a_month(words: str) -> None:
    assert read_month(words, date(2026, 3, 17)).day == 1


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [
        (date(2018, 1, 1), date(2017, 12, 1), date(2018, 2, 1)),
        (date(1900, 1, 1), None, date(1900, 2, 1)),
        (date(2200, 12, 1), date(2200, 11, 1), None),
    ],
)
def test_a_month_knows_its_neighbours_up_to_the_ends_of_the_calendar(
    first: date, before: date | None, after: date | None, claire: User
) -> None:
    month = Month(first, claire, mine=False, shows_house=True)
    assert (month.before, month.after) == (before, after)


def test_events_replies_due_dates_and_meetings_stand_on_their_days(
    workshop: Invitation, make_follow_up: Make, claire: User
) -> None:
    make_follow_up("Write to them", due_on=date(2018, 5, 29))
    workshop.follow_up.set_due(date(2018, 5, 30), by=claire)
    assert shown(Month(MAY, claire, mine=False, shows_house=True)) == [
        (25, "meeting", "Visit of the EU Counter-Terrorism Coordinator"),
        (29, "reply", "Speak at the workshop"),
        (29, "due", "Write to them"),
        (30, "due", "Speak at the workshop"),
        (31, "event", "Workshop on Iraqi heritage"),
    ]


def test_what_lasts_several_days_stands_on_each_of_them(make_follow_up: Make, claire: User, today: date) -> None:
    Meeting.log(by=claire, title="Session", held_on=date(2018, 4, 30), ends_on=date(2018, 5, 2))
    Invitation.enter(
        make_follow_up(kind="invitation"), by=claire, **facts(date(2018, 5, 30), date(2018, 6, 2), "Asia/Tokyo")
    )
    assert shown(Month(MAY, claire, mine=False, shows_house=True)) == [
        (1, "meeting", "Session"),
        (2, "meeting", "Session"),
        (30, "event", "Workshop on Iraqi heritage"),
        (31, "event", "Workshop on Iraqi heritage"),
    ]


@pytest.mark.parametrize("status", ["declined", "dropped", "lapsed"])
def test_what_does_not_take_place_is_not_in_the_calendar(workshop: Invitation, claire: User, status: str) -> None:
    workshop.follow_up.move_to(status, by=claire, reason="So.")
    assert [kind for _day, kind, _title in shown(Month(MAY, claire, mine=False, shows_house=True))] == ["meeting"]


def test_what_is_answered_or_done_asks_for_no_reply_but_its_event_stays(workshop: Invitation, claire: User) -> None:
    workshop.answer_with("accepted", by=claire)
    workshop.follow_up.move_to("done", by=claire)
    assert [kind for _day, kind, _title in shown(Month(MAY, claire, mine=False, shows_house=True))] == [
        "meeting",
        "event",
    ]


def test_mine_is_what_i_own_speak_at_have_a_step_in_or_meet(
    enter: Enter, make_follow_up: Make, claire: User, noor: User, visit: Meeting
) -> None:
    assert shown(Month(MAY, noor, mine=True)) == []

    def noors(title: str, day: int, **more: Any) -> FollowUp:
        follow_up = make_follow_up(title, kind="invitation")
        Invitation.enter(follow_up, by=claire, **facts(date(2018, 5, day), **more) | {"title": title})
        return follow_up

    noors("Not hers", 9)
    noors("Spoken at", 10, speaker=noor.person)
    step = noors("With a step", 11).event.steps.get(kind="text")  # type: ignore[union-attr]
    step.edit(by=claire, owner=noor.person)
    make_follow_up("Owned", owner=noor.person, due_on=date(2018, 5, 12))
    Participation.objects.create(meeting=visit, person=noor.person)
    assert [title for _day, _kind, title in shown(Month(MAY, noor, mine=True))] == [
        "Spoken at",
        "With a step",
        "Owned",
        "Visit of the EU Counter-Terrorism Coordinator",
    ]


def test_somebody_who_is_nobody_in_the_directory_has_an_empty_calendar(
    workshop: Invitation, sign_in: SignIn, db: None
) -> None:
    user = User.objects.create_user("new@suivi.example", name="New")
    page = sign_in(user).get("/calendar/?month=2018-05")
    assert (page.status_code, page.context["month"].days()) == (200, [])


def test_a_full_day_is_cut_in_the_grid_and_whole_in_the_agenda(
    make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    for number in range(6):
        make_follow_up(f"Letter {number}", due_on=date(2018, 5, 16))
    day = next(each for each in Month(MAY, claire, mine=False, shows_house=True).days() if each.day.day == 16)
    assert (len(day.items), len(day.first_items), day.further) == (6, 3, 3)
    page = sign_in(claire).get("/calendar/?month=2018-05&whose=all")
    assert "3 more" in page.text
    assert page.text.count("Letter 5") == 1


def test_four_things_fit_into_a_day(make_follow_up: Make, claire: User) -> None:
    for number in range(4):
        make_follow_up(f"Letter {number}", due_on=date(2018, 5, 16))
    day = Month(MAY, claire, mine=False, shows_house=True).days()[0]
    assert (len(day.first_items), day.further) == (4, 0)


def test_a_month_with_too_much_says_so(
    make_follow_up: Make, claire: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "MOST", 2)
    for number in range(3):
        make_follow_up(f"Letter {number}", due_on=date(2018, 5, 16))
    page = sign_in(claire).get("/calendar/?month=2018-05&whose=all")
    assert len(page.context["month"].days()[0].items) == 2
    assert "There is more in this month than a page can show" in page.text


def test_where_it_is_too_much_each_day_shows_some(
    make_follow_up: Make, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "MOST", 3)
    monkeypatch.setattr(calendar, "ON_A_FULL_DAY", 1)
    for number, day in enumerate((16, 16, 16, 16, 17)):
        make_follow_up(f"Letter {number}", due_on=date(2018, 5, day))
    month = Month(MAY, claire, mine=False, shows_house=True)
    assert (shown(month), month.cut) == ([(16, "due", "Letter 0"), (17, "due", "Letter 4")], True)


def test_its_whole_state_stands_in_the_address(workshop: Invitation, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    page = client.get("/calendar/?month=2018-05&whose=all&view=agenda")
    assert (page.context["whose"], page.context["view"], page.context["month"].first) == ("all", "agenda", MAY)
    assert 'href="?month=2018-06&amp;whose=all&amp;view=agenda"' in page.text
    page = client.get("/calendar/?whose=x&view=y&month=z")
    assert (page.context["whose"], page.context["view"]) == ("mine", "month")


def test_what_the_partner_lets_wait_does_not_look_late(make_follow_up: Make, claire: User, today: date) -> None:
    day = today - timedelta(days=1)
    for owed_by in ("us", "partner"):
        make_follow_up(f"By {owed_by}", due_on=day, owed_by=owed_by, owner=claire.person)
    items = [item for each in Month(day.replace(day=1), claire, mine=True).days() for item in each.items]
    assert {item.title: (item.look, item.note) for item in items} == {
        "By us": ("late", "Claire Dubois"),
        "By partner": ("overdue", "Claire Dubois · owed by the partner"),
    }


def test_what_is_late_looks_late(enter: Enter, claire: User, today: date) -> None:
    enter(40, today=today, reply_by=today - timedelta(days=1))
    month = Month((today - timedelta(days=1)).replace(day=1), claire, mine=True)
    replies = [item for day in month.days() for item in day.items if item.kind == "reply"]
    assert [(str(item.label), item.look) for item in replies] == [("Reply by", "late")]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_month_asks_as_often_however_full_it_is(
    rows: int, make_follow_up: Make, claire: User, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        Meeting.log(by=claire, title=f"Meeting {number}", held_on=date(2018, 5, 3))
        make_follow_up(f"Letter {number}", due_on=date(2018, 5, 16), owner=claire.person)
        follow_up = make_follow_up(f"Speak {number}", kind="invitation", owner=claire.person)
        Invitation.enter(follow_up, by=claire, **facts(date(2018, 5, 31)))
    client = sign_in(claire)
    client.get("/calendar/")
    with django_assert_num_queries(9):
        client.get("/calendar/?month=2018-05&whose=mine")


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        # The weeks of May run from 30 April to 3 June.
        (date(2018, 4, 29), None, []),
        (date(2018, 4, 30), None, [date(2018, 4, 30)]),
        (date(2018, 4, 28), date(2018, 4, 29), []),
        (date(2018, 4, 29), date(2018, 4, 30), [date(2018, 4, 30)]),
        (date(2018, 6, 3), date(2018, 6, 5), [date(2018, 6, 3)]),
        (date(2018, 6, 4), None, []),
    ],
)
def test_a_meeting_stands_on_the_first_and_on_the_last_day_of_the_weeks(
    first: date, last: date | None, days: list[date], claire: User
) -> None:
    Meeting.log(by=claire, title="Session", held_on=first, ends_on=last)
    month = Month(MAY, claire, mine=False, shows_house=True)
    assert [day.day for week in month.weeks() for day in week if day.items] == days


def test_what_is_restricted_says_so_on_its_day(secret: FollowUp, claire: User) -> None:
    secret.edit(by=claire, kind="invitation")
    event = facts(date(2018, 6, 12), reply_by=date(2018, 6, 11))
    Invitation.enter(secret, by=claire, on=date(2018, 6, 2), **event)
    secret.set_due(date(2018, 6, 10), by=claire)
    items = [item for day in Month(date(2018, 6, 1), claire, mine=False, shows_house=True).days() for item in day.items]
    assert [(item.kind, item.restricted) for item in items] == [
        ("meeting", True), ("due", True), ("reply", True), ("event", True),
    ]  # fmt: skip


def test_an_event_tells_its_answer_place_and_speaker_and_what_is_due_its_owner(
    make_follow_up: Make, claire: User, noor: User
) -> None:
    follow_up = make_follow_up(kind="invitation", owner=claire.person, due_on=date(2018, 5, 9))
    Invitation.enter(
        follow_up, by=claire, on=date(2018, 5, 1), **facts(date(2018, 5, 31), place="Lyon", speaker=noor.person)
    )
    items = [item for day in Month(MAY, claire, mine=False, shows_house=True).days() for item in day.items]
    assert [(item.kind, item.note) for item in items] == [
        ("due", "Claire Dubois"), ("event", "No answer yet · Lyon · Noor Haddad"),
    ]  # fmt: skip
