"""What of the calendar is chosen in its address: whose, which meetings, how it is laid out; and what stands where."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.conftest import facts
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.pages import calendar_month
from tracker.pages.calendar_month import Month

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
MAY = date(2018, 5, 1)


def shown(month: Month) -> list[tuple[int, str, str]]:
    return [(day.day.day, item.kind, item.title) for day in month.days() for item in day.items]


def test_the_address_says_whose_it_is_and_whether_all_meetings_of_the_house_stand_there(
    claire: User, noor: User, make_follow_up: Make, sign_in: SignIn
) -> None:
    """Without a word of it all meetings stand in that of everybody, and one's own in one's own."""
    Meeting.log(by=claire, title="Of others", held_on=date(2018, 5, 3))
    Meeting.log(by=claire, title="Mine", held_on=date(2018, 5, 2), participants=[Participant(noor.person)])
    make_follow_up("Theirs", due_on=date(2018, 5, 5))
    make_follow_up("Own", due_on=date(2018, 5, 4), owner=noor.person)
    client = sign_in(noor)
    mine, all_of_them, due, theirs = "Mine", ["Mine", "Of others"], "Own", ["Own", "Theirs"]
    expected = {
        "": [mine, due], "whose=mine": [mine, due], "whose=nobody": [mine, due], "meetings=on": [*all_of_them, due],
        "meetings=off": [mine, due], "meetings=x": [mine, due], "whose=all": [*all_of_them, *theirs],
        "whose=all&meetings=off": [mine, *theirs], "whose=all&meetings=on": [*all_of_them, *theirs],
    }  # fmt: skip
    found = {query: client.get(f"/calendar/?month=2018-05&{query}").context for query in expected}
    assert {query: [title for _day, _kind, title in shown(each["month"])] for query, each in found.items()} == expected
    assert [client.get(f"/calendar/?view={view}").context["view"] for view in ("agenda", "month", "", "x")] == [
        "agenda", "month", "month", "month",
    ]  # fmt: skip


def test_a_list_laid_out_as_a_month_shows_its_own_rows_whatever_their_status(
    claire: User, noor: User, make_follow_up: Make, sign_in: SignIn
) -> None:
    make_follow_up("Ended", due_on=date(2018, 5, 4)).move_to("done", by=claire)
    make_follow_up("Open", due_on=date(2018, 5, 5))
    Meeting.log(by=claire, title="Talks", held_on=date(2018, 5, 3))
    client, path = sign_in(noor), "/follow-ups/?layout=calendar&month=2018-05"

    def titles(query: str) -> list[str]:
        return [title for _day, _kind, title in shown(client.get(f"{path}&{query}").context["month"])]

    asked = ("status=", "status=ended", "status=active", "status=&meetings=off", "q=open")
    assert [titles(query) for query in asked] == [
        ["Talks", "Ended", "Open"], ["Talks", "Ended"], ["Talks", "Open"], ["Ended", "Open"], ["Talks", "Open"],
    ]  # fmt: skip
    context = client.get(f"{path}&view=agenda").context
    assert (context["view"], context["whose"], context["layout"]) == ("agenda", "all", "calendar")


def test_on_one_day_it_stands_by_the_hour_then_by_its_kind_then_by_its_title(
    claire: User, make_follow_up: Make, eu: Organisation
) -> None:
    """What takes no hour comes first."""
    day = date(2018, 5, 9)
    for title, hour in (("At ten", 10), ("Late", 15), ("Zulu", None), ("Alpha", None)):
        Meeting.log(by=claire, title=title, held_on=day, starts_at=time(hour) if hour else None)
    make_follow_up("Beta", due_on=day)
    make_follow_up("Able", due_on=day)
    event = make_follow_up("Speak", kind="invitation")
    Invitation.enter(event, by=claire, on=date(2018, 5, 1), **facts(day, reply_by=day, title="Fair", place="Lyon"))
    items = [
        (item.at, item.kind, item.title)
        for each in Month(MAY, claire, mine=False, shows_house=True).days()
        for item in each.items
    ]
    assert items == [
        (None, "meeting", "Alpha"), (None, "meeting", "Zulu"), (None, "event", "Fair"), (None, "reply", "Speak"),
        (None, "due", "Able"), (None, "due", "Beta"), (time(10), "meeting", "At ten"), (time(15), "meeting", "Late"),
    ]  # fmt: skip


def test_a_meeting_says_where_it_is_or_why_it_is_not(claire: User) -> None:
    Meeting.log(by=claire, title="Held", held_on=date(2018, 5, 9), place="Lyon", starts_at=time(10))
    off = Meeting.log(by=claire, title="Off", held_on=date(2018, 5, 9), place="Nice")
    off.call_off(by=claire, why="Strike")
    [day] = Month(MAY, claire, mine=False, shows_house=True).days()
    assert [(item.title, item.at, item.note, item.look, item.address, item.glance) for item in day.items] == [
        ("Off", None, "Called off: Strike", "called-off", off.get_absolute_url(), ""),
        ("Held", time(10), "Lyon", "", day.items[1].address, ""),
    ]  # fmt: skip


def test_what_is_due_before_its_reply_stands_in_both_months_and_each_thing_once(
    claire: User, make_follow_up: Make
) -> None:
    """The reply is due in April, the follow-up in May, and the event in June."""
    row = make_follow_up("Speak", kind="invitation", due_on=date(2018, 5, 30))
    Invitation.enter(
        row, by=claire, on=date(2018, 3, 1), **facts(date(2018, 6, 20), reply_by=date(2018, 4, 10), title="Fair")
    )
    months = [shown(Month(date(2018, month, 1), claire, mine=False)) for month in (3, 4, 5, 6, 7)]
    assert months == [[], [(10, "reply", "Speak")], [(30, "due", "Speak")], [(20, "event", "Fair")], []]


def test_days_of_the_weeks_around_are_of_no_month_and_one_of_them_is_today(claire: User, today: date) -> None:
    Meeting.log(by=claire, title="April", held_on=date(2018, 4, 30))
    Meeting.log(by=claire, title="June", held_on=date(2018, 6, 3))
    month = Month(MAY, claire, mine=False, shows_house=True)
    assert (shown(month), month.cut) == ([], False)
    weeks = month.weeks()
    around = [(str(day.day), [item.title for item in day.items]) for week in weeks for day in week if not day.in_month]
    assert around == [
        ("2018-04-30", ["April"]), ("2018-06-01", []), ("2018-06-02", []), ("2018-06-03", ["June"]),
    ]  # fmt: skip
    days = [day for week in Month(today.replace(day=1), claire, mine=True).weeks() for day in week]
    assert [day.day for day in days if day.is_today] == [today]


@pytest.mark.parametrize(("days", "cut"), [(60, ["Long"]), (61, [])])
def test_a_meeting_of_sixty_days_is_found_by_its_last_one(days: int, cut: list[str], claire: User) -> None:
    last = date(2018, 4, 30)
    Meeting.log(by=claire, title="Long", held_on=last - timedelta(days=days), ends_on=last)
    month = Month(MAY, claire, mine=False, shows_house=True)
    assert [item.title for item in month.by_day[last]] == cut


def test_as_many_as_a_month_may_show_are_all_there_and_one_more_is_not(
    claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_month, "MOST", 2)
    for number in range(2):
        Meeting.log(by=claire, title=f"Talks {number}", held_on=date(2018, 5, 1 + number))

    def found() -> tuple[Any, ...]:
        month = Month(MAY, claire, mine=False, shows_house=True)
        return [title for _day, _kind, title in shown(month)], month.cut

    before = found()
    Meeting.log(by=claire, title="Talks 2", held_on=date(2018, 5, 9))
    assert (before, found()) == ((["Talks 0", "Talks 1"], False), (["Talks 0", "Talks 1"], True))
