"""What a report counts on the first and the last day of its period, what is left out of it, and under which lines."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.history.models import Entry
from tracker.kit.periods import Period
from tracker.reports import due_date_slips, mailing_sheet
from tracker.reports.cuts import CUTS, above, places
from tracker.reports.due_date_slips import slipped
from tracker.reports.lines.durations import to_done, to_first_update
from tracker.reports.lines.without_days import WithoutDays
from tracker.reports.mailing_sheet import NothingToSendError, address_of, facts_of, is_general, sheet_of
from tracker.reports.models import Mailing

Make = Callable[..., FollowUp]
MAY = Period(date(2018, 5, 1), date(2018, 5, 31))


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def test_a_line_has_what_its_parts_have_up_to_the_unit_that_is_asked_for(
    wco: Organisation, unit: Organisation, eu: Organisation, europol: Organisation
) -> None:
    desk = Organisation.add(by=None, name="Desk", parent=unit, is_ours=True)
    whole = {wco: [wco], unit: [unit, wco], desk: [desk, unit, wco], eu: [eu], europol: [europol, eu]}
    of_unit = {wco: [], unit: [unit], desk: [desk, unit], eu: [], europol: []}

    def keys(rows: dict[Organisation, list[Organisation]]) -> dict[int, list[int]]:
        return {one.pk: [each.pk for each in many] for one, many in rows.items()}

    found = [above(CUTS["unit"]), above(CUTS["unit"], unit), above(CUTS["partner"], unit), above(CUTS["owner"], unit)]
    assert found == [keys(whole), keys(of_unit), keys(whole), {}]


def test_lines_stand_in_their_order_as_far_as_somebody_may_know_them(
    wco: Organisation, unit: Organisation, claire: User, omar: User
) -> None:
    ada, rosa = Person.add(by=claire, name="Ada Byron"), Person.add(by=claire, name="Rosa", classification="restricted")
    found = {
        "unit": places(CUTS["unit"], [unit.pk, None, wco.pk], claire), "part alone": places(CUTS["unit"],
        [unit.pk], claire),
        "owner": places(CUTS["owner"], [rosa.pk, ada.pk, None], omar), "kind": places(CUTS["kind"], ["other",
        "training"], omar),
        "nothing": places(CUTS["priority"], [None], omar),
    }  # fmt: skip
    assert {name: [(each.key, each.name, each.depth) for each in rows] for name, rows in found.items()} == {
        "unit": [(wco.pk, "WCO", 0), (unit.pk, "ENF", 1), (None, "Without unit", 0)],
        "part alone": [(unit.pk, "ENF", 0)], "owner": [(ada.pk, "Ada Byron", 0), (None, "Without owner", 0)],
        "kind": [("training", "Training", 0), ("other", "Other", 0)],
        "nothing": [(None, found["nothing"][0].name, 0)],
    }  # fmt: skip
    asked = [
        CUTS[name].asks(key)
        for name, key in (("unit", 7), ("unit", None), ("owner", None), ("tags", None), ("kind", 1))
    ]
    assert asked == [{"unit": 7}, {"without": "unit"}, {"unowned": "on"}, {"without": "tags"}, {"kind": 1}]


def test_what_was_done_counts_in_the_period_of_its_day(make_follow_up: Make, claire: User, unit: Organisation) -> None:
    """The period before May is April."""
    days = {"before": (date(2018, 3, 31), date(2018, 4, 1), date(2018, 4, 30)),
    "now": (date(2018, 5, 1), date(2018, 5, 31)),
            "after": (date(2018, 6, 1),)}  # fmt: skip
    took = iter((64, 1, 2, 4, 8, 16))
    for ended in [each for some in days.values() for each in some]:
        row = make_follow_up("Done", unit=unit)
        row.move_to("done", by=claire)
        agreed = ended - timedelta(days=next(took))
        FollowUp.objects.filter(pk=row.pk).update(ended_on=ended, agreed_on=agreed)
    dropped = make_follow_up("Dropped", unit=unit)
    dropped.move_to("dropped", by=claire, reason="So.")
    FollowUp.objects.filter(pk=dropped.pk).update(ended_on=date(2018, 5, 2), agreed_on=date(2017, 1, 1))
    rows = FollowUp.objects.visible_to(claire)
    now, before = to_done(rows, MAY, "unit", {})
    assert (now.total, now.by_key, before) == (6, {unit.pk: 6}, 1.5)


def test_what_was_logged_in_the_period_was_first_touched_after_it_was_logged(
    make_follow_up: Make, claire: User
) -> None:
    for days, noted in ((0, 3), (30, 5), (-1, 7), (31, 9), (10, None)):
        day = MAY.first + timedelta(days=days)
        row = make_follow_up(f"Logged {days}", agreed_on=day)
        if noted is not None:
            for later in (noted, noted + 20):
                row.note("They called.", by=claire, at=moment(day + timedelta(days=later)))
    come = make_follow_up("Brought", agreed_on=MAY.first)
    come.note("Seen", by=claire, at=moment(MAY.first))
    FollowUp.objects.filter(pk=come.pk).update(imported_on=MAY.first)
    found = to_first_update(FollowUp.objects.visible_to(claire), MAY, "unit", {})
    assert (found.total, found.by_key) == (4, {None: 4})


def test_what_came_in_without_its_days_is_left_out_from_the_day_the_period_begins(
    make_follow_up: Make, claire: User
) -> None:
    for days in (-1, 0, 40):
        day = MAY.first + timedelta(days=days)
        for agreed in (None, day):
            row = make_follow_up(f"Brought {days}")
            row.move_to("done", by=claire)
            FollowUp.objects.filter(pk=row.pk).update(imported_on=day, agreed_on=agreed, ended_before=day)
    make_follow_up("Logged here")
    assert WithoutDays.of(FollowUp.objects.visible_to(claire), MAY) == WithoutDays(2, 4)


def test_a_slip_is_a_due_date_that_was_moved_later_in_the_period(
    make_follow_up: Make, claire: User, omar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    june = date(2018, 6, 1)
    ways: dict[str, tuple[date, date | None, date | None]] = {
        "first day": (MAY.first, june, date(2018, 6, 8)), "last day": (MAY.last, june, date(2018, 6, 2)),
        "day before": (date(2018, 4, 30), june, date(2018, 6, 8)),
        "day after": (date(2018, 6, 1), june, date(2018, 6, 8)),
        "earlier": (MAY.first, june, date(2018, 5, 30)), "taken away": (MAY.first, june, None),
        "given": (MAY.first, None, june),
    }  # fmt: skip
    for title, (day, first, then) in ways.items():
        row = make_follow_up(title, due_on=first)
        row.set_due(then, by=claire, reason=f"Of {title}")
        Entry.objects.filter(object_id=row.pk).exclude(verb="added").update(at=moment(day))
    hidden = make_follow_up("Hidden", due_on=june, classification="restricted")
    hidden.set_due(date(2018, 6, 9), by=claire, reason="So.")
    Entry.objects.filter(object_id=hidden.pk).exclude(verb="added").update(at=moment(MAY.first + timedelta(days=1)))
    found = {user: slipped(FollowUp.objects.visible_to(user), MAY) for user in (claire, omar)}
    told = [(each.follow_up.title, each.before, each.after, each.days, each.reason) for each in found[omar]]
    assert told == [
        ("last day", june, date(2018, 6, 2), 1, "Of last day"), ("first day", june, date(2018, 6, 8), 7,
        "Of first day"),
    ]  # fmt: skip
    assert [each.follow_up.title for each in found[claire]] == ["last day", "Hidden", "first day"]
    monkeypatch.setattr(due_date_slips, "MOST", 2)
    assert [each.follow_up.title for each in slipped(FollowUp.objects.visible_to(claire), MAY)] == [
        "last day",
        "Hidden",
    ]


def test_a_mailing_holds_what_everybody_may_see_and_says_so(
    make_follow_up: Make, amina: User, omar: User, secret: FollowUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = date(2026, 3, 10)
    for title in ("One", "Two"):
        make_follow_up(title)
    view = SavedView.save_as("Mine", by=amina, query="status=active&sort=-title")
    closed = SavedView.save_as("Talks", by=amina, query=f"meeting={secret.meeting_id}")
    listed = Mailing.add(by=amina, made_by=amina, name="Monday", view=view, form="csv")
    report = Mailing.add(by=amina, made_by=amina, name="Quarter", cut="unit", over="last_quarter")
    cut = "It holds what everybody in Suivi may see: restricted matters are left out."
    period = "Period: October to December 2025, compared with July to September 2025."
    told: dict[str, Any] = {each.name: facts_of(each, today) for each in (listed, report)}
    assert {name: list(facts) for name, facts in told.items()} == {
        "Monday": ["Filter: Status: All active.", "Sorted by: Follow-up, falling.", cut],
        "Quarter": [period, cut],
    }  # fmt: skip
    sheet = sheet_of(listed, today)
    assert (sheet.title, list(sheet.facts)[-1]) == ("Monday", "As it stood on 10 March 2026.")
    assert [row[1] for table in sheet.tables for row in table.rows()] == ["Two", "One"]
    places_said = [address_of(each, today).partition("//")[2].partition("/")[2] for each in (listed, report)]
    assert places_said == [view.address.removeprefix("/"), "reports/?by=unit&period=2025-10-01+to+2025-12-31"]
    assert [is_general(each) for each in (view, closed)] == [True, False]
    refused = []
    for change in ({"view": closed}, {"view": SavedView.save_as("His", by=omar, query="")}, {}):
        made = Mailing(name="x", made_by=amina, form="csv", **(change or {"view": view}))
        monkeypatch.setattr(mailing_sheet, "MOST_ROWS", 1)
        with pytest.raises(NothingToSendError) as nothing:
            sheet_of(made, today)
        refused.append(nothing.value.why)
    assert (refused, permissions.anybody().sees_restricted) == (["not_general", "gone", "too_many"], False)
