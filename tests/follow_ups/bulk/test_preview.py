"""The look at a change of many, whole: what changes, what stays, what is gone, what is held up, who has left."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.bulk import preview
from tracker.follow_ups.bulk.bulk_edit import BulkEdit
from tracker.follow_ups.bulk.preview import Preview
from tracker.follow_ups.models import BulkChange, FollowUp
from tracker.needs.models import Allocation

Make = Callable[..., Any]


def chosen(rows: list[FollowUp], by: User) -> BulkChange:
    return BulkChange.choose([(row.pk, row.version) for row in rows], by=by)


def said_of(look: Preview) -> dict[str, Any]:
    rows = [(str(row.follow_up), [f"{line.label}: {line.after}" for line in row.lines], row.why, row.holds_up)
            for row in look.rows]  # fmt: skip
    counts = (look.gone, look.further, look.most, look.total)
    sides = ([str(row.follow_up) for row in look.changing], [str(row.follow_up) for row in look.staying])
    return {"rows": rows, "counts": counts, "sides": sides, "leaver": look.leaver}


def test_it_tells_of_each_what_becomes_of_it_and_counts_the_rest(
    make_follow_up: Make, claire: User, omar: User, wco: Organisation, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [make_follow_up(str(number), due_on=today) for number in range(3)]
    gone = make_follow_up("Gone")
    bulk = chosen([rows[0], gone, rows[1], rows[2]], omar)
    gone.edit(by=claire, classification="restricted")
    rows[1].move_to("done", by=claire)
    edit = BulkEdit(shift=1)
    look = said_of(Preview(bulk, edit, omar))
    assert [(title, len(lines), why, up) for title, lines, why, up in look["rows"]] == [
        ("0", 1, "", False), ("1", 0, "It has ended, so its due date stays.", False), ("2", 1, "", False),
    ]  # fmt: skip
    assert look["counts"] == (1, 0, 2, 4)
    assert (look["sides"], look["leaver"]) == ((["0", "2"], ["1"]), None)
    monkeypatch.setattr(preview, "AT_A_TIME", 2)
    assert said_of(Preview(bulk, edit, omar))["counts"] == (1, 2, 3, 4)
    # Without anything asked it names them.
    named = said_of(Preview(bulk, None, omar))
    assert named["rows"] == [("0", [], "", False)]
    rosa = Person.add(by=None, name="Rosa Conti")
    Appointment.objects.create(person=rosa, organisation=wco, title="Analyst", until=today - timedelta(days=1))
    owners = [Preview(bulk, BulkEdit(columns={"owner": owner}), omar).leaver for owner in (rosa, omar.person, None)]
    assert owners == [rosa, None, None]


def test_what_lacks_resources_is_held_up_where_it_would_begin(
    make_follow_up: Make, make_need: Make, make_pledge: Make, claire: User, eu: Organisation, today: date
) -> None:
    rows = {name: make_follow_up(name, partner=eu) for name in ("free", "lacking", "covered", "removed", "conditional")}
    needs = {name: make_need(100, follow_up=rows[name]) for name in ("lacking", "covered", "removed")}
    make_need(50, follow_up=rows["covered"]).remove(by=claire)
    Allocation.make(make_pledge(100, stage="committed"), needs["covered"], Decimal(100), by=claire)
    needs["removed"].remove(by=claire)
    fresh = {name: FollowUp.objects.get(pk=row.pk) for name, row in rows.items()}
    fresh["conditional"].edit(by=claire, conditional=True)
    FollowUp.objects.update(status="waiting", waiting_on=eu, review_on=today)
    bulk = chosen([FollowUp.objects.get(pk=row.pk) for row in rows.values()], claire)

    def held(**edit: Any) -> list[str]:
        return [str(row.follow_up) for row in Preview(bulk, BulkEdit(**edit), claire).rows if row.holds_up]

    asked = [{"status": "in_progress"}, {"status": "open"}, {"status": "done"}, {"columns": {"kind": "training"}}]
    assert [held(**edit) for edit in asked] == [["lacking", "conditional"], ["lacking", "conditional"], [], []]
