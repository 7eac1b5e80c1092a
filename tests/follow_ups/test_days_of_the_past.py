"""For which days a follow-up counts as logged, ended or done: by what is known of them, imported or not."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.invitations.models import Invitation, Step
from tracker.kit.periods import Period
from tracker.meetings.models import Meeting

Make = Callable[..., FollowUp]
FIRST, LAST = date(2018, 5, 1), date(2018, 5, 31)
MAY = Period(FIRST, LAST)
BEFORE, AFTER = FIRST - timedelta(days=1), LAST + timedelta(days=1)


def titles(rows: Any) -> list[str]:
    return [row.title for row in rows.order_by("pk")]


def test_it_is_logged_on_the_day_agreed_or_met_or_else_written_down_unless_it_was_imported(
    make_follow_up: Make, claire: User
) -> None:
    days = {"before": BEFORE, "first": FIRST, "last": LAST, "after": AFTER}
    met = {name: Meeting.log(by=claire, title=name, held_on=day) for name, day in days.items()}
    logged: dict[str, date | None] = {}
    for name, day in days.items():
        make_follow_up(f"agreed {name}", agreed_on=day, meeting=met["first"])
        make_follow_up(f"met {name}", meeting=met[name])
        make_follow_up(f"met {name}, imported", meeting=met[name], imported_on=FIRST)
        written = [make_follow_up(f"written {name}"), make_follow_up(f"written {name}, imported", imported_on=FIRST)]
        at = timezone.make_aware(datetime.combine(day, time(0, 1) if name in ("first", "after") else time(23, 59)))
        for row in written:
            row.note("Later.", by=claire)
            FollowUp.objects.filter(pk=row.pk, imported_on=None).update(entered_on=day)
            Entry.objects.filter(object_id=row.pk, verb="noted").update(at=datetime.combine(FIRST, time(9), at.tzinfo))
        logged |= {f"{how} {name}": day for how in ("agreed", "met", "written")}
        logged |= {f"met {name}, imported": day, f"written {name}, imported": None}
    FollowUp.objects.filter(title__startswith="agreed").update(imported_on=AFTER)
    rows = FollowUp.objects.with_logged_day().annotate(day=F("logged_on"))
    assert dict(rows.values_list("title", "day")) == logged
    within = [name for name, day in logged.items() if day and FIRST <= day <= LAST]
    assert sorted(titles(FollowUp.objects.logged_within(MAY))) == sorted(within)
    assert sorted(title for part in FollowUp.objects.logged_apart(MAY) for title in titles(part)) == sorted(within)


def test_what_ended_on_a_day_that_nobody_knows_ended_in_no_period(make_follow_up: Make, claire: User) -> None:
    ways: dict[str, dict[str, Any]] = {
        "before": {"ended_on": BEFORE}, "first": {"ended_on": FIRST}, "last": {"ended_on": LAST},
        "after": {"ended_on": AFTER}, "dropped": {"ended_on": FIRST, "status": "dropped"},
        "by then, before": {"ended_on": FIRST, "ended_before": BEFORE},
        "by then, first": {"ended_on": FIRST, "ended_before": FIRST},
        "by then, after": {"ended_on": AFTER, "ended_before": AFTER},
        "by then, dropped": {"ended_on": FIRST, "ended_before": FIRST, "status": "dropped"},
    }  # fmt: skip
    for title, values in ways.items():
        FollowUp.objects.filter(pk=make_follow_up(title).pk).update(**{"status": "done", **values})
    make_follow_up("open")
    rows = FollowUp.objects.all()
    assert titles(rows.ended_within(MAY)) == ["first", "last", "dropped"]
    assert titles(rows.filter(conditions.done_within(MAY))) == ["first", "last"]
    assert titles(rows.open_or_done_within(MAY)) == ["first", "last", "open"]
    assert titles(rows.filter(conditions.done_on_unknown_day(MAY))) == ["by then, first", "by then, after"]
    assert [each.title for each in rows.active_first()] == [
        "open", "after", "by then, after", "last", "first", "dropped", "by then, before", "by then, first",
        "by then, dropped", "before",
    ]  # fmt: skip
    assert [*rows.active().by_due(), *rows.ended_last()] == [*rows.active_first()]
    assert titles(rows.without("ended_on")) == [title for title in ways if title.startswith("by then")]
    rows.get(title="by then, first").move_to("open", by=claire, reason="Not yet.")
    assert titles(rows.standing()) == titles(rows.active()) == ["by then, first", "open"]


def test_what_concerns_somebody_is_theirs_or_asks_something_of_them(
    make_follow_up: Make, workshop: Invitation, claire: User, omar: User, noor: User
) -> None:
    own = make_follow_up("own", owner=omar.person)
    make_follow_up("recorded", by=omar)
    nobody = User.objects.create_user("x@suivi.example")
    Person.add(by=None, name="Somebody else")

    def concerning(user: User) -> list[FollowUp]:
        return [*FollowUp.objects.concerning(user).order_by("pk")]

    assert [concerning(user) for user in (omar, noor, nobody)] == [[own], [], []]
    Step.objects.create(invitation=workshop, days=-99, owner=omar.person)
    Invitation.objects.update(speaker=noor.person)
    event = workshop.follow_up
    assert [concerning(user) for user in (omar, noor, claire, nobody)] == [[event, own], [event], [event], []]


def test_what_has_needs_has_one_that_stands(make_follow_up: Make, make_need: Callable[..., Any], claire: User) -> None:
    rows = {name: make_follow_up(name) for name in ("none", "one", "removed", "one of two removed")}
    make_need(1, follow_up=rows["one"])
    for name in ("removed", "one of two removed"):
        make_need(1, follow_up=rows[name]).remove(by=claire)
    make_need(1, follow_up=rows["one of two removed"])
    assert titles(FollowUp.objects.with_needs()) == ["one", "one of two removed"]
