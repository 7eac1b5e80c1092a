"""What is said of the days of a follow-up, in lists, in files and on the desk: stands in `drawn/days_said.txt`."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from tests.house.drawings import assert_drawn
from tracker.directory.models import Organisation
from tracker.follow_ups import conditions
from tracker.follow_ups.due_in_words import in_full, is_time_to_ask, say_as_due, say_due, say_wait, to_copy
from tracker.follow_ups.marks import marked_title
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.next_statuses import next_of
from tracker.follow_ups.progress.rhythm import is_quiet, say_review
from tracker.follow_ups.statuses import Status

pytestmark = pytest.mark.one_database
# A Wednesday.
TODAY = date(2018, 9, 12)
UPDATED = datetime(2018, 8, 1, 23, 30, tzinfo=UTC)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


AUTUMN = {"due_begins": date(2018, 9, 1), "due_on": date(2018, 11, 30), "due_words": "this autumn"}
WAITING = {"status": "waiting", "waiting_on": Organisation(name="European Union", short_name="EU")}
CASES: dict[str, dict[str, Any]] = {
    "nothing": {},
    **{f"due {number}": {"due_on": day(number)} for number in (-400, -31, -1, 0, 1, 4, 7, 30, 300)},
    **{f"theirs {number}": {"due_on": day(number), "owed_by": "partner"} for number in (-400, -1, 0, 1)},
    **{f"{each} -9": {"due_on": day(-9), "status": each} for each in ("in_progress", "pending_resources", "done")},
    "done, nothing": {"status": "done"},
    "a span": AUTUMN,
    "a span, late": {**AUTUMN, "due_begins": day(-60), "due_on": day(-1)},
    "a span, theirs": {**AUTUMN, "due_begins": day(-60), "due_on": day(-1), "owed_by": "partner"},
    "a span, done": {**AUTUMN, "due_begins": day(-60), "due_on": day(-1), "status": "done"},
    "a span without words": {**AUTUMN, "due_words": ""},
    "reply first": {"due_on": day(9), "reply_due_on": day(2), "event_on": day(20), "kind": "invitation"},
    "reply late": {"due_on": day(9), "reply_due_on": day(-2), "event_on": day(20), "kind": "invitation"},
    "event first": {"due_on": day(30), "event_on": day(20), "kind": "invitation"},
    "event today": {"reply_due_on": day(-3), "event_on": day(0), "kind": "invitation"},
    "event passed": {"reply_due_on": day(-3), "event_on": day(-1), "kind": "invitation"},
    "event passed, theirs": {"due_on": day(-3), "event_on": day(-1), "kind": "invitation", "owed_by": "partner"},
    **{f"waits {number}": {**WAITING, "review_on": day(number)} for number in (-1, 0, 1, 200)},
    "waits, late": {**WAITING, "review_on": day(1), "due_on": day(-1)},
    "waits, on nobody": {"status": "waiting", "review_on": day(1)},
    "waits, for ever": WAITING,
    **{f"quiet {kind}": {"kind": kind} for kind in ("invitation", "meeting", "training", "decision", "other")},
    "offered by them": {"owed_by": "partner", "strength": "offered"},
    "exploratory, unconfirmed": {"strength": "exploratory", "status": "done", "reported_on": day(-1)},
    "confirmed": {"status": "done", "reported_on": day(-1), "confirmed_on": day(0)},
}  # fmt: skip


def said_of(values: dict[str, Any]) -> str:
    row = FollowUp(title="Send it", reference="F-2018-001", **{"updated_at": UPDATED, **values})
    said, look = say_due(row, TODAY), conditions.lateness(row, TODAY)
    asks = "ask" if is_time_to_ask(row, TODAY) else ""
    words = [
        said, in_full(row, said, look), say_as_due(row, said, look), to_copy(row, said), look, say_wait(row, TODAY),
        asks, say_review(row), "quiet" if is_quiet(row, TODAY) else "", marked_title(row),
        next_of(Status(row.status), row.kind),
    ]  # fmt: skip
    return " | ".join(words)


def test_the_days_of_a_follow_up_are_said_everywhere() -> None:
    found = {}
    for language in ("en", "fr"):
        with translation.override(language):
            found |= {f"{name} ({language})": [said_of(values)] for name, values in CASES.items()}
    assert_drawn("days_said", found)
