"""A line about a follow-up, wherever it stands and whoever reads it: what it says, and what sets it off.

It stands in `drawn/lines.txt`.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.template import Context
from django.test import RequestFactory
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.draw_row import draw_row
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.templatetags import lines
from tracker.follow_ups.templatetags.follow_ups import due_of, facts_of, owner_of, status_of
from tracker.meetings.models import Meeting
from tracker.tags.models import Tag

pytestmark = pytest.mark.one_database
NOW = datetime(2018, 9, 12, 9, tzinfo=UTC)
# What a reader sees of a tag: the state of a part, where it leads, what it is called.
SAID = (
    "data-state",
    "data-mark",
    "data-may",
    "data-column",
    "href",
    "action",
    "title",
    "aria-label",
    "hx-get",
    "data-next",
)
DRAWN = Path(__file__).parent / "drawn"


def day(number: int) -> date:
    return NOW.date() + timedelta(days=number)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def rows(
    make_follow_up: Callable[..., FollowUp], claire: User, noor: User, eu: Organisation, wco: Organisation,
    visit: Meeting,
) -> dict[str, FollowUp]:  # fmt: skip
    gone = Person.add(by=None, name="Rosa Conti")
    Appointment.objects.create(person=gone, organisation=wco, title="Analyst", until=date(2018, 5, 24))
    ways: dict[str, dict[str, Any]] = {
        "plain": {}, "full": {"owner": noor.person, "partner": eu, "meeting": visit, "due_on": day(20), "priority": 1},
        "late": {"due_on": day(-2), "owner": gone}, "theirs, late": {"due_on": day(-2), "owed_by": "partner"},
        "offered": {"strength": "offered", "tags": [Tag.write("Ports", by=None), Tag.write("Heritage", by=None)]},
        "theirs, exploratory": {"strength": "exploratory", "owed_by": "partner", "classification": "restricted"},
        "waiting": {"partner": eu}, "ask": {"partner": eu}, "theirs, ask": {"owed_by": "partner"},
        "pending": {"conditional": True},
        "done": {"due_on": day(-9)}, "done by then": {}, "dropped": {"due_on": day(5)}, "unconfirmed": {},
        "event": {"kind": "invitation"},
    }  # fmt: skip
    made = {name: make_follow_up(name, **values) for name, values in ways.items()}
    for name, until in (("waiting", 9), ("ask", 0), ("theirs, ask", -3)):
        made[name].move_to("waiting", by=claire, waiting_on=eu, review_on=day(until))
    for name, status in (("done", "done"), ("done by then", "done"), ("dropped", "dropped"), ("unconfirmed", "done")):
        made[name].move_to(status, by=claire, reason="So.")
    FollowUp.objects.filter(title="done by then").update(ended_before=day(0))
    FollowUp.objects.filter(title="unconfirmed").update(reported_on=day(-1))
    FollowUp.objects.filter(title="event").update(event_on=day(3), reply_due_on=day(1))
    return {row.title: row for row in FollowUp.objects.order_by("pk").as_lines()}


def said_of(html: str) -> str:
    def shown(tag: re.Match[str]) -> str:
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag[0]))
        return "".join(f" [{name} {found[name]}]" for name in SAID if found.get(name)) + " "

    words = re.sub(r"<[^>]*>", shown, html)
    return re.sub(r"F-2018-R\d+", "F-2018-R", re.sub(r"\d{7}", "KEY", " ".join(words.split()))) or "–"


def drawn(rows: Iterable[FollowUp], reader: User, **context: Any) -> list[str]:
    request = RequestFactory().get("/")
    request.user = reader
    return [said_of(lines.lines_of(Context({"request": request, **context}), [row])) for row in rows]


def test_each_line_says_what_is_so_of_it(rows: dict[str, FollowUp], claire: User, noor: User) -> None:
    some = [rows[name] for name in ("plain", "full", "theirs, late", "theirs, exploratory", "ask", "done")]
    found = {
        "to the officer": drawn(rows.values(), claire), "to a reader": drawn(rows.values(), noor),
        "on the heap of what they owe": drawn(some, claire, heap="owed", snoozes=True),
        "on the heap of what is quiet": drawn(some, claire, heap="quiet"),
        "on the heap of what is quiet, to a reader": drawn(some, noor, heap="quiet"),
        "of a partner": drawn(some, claire, hidden="partner"), "of a meeting": drawn(some, claire, hidden="meeting"),
        "of an owner": drawn(some, claire, hidden="owner"),
    }  # fmt: skip
    assert_drawn("lines", found, DRAWN)


def test_each_row_of_the_list_says_what_is_so_of_it(rows: dict[str, FollowUp], claire: User, noor: User) -> None:
    usual = ("reference", "title", "partner", "owner", "due", "status", "updated")
    found = {}
    for called, reader, names, may_tick in (
        ("to the officer", claire, usual, True), ("to a reader", noor, usual, False),
        ("other columns", claire, ("title", "tags", "kind", "priority", "review", "due_said"), True),
    ):  # fmt: skip
        page = {"within": "page", "shown": tuple(COLUMNS[name] for name in names), "may_tick": may_tick}
        each = FollowUp.objects.order_by("pk").as_rows(("priority", "tags", "meeting__held_on", "unit__name"))
        found[called] = [said_of(draw_row(row, reader, day(0), "no owner", page)) for row in each]
    assert_drawn("rows", found, DRAWN)


def facts(row: FollowUp, *, on_card: bool) -> str:
    said = [f"{label}: {words}" for label, words in facts_of(row, on_card=on_card)]
    return f"{'Card' if on_card else 'Facts'} {'; '.join(said)}"


def test_each_part_by_itself_says_what_is_so(rows: dict[str, FollowUp]) -> None:
    found = {
        name: [
            said_of(status_of(row, True)), said_of(status_of(row, False)), said_of(due_of(row, True, "page")),
            said_of(due_of(row, False, "margin", worded=True)), said_of(owner_of(row, True, "margin")),
            said_of(owner_of(row, False, "page")),
            *(facts(FollowUp.objects.get(pk=row.pk), on_card=on_card) for on_card in (False, True)),
        ]
        for name, row in rows.items()
    }  # fmt: skip
    assert_drawn("parts", found, DRAWN)
