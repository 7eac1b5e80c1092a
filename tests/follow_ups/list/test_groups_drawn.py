"""The list in groups, each whole: what it is called and narrowed to, its subtotals, its rows; in `drawn/groups.txt`."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.list import grouping
from tracker.follow_ups.list.grouping import GROUPED, groups_of, in_groups
from tracker.follow_ups.models import FollowUp
from tracker.lists.keyset_ordering import Order
from tracker.tags.models import Tag

pytestmark = pytest.mark.one_database
Make = Callable[..., FollowUp]
TODAY = date(2018, 9, 12)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2018, 9, 12, 9, tzinfo=UTC))


@pytest.fixture
def rows(
    make_follow_up: Make, claire: User, noor: User, eu: Organisation, unit: Organisation, wco: Organisation
) -> Any:
    """Of each choice at least one, of some two; namesakes; names that only differ in their case."""
    left = Person.add(by=None, name="Abel Left")
    namesakes = [Organisation.add(by=None, name=name) for name in ("Interpol", "interpol", "Zebra")]
    ports, museums = (Tag.write(name, by=None) for name in ("Ports", "Museums"))
    ways: list[dict[str, Any]] = [
        {"partner": eu, "owner": claire.person, "unit": unit, "due_on": day(-20), "kind": "training", "priority": 1},
        {"partner": eu, "owner": noor.person, "unit": wco, "due_on": day(-1), "owed_by": "partner", "priority": 4},
        {"partner": namesakes[0], "owner": claire.person, "due_on": day(18), "strength": "offered", "tags": [ports]},
        {"partner": namesakes[1], "due_on": day(19), "kind": "document", "tags": [ports, museums], "priority": 2},
        {"partner": namesakes[2], "owner": left, "due_on": day(0), "strength": "exploratory", "tags": [museums]},
        {"kind": "recommendation", "owed_by": "partner", "due_on": day(-3)},
        {"kind": "recommendation", "classification": "restricted", "priority": 3},
        {"unit": unit, "conditional": True},
    ]
    made = [make_follow_up(f"Row {number}", **values) for number, values in enumerate(ways)]
    made[3].move_to("done", by=claire)
    made[4].move_to("dropped", by=claire, reason="No money.")
    made[2].move_to("in_progress", by=claire)
    made[0].note("It goes.", by=claire, progress=2)
    made[1].note("It goes.", by=claire, progress=1)
    made[5].answer_recommendation(1, by=claire)
    made[6].answer_recommendation(4, by=claire, reason="No.")
    return FollowUp.objects.visible_to(claire)


def said_of(rows: Any, by: str, **how: Any) -> list[str]:
    groups = groups_of(rows, by, f"group={by}&page=2&kind=other&status=", TODAY, **how)
    said = [f"further {groups.further}, cut {groups.is_cut}"] if groups.further or groups.is_cut else []
    for group in groups.shown:
        titles = ", ".join(f"{row}{' again' if row.is_again else ''}" for row in group.rows)
        counts = f"{len(group.keys)}: late {group.late}, overdue {group.overdue}, ended {group.ended}"
        said.append(f"{group.label} | {counts} | {titles} +{group.further} | {group.narrowed}")
    return said


def test_each_group_says_all_of_itself(rows: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {by: said_of(rows, by) for by in GROUPED}
    found["owner, one each"] = said_of(rows, "owner", each=1)
    last = FollowUp.objects.filter(title__in=["Row 1", "Row 6"]).order_by("-title")
    found["status, some leading"] = said_of(rows, "status", leading=last)
    monkeypatch.setattr(grouping, "MOST_GROUPS", 2)
    found["status, two groups at most"] = said_of(rows, "status")
    monkeypatch.setattr(grouping, "MOST", 3)
    found["status, of three rows at most"] = said_of(rows, "status")
    found["status, of three rows"] = said_of(rows.filter(title__in=["Row 0", "Row 1", "Row 3"]), "status")
    assert_drawn("groups", found, Path(__file__).parent / "drawn")


def test_a_file_has_them_group_after_group(rows: Any) -> None:
    found = {by: [f"{row}" for row in in_groups(rows, by, Order("due", "due_order"))] for by in GROUPED}
    assert_drawn("in_groups", found, Path(__file__).parent / "drawn")
