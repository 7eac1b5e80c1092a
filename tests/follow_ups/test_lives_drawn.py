"""Lives of follow-ups, deed by deed: what its entry tells, or why it is refused, and how the row stands then.

It stands in `drawn/lives.txt`.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.bulk.bulk_edit import worded
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.history.models import Entry
from tracker.history.undo import undo
from tracker.invitations.models import Invitation

pytestmark = pytest.mark.one_database
Make = Callable[..., FollowUp]
NOW = datetime(2018, 9, 12, 9, tzinfo=UTC)
TODAY = NOW.date()
STANDS = (
    *("status", "waiting_on", "review_on", "ended_on", "ended_before", "due_on", "due_words", "first_due_on"),
    *("owner", "progress", "acceptance", "reported_on", "confirmed_on", "confirmed_by", "removed_at"),
)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


class Life:
    def __init__(self, row: FollowUp) -> None:
        self.row, self.told = row, [f"{row.reference} {self.stands(row)}"]

    def stands(self, row: FollowUp) -> str:
        held = {name: value for name in STANDS if (value := getattr(row, name)) not in (None, "")}
        said = [f"{name}={value.date() if isinstance(value, datetime) else value}" for name, value in held.items()]
        return ", ".join(said)

    def does(self, verb: str, *args: Any, **how: Any) -> None:
        asked = [*map(str, args), *(f"{name}={value}" for name, value in how.items() if name != "by")]
        try:
            entry = getattr(self.row, verb)(*args, **how)
        except ValidationError as refusal:
            fields = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
            told = f"refused: {fields}"
        except ValueError as refusal:
            told = f"broken off: {refusal}"
        else:
            told = self.tell(entry)
        self.row = FollowUp.objects.get(pk=self.row.pk)
        event = f", answer={self.row.event.answer}" if self.row.event else ""
        self.told += [f"{verb} {', '.join(asked)}", f"  {told}", f"  {self.stands(self.row)}{event}"]

    def tell(self, entry: Entry | None) -> str:
        if entry is None:
            return "nothing"
        lines = [f"{line.label}: {line.before} → {line.after}" for line in worded(entry.changes)]
        return f"{entry.verb} by {entry.author} “{entry.note}” {'; '.join(lines)}"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def test_each_deed_tells_all_that_it_changes_and_leaves_the_rest(
    make_follow_up: Make, claire: User, noor: User, amina: User, eu: Organisation, coordinator: Person,
    workshop: Invitation,
) -> None:  # fmt: skip
    ClosingRule.add(by=None, kind="training")
    lives = {
        "moved": moved(Life(make_follow_up("Moved")), claire, eu),
        "dated": dated(Life(make_follow_up("Dated")), claire, amina, noor.person),
        "noted": noted(Life(make_follow_up("Noted")), claire, amina),
        "noted later": noted_later(Life(make_follow_up("Noted later")), claire),
        "to be confirmed": confirmed(Life(make_follow_up("Taught", kind="training")), claire, amina, coordinator),
        "conditional": conditional(Life(make_follow_up("Built", conditional=True, due_on=day(9))), claire),
        "came in as done": came_in(Life(make_follow_up("Old", kind="training", imported_on=TODAY)), claire),
        "answered": answered(Life(make_follow_up("Publish", kind="recommendation")), claire, amina),
        "invited": invited(Life(workshop.follow_up), claire),
    }
    assert_drawn("lives", {name: life.told for name, life in lives.items()}, Path(__file__).parent / "drawn")


def moved(life: Life, by: User, eu: Organisation) -> Life:
    life.does("move_to", "open", by=by)
    for status in ("waiting", "pending_resources", "lapsed"):
        life.does("move_to", status, by=by)
    life.does("move_to", "waiting", by=by, waiting_on=eu)
    life.does("move_to", "waiting", by=by, review_on=day(7))
    life.does("move_to", "waiting", by=by, waiting_on=eu, review_on=day(7), reason="They call back.")
    life.does("move_to", "waiting", by=by, waiting_on=eu, review_on=day(9))
    # Only what waits has somebody to wait on.
    life.does("move_to", "in_progress", by=by, waiting_on=eu, review_on=day(7))
    life.does("move_to", "done", by=None, by_name="Rosa Lind", reason="It was sent.")
    for status, reason in (("in_progress", ""), ("open", ""), ("open", "Not all of it."), ("dropped", "")):
        life.does("move_to", status, by=by, reason=reason)
    life.does("move_to", "dropped", by=by, reason="No money.", ended_on=day(-3))
    life.does("move_to", "declined", by=by, reason="No.")
    life.does("move_to", "open", by=by, reason="Money came.", due_on=day(30), strength="agreed")
    life.does("move_to", "declined", by=by, reason="No.", kind="document", strength="offered")
    for verb in ("remove", "remove", "restore", "restore"):
        life.does(verb, by=by)
    return life


def dated(life: Life, by: User, other: User, owner: Person) -> Life:
    life.does("edit", by=by, title="Dated")
    life.does("set_due", day(10), by=by)
    life.does("set_due", day(10), by=by)
    life.does("set_due", day(20), by=by)
    for asked in ({"due_on": day(30)}, {"due_on": day(30), "strength": "offered"}, {"strength": "offered"}):
        life.does("edit", by=by, **asked)
    life.does("edit", by=by, reason="They asked.", due_on=None, strength="exploratory")
    life.does("set_due", day(5), by=by)
    life.does("set_due", day(5), by=by, reason="Again.")
    life.does("set_due", day(10), by=by, reason="As first.")
    life.does("set_due", day(11), by=by)
    life.does("edit", by=other, conditional=True, detail="In full.")
    life.does("edit", by=other, conditional=False, reason="It came.")
    life.does("give_to", owner, by=other, note="She knows.")
    life.does("give_to", owner, by=other)
    life.does("give_to", None, by=other, at=NOW - timedelta(days=1))
    return life


def noted(life: Life, by: User, other: User) -> Life:
    life.does("note", "They called.", by=by)
    life.does("note", "They called.", by=by)
    life.does("note", "They called.", by=other)
    life.does("note", "It goes.", by=by, progress=2)
    life.does("note", "It goes on.", by=by, progress=2)
    life.does("note", "It went well.", by=by, progress=1, at=NOW - timedelta(days=1))
    life.does("note", "It went.", by=by, at=NOW - timedelta(days=1))
    life.does("note", "It goes well.", by=None, by_name="Rosa Lind", progress=1)
    return life


def noted_later(life: Life, by: User) -> Life:
    """Only a note that says how it goes stands in the way of an earlier one, and only while it stands."""
    life.does("note", "It went.", by=by, progress=3, at=NOW - timedelta(days=5))
    life.does("note", "They called.", by=by)
    life.does("note", "It goes.", by=by, progress=2, at=NOW - timedelta(days=2))
    life.does("note", "It was.", by=by, progress=1, at=NOW - timedelta(days=3))
    undo(life.row, life.row.history.get(note="It goes."), by=by)
    life.row = FollowUp.objects.get(pk=life.row.pk)
    life.does("note", "It was.", by=by, progress=1, at=NOW - timedelta(days=3))
    life.does("note", "It was so.", by=by, progress=2, at=NOW - timedelta(days=3, hours=3))
    return life


def confirmed(life: Life, by: User, other: User, partner: Person) -> Life:
    life.does("confirm", by=other)
    life.does("move_to", "done", by=by, reason="Forty came.")
    life.does("confirm", by=other, on=day(-1))
    life.does("confirm", by=other, confirmed_by=partner, note="I was there.")
    life.does("confirm", by=other)
    life.does("move_to", "open", by=by, reason="One is missing.")
    life.does("move_to", "done", by=by, kind="document")
    life.does("move_to", "open", by=by, reason="Once more.", kind="training")
    life.does("move_to", "done", by=by)
    life.does("confirm", by=other, on=day(2))
    return life


def conditional(life: Life, by: User) -> Life:
    for status in ("in_progress", "waiting", "open"):
        life.does("move_to", status, by=by)
    life.does("edit", by=by, conditional=False, title="Built at last")
    life.does("edit", by=by, conditional=True)
    life.does("move_to", "dropped", by=by, reason="No money.")
    life.does("edit", by=by, title="Not built")
    life.does("move_to", "open", by=by, reason="Money.")
    life.does("move_to", "done", by=by)
    life.does("edit", by=by, conditional=False)
    return life


def came_in(life: Life, by: User) -> Life:
    life.does("move_to", "done", by=by, ended_before=TODAY)
    life.does("move_to", "open", by=by, reason="It is not.")
    life.does("move_to", "done", by=by)
    return life


def answered(life: Life, by: User, other: User) -> Life:
    life.does("answer_recommendation", None, by=by)
    for answer, reason in ((3, ""), (3, "Again."), (4, ""), (2, ""), (2, "Not the names."), (1, ""), (None, "")):
        life.does("answer_recommendation", answer, by=other, reason=reason)
    life.does("edit", by=by, kind="document")
    life.does("answer_recommendation", 1, by=by)
    return life


def invited(life: Life, by: User) -> Life:
    life.does("move_to", "declined", by=by, reason="No time.")
    life.does("move_to", "open", by=by, reason="There is time.")
    life.does("move_to", "lapsed", by=by)
    life.does("move_to", "open", by=by, reason="It was moved.")
    life.does("move_to", "done", by=by, kind="document")
    life.does("edit", by=by, meeting=None)
    return life
