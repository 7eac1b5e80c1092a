"""What a change of many makes of each, or why it leaves it alone: stands in `drawn/bulk_edits.txt`."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.bulk.bulk_edit import BulkEdit, Refusal
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.history.models import Entry
from tracker.tags.models import Tag

pytestmark = pytest.mark.one_database
Make = Callable[..., FollowUp]


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2018, 9, 12, 9, tzinfo=UTC))


@pytest.fixture
def rows(make_follow_up: Make, claire: User, noor: User, eu: Organisation, amina: User) -> dict[str, FollowUp]:
    """Several that differ in one thing each."""
    ClosingRule.add(by=None, kind="training", needs_evidence=True)
    due = date(2018, 10, 1)
    made = {
        "plain": make_follow_up(),
        "theirs": make_follow_up(partner=eu, owner=noor.person, due_on=due, tags=[Tag.write("Ports", by=amina)]),
        "moved": make_follow_up(due_on=due, priority=2),
        "done": make_follow_up(due_on=due),
        "training": make_follow_up(kind="training", due_on=date(2200, 12, 31)),
        "recommended": make_follow_up(kind="recommendation", strength="offered"),
        "conditional": make_follow_up(conditional=True),
    }
    made["moved"].set_due(date(2018, 11, 1), by=claire)
    made["done"].move_to("done", by=claire)
    made["conditional"].edit(by=claire, title="Conditional")
    return {name: FollowUp.objects.get(pk=row.pk) for name, row in made.items()}


@pytest.fixture
def edits(
    rows: dict[str, FollowUp], noor: User, unit: Organisation, eu: Organisation, amina: User
) -> dict[str, BulkEdit]:
    tag, other, until = Tag.objects.get(), Tag.write("Customs", by=amina), date(2018, 12, 1)
    return {
        "nothing": BulkEdit(),
        "a note": BulkEdit(note="They met."),
        **{status: BulkEdit(status=status) for status in ("open", "in_progress", "done", "dropped", "lapsed")},
        "done, with a note": BulkEdit(status="done", note="It was sent."),
        "waiting": BulkEdit(status="waiting", review_on=until),
        "waiting on one": BulkEdit(status="waiting", review_on=until, waiting_on=eu, note="They call."),
        "due": BulkEdit(columns={"due_on": until}),
        "due, with a note": BulkEdit(columns={"due_on": until}, note="They asked."),
        "due never": BulkEdit(columns={"due_on": None}),
        "shifted": BulkEdit(shift=14),
        "shifted back, with a note": BulkEdit(shift=-14, note="Sooner."),
        "owner": BulkEdit(columns={"owner": noor.person}),
        "owner, with a note": BulkEdit(columns={"owner": noor.person}, note="She knows."),
        "unit and partner": BulkEdit(columns={"unit": unit, "partner": eu}),
        "no partner": BulkEdit(columns={"partner": None}),
        "strength": BulkEdit(columns={"strength": "exploratory"}),
        "strength, with a note": BulkEdit(columns={"strength": "exploratory"}, note="They said so."),
        "kind and priority": BulkEdit(columns={"kind": "document", "priority": 1}),
        "accepted": BulkEdit(columns={"acceptance": 1}),
        "rejected": BulkEdit(columns={"acceptance": 4}),
        "rejected, with a note": BulkEdit(columns={"acceptance": 4}, note="Too dear."),
        "a tag": BulkEdit(tag=other),
        "a tag off": BulkEdit(tag_off=tag),
        "one for the other": BulkEdit(tag=other, tag_off=tag, status="in_progress"),
        "much at once": BulkEdit(status="in_progress", columns={"owner": noor.person}, shift=1, note="So it is."),
    }  # fmt: skip


def said_of(edit: BulkEdit, rows: dict[str, FollowUp], users: dict[str, User]) -> list[str]:
    asked = "; ".join(f"{line.label}: {line.after}" for line in edit.summary(users["claire"]))
    said = [f"asks={edit.asks} note={edit.is_note} {asked}"]
    for name, row in rows.items():
        why = {who: edit.refusal(row, row.version, user) for who, user in users.items()}
        lines = "; ".join(f"{line.label}: {line.before} → {line.after}" for line in edit.lines(row))
        said.append(
            f"{name}: {', '.join(f'{who} {Refusal(each).name}' for who, each in why.items() if each)} | {lines}"
        )
    return said


def test_each_of_many_becomes_what_is_asked_or_is_left_alone(
    rows: dict[str, FollowUp], edits: dict[str, BulkEdit], claire: User, noor: User, omar: User
) -> None:
    users = {"claire": claire, "omar": omar, "noor": noor}
    assert_drawn("bulk_edits", {name: said_of(edit, rows, users) for name, edit in edits.items()})


def test_what_is_asked_is_stored_and_read_as_it_was(edits: dict[str, BulkEdit]) -> None:
    assert {name: BulkEdit.read(edit.stored()) for name, edit in edits.items()} == edits


def test_each_is_changed_by_its_verb(rows: dict[str, FollowUp], edits: dict[str, BulkEdit], claire: User) -> None:
    """What stands in the history of the one that all of it may be asked of."""

    def told(edit: BulkEdit, row: FollowUp) -> list[str]:
        entry: Entry | None = edit.apply(row, by=claire) if not edit.refusal(row, row.version, claire) else None
        return [f"{entry.verb} {sorted(entry.changes)} {entry.note}" if entry else "nothing"]

    found = {
        name: told(edit, FollowUp.log(by=claire, title=name, due_on=date(2018, 10, 1))) for name, edit in edits.items()
    }
    assert_drawn("bulk_deeds", found)
