"""What becomes of a request by each deed on its follow-up, and once that is taken back: in `drawn/followed.txt`."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import NotLast, last_change, undo

pytestmark = pytest.mark.one_database
NOW = datetime(2018, 9, 12, 9, tzinfo=UTC)
DAY = date(2018, 10, 1)
LATER = DAY + timedelta(days=60)
Deed = Callable[[FollowUp], Any]


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def stands(request: ChangeRequest) -> str:
    row = ChangeRequest.objects.get(pk=request.pk)
    deeds = [f"{entry.verb} by {entry.author}" for entry in row.history.order_by("pk")]
    outcome = f", outcome {row.outcome.verb}" if row.outcome else ""
    told = f", answered by {row.answered_by} at {row.answered_at} “{row.answer}”" if row.answered_at else ""
    return f"{row.state}{outcome}{told} ({', '.join(deeds[1:])})"


def fresh(request: ChangeRequest) -> FollowUp:
    return FollowUp.objects.get(pk=request.follow_up_id)


def test_what_becomes_of_a_request_by_each_deed_and_by_its_undo(
    make_follow_up: Callable[..., FollowUp], claire: User, amina: User, noor: User, eu: Organisation
) -> None:
    deeds: dict[str, Deed] = {
        "dated": lambda row: row.set_due(DAY + timedelta(days=9), by=claire),
        "dated as asked": lambda row: row.set_due(LATER, by=claire),
        "undated": lambda row: row.edit(by=claire, due_on=None),
        "edited": lambda row: row.edit(by=claire, title="Another"),
        "noted": lambda row: row.note("They called.", by=claire),
        "waiting": lambda row: row.move_to("waiting", by=claire, waiting_on=eu, review_on=DAY),
        "done": lambda row: row.move_to("done", by=claire),
        "dropped": lambda row: row.move_to("dropped", by=claire, reason="No."),
        "removed": lambda row: row.remove(by=claire),
    }
    found: dict[str, list[str]] = {}
    for kind, due_on in (("date", LATER), ("drop", None)):
        for name, deed in deeds.items():
            row = make_follow_up(name, owner=noor.person, partner=eu, due_on=DAY)
            asked = ChangeRequest.ask(row, by=noor, reason="Moved.", due_on=due_on, asked_by=noor.person)
            deed(row)
            said = [stands(asked)]
            if name == "removed":
                fresh(asked).restore(by=amina)
            elif entry := last_change(fresh(asked)):
                undo(fresh(asked), entry, by=amina)
            said.append(f"taken back: {stands(asked)}")
            found[f"{kind}, {name}"] = said
    found |= answered(make_follow_up, claire, amina, noor)
    assert_drawn("followed", found, Path(__file__).parent / "drawn")


def answered(make: Callable[..., FollowUp], claire: User, amina: User, noor: User) -> dict[str, list[str]]:
    """Granted, refused or withdrawn; then taken back from the request, or why not."""
    ways: dict[str, Callable[[ChangeRequest], Any]] = {
        "granted": lambda asked: asked.grant(by=amina, answered_by=amina.person, answer="Gladly."),
        "refused": lambda asked: asked.refuse(by=amina, answer="No."),
        "withdrawn": lambda asked: asked.withdraw(by=noor),
    }
    since: dict[str, Deed] = {
        "nothing": lambda row: None,
        "another asked": lambda row: ChangeRequest.ask(row, by=claire, reason="Again.", asked_by=noor.person),
        "ended": lambda row: row.move_to("done", by=claire),
        "dated again": lambda row: row.set_due(DAY + timedelta(days=90), by=claire, reason="So."),
        "removed and back": lambda row: (row.remove(by=claire), row.restore(by=claire)),
    }
    found = {}
    for kind, due_on in (("date", LATER), ("drop", None)):
        for way, answer in ways.items():
            for name, deed in since.items():
                row = make(name, owner=noor.person, due_on=DAY)
                asked = ChangeRequest.ask(row, by=noor, reason="Moved.", due_on=due_on)
                entry = answer(asked)
                said = [f"{stands(asked)} | {answer(ChangeRequest.objects.get(pk=asked.pk))}"]
                said.append(tried(lambda deed=deed, asked=asked: deed(fresh(asked))))
                who = noor if way == "withdrawn" else amina
                back = ChangeRequest.objects.get(pk=asked.pk)
                said.append(f"taken back: {tried(lambda back=back, entry=entry, who=who: undo(back, entry, by=who))}")
                now = fresh(asked)
                said.append(f"{stands(asked)} | {now.status}, due {now.due_on}")
                found[f"{kind}, {way}, then {name}"] = said
    return found


def tried(deed: Callable[[], Any]) -> str:
    try:
        deed()
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    except NotLast:
        return "changed since"
    return "done"
