"""The page of a series, and what stands before and after each of its meetings."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.test import Client

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.meetings.series.usual_participant_values import Usual
from tracker.pages.meetings.neighbours import series_context
from tracker.pages.meetings.series import days_to_come

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def weekly(claire: User, today: date, **values: Any) -> tuple[Series, Callable[[int], Meeting]]:
    """Weekly since three weeks ago; a function that gives its meeting in so many weeks, made where there is none."""
    begins = today - timedelta(days=21)
    series = Series.make(by=claire, name="Coordination", begins_on=begins, rule="FREQ=WEEKLY", **values)

    def at(weeks: int) -> Meeting:
        day = today + timedelta(days=7 * weeks)
        found: Meeting | None = series.meetings.filter(slot_on=day).first()
        title = f"Week {weeks}"
        return found or Meeting.log(by=claire, title=title, held_on=day, slot_on=day, series=series)

    return series, at


def test_it_counts_what_became_of_each_of_its_meetings(
    claire: User, noor: User, make_follow_up: Make, sign_in: SignIn, today: date
) -> None:
    series, at = weekly(claire, today)
    for weeks, states in ((-2, ["open", "done", "done"]), (-1, ["open", "open"]), (1, ["done"])):
        for state in states:
            row = make_follow_up(meeting=at(weeks))
            if state == "done":
                row.move_to("done", by=claire)
    make_follow_up(meeting=at(-1), classification=RESTRICTED)
    make_follow_up()

    def told(user: User) -> dict[str, Any]:
        context = sign_in(user).get(series.get_absolute_url()).context
        held = {
            name: [((each.meeting.held_on - today).days, each.active, each.ended) for each in context[name]]
            for name in ("coming", "past")
        }
        return held | {name: context[name] for name in ("count", "active", "ended")}

    coming = [(0, 0, 0), (7, 0, 1)] if series.meetings.filter(held_on=today).exists() else [(7, 0, 1)]
    assert told(noor) == {"coming": coming, "past": [(-7, 2, 0), (-14, 1, 2)], "count": 2, "active": 3, "ended": 3}
    assert told(claire) == {"coming": coming, "past": [(-7, 3, 0), (-14, 1, 2)], "count": 2, "active": 4, "ended": 3}


def test_the_days_to_come_leave_out_what_was_called_off_and_say_to_which_day_one_was_moved(
    claire: User, omar: User, sign_in: SignIn, today: date
) -> None:
    """A meeting that was moved is told by its new day, where one sees it; three days are told."""
    series, at = weekly(claire, today)
    week = [today + timedelta(days=7 * number) for number in range(6)]
    every = Meeting.objects.visible_to(claire)
    assert days_to_come(series, today, every) == week[:3]
    at(1).call_off(by=claire, why="Strike")
    assert days_to_come(series, today, every) == [week[0], *week[2:4]]
    moved = at(2)
    moved.change("edited", by=claire, held_on=week[2] + timedelta(days=1))
    assert days_to_come(series, today, every) == [week[0], week[2] + timedelta(days=1), week[3]]
    moved.change("edited", by=claire, held_on=today - timedelta(days=1))
    assert days_to_come(series, today, every) == [week[0], *week[3:5]]
    moved.change("edited", by=claire, held_on=today)
    assert days_to_come(series, today, every) == [today, today, week[3]]
    assert days_to_come(series, today, Meeting.objects.none()) == [week[0], *week[3:5]]
    moved.call_off(by=claire, why="Strike")
    assert days_to_come(series, today, every) == [week[0], *week[3:5]]
    client = sign_in(claire)
    assert client.get(series.get_absolute_url()).context["next_days"].startswith("Next: ")
    series.end(by=claire, on=today)
    assert client.get(series.get_absolute_url()).context["next_days"] == ""


def test_who_usually_comes_is_named_and_of_a_post_whoever_holds_it_today(
    claire: User, coordinator: Person, eu: Organisation, sign_in: SignIn, today: date
) -> None:
    post, gone = coordinator.appointments.get().title, Person.add(by=None, name="Gone")
    Appointment.objects.create(person=gone, organisation=eu, title=post, until=today - timedelta(days=1))
    usual = [Usual(None, eu, post), Usual(None, eu, "Nobody’s"), Usual(gone, eu, "Adviser"), Usual(claire.person)]
    series, _at = weekly(claire, today, usual=usual)
    rows = sign_in(claire).get(series.get_absolute_url()).context["usual"]
    assert [(str(each.row), each.row.person_left, [str(one) for one in each.holders]) for each in rows] == [
        (f"{post}, EU", False, [f"Gilles de Kerchove ({post}, EU)"]), ("Nobody’s, EU", False, []),
        ("Gone (Adviser, EU)", True, []), ("Claire Dubois", False, []),
    ]  # fmt: skip


def neighbours(meeting: Meeting, user: User) -> tuple[str, str, str]:
    found = series_context(Meeting.objects.get(pk=meeting.pk), user)
    return tuple(str(found[name]) for name in ("series", "previous", "following"))  # type: ignore[return-value]


def test_a_meeting_of_a_series_stands_between_its_own_and_another_between_those_with_its_partners(
    claire: User, omar: User, coordinator: Person, eu: Organisation, europol: Organisation, today: date
) -> None:
    """What was called off, is of somebody else, or nobody here may see, stands between nothing."""
    series, at = weekly(claire, today)
    one, two, three = (at(weeks) for weeks in (-2, -1, 2))
    for each, title in ((one, "One"), (two, "Two"), (three, "Three")):
        Meeting.objects.filter(pk=each.pk).update(title=title)
    Meeting.objects.filter(series=series).exclude(pk__in=[one.pk, two.pk, three.pk]).delete()
    there: dict[str, Any] = {"by": claire, "participants": [Participant(coordinator, eu)]}
    before, same, after = (
        Meeting.log(title=title, held_on=today + timedelta(days=days), **there)
        for title, days in (("Before", -30), ("Same day", -30), ("After", 30))
    )
    Meeting.log(title="Hidden", held_on=today - timedelta(days=29), classification=RESTRICTED, **there)
    Meeting.log(title="Off", held_on=today - timedelta(days=28), **there).call_off(by=claire, why="Strike")
    Meeting.log(by=claire, title="Of others", held_on=today, participants=[Participant(coordinator, europol)])
    Meeting.log(by=claire, title="Of ours", held_on=today)
    name = "Coordination"
    assert {str(each): neighbours(each, omar) for each in (before, same, after)} == {
        "Before": ("None", "None", "Same day"),
        "Same day": ("None", "Before", "After"),
        "After": ("None", "Same day", "None"),
    }
    assert neighbours(after, claire) == ("None", "Hidden", "None")
    told = {title: neighbours(each, omar) for title, each in (("One", one), ("Two", two), ("Three", three))}
    assert told == {"One": (name, "None", "Two"), "Two": (name, "One", "Three"), "Three": (name, "Two", "None")}
    # The one to come follows the series then, and is called so.
    two.call_off(by=claire, why="Strike")
    assert [neighbours(each, omar)[1:] for each in (one, three)] == [("None", name), ("One", "None")]
    one.change("edited", by=claire, participants=[Participant(coordinator, eu)])
    assert neighbours(one, omar) == (name, "Same day", name)


def test_it_is_told_who_called_it_off_last(claire: User, amina: User, visit: Meeting) -> None:
    assert series_context(visit, claire)["called_off"] is None
    first = visit.call_off(by=claire, why="Strike")
    assert first is not None
    assert series_context(visit, claire)["called_off"] == first
    visit.change("edited", by=claire, called_off_at=None, called_off_because="")
    assert series_context(visit, claire)["called_off"] is None
    visit.call_off(by=amina, why="Illness")
    entry = series_context(visit, claire)["called_off"]
    assert (entry.by, entry.verb) == (amina, "called off")
