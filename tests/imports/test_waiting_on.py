"""On whom and until when a row says that it waits, where it says no status, or another one."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.imports.conftest import Brought, confirm_and_write, outcomes, problems
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.imports.reading.row_values import Row
from tracker.imports.row_changes import changed

Make = Callable[..., FollowUp]
HEADS = ["Ref", "Title", "Status", "Waiting on", "Waiting until"]
NOT_WAITING = "It does not wait. Give it the status “Waiting on partner”, or leave this empty."


@pytest.fixture
def waits(make_follow_up: Make, claire: User, eu: Organisation) -> FollowUp:
    follow_up = make_follow_up("Ask", partner=eu)
    follow_up.move_to("waiting", by=claire, waiting_on=eu, review_on=date(2030, 4, 1))
    return follow_up


def test_what_waits_on_nobody_is_not_taken_as_it_were_the_same(
    brought: Brought, make_follow_up: Make, eu: Organisation
) -> None:
    is_open = make_follow_up("Send").reference
    source = brought(
        HEADS,
        [is_open, "", "", "EU", ""],
        ["", "Call", "", "", "1 May 2030"],
        ["", "Write", "in progress", "EU", ""],
        ["", "Ask", "done", "EU", ""],
        ["", "Speak", "waiting", "EU", "1 May 2030"],
    )
    assert problems(source) == [["D2", NOT_WAITING], ["E3", NOT_WAITING], ["D4", NOT_WAITING]]
    assert outcomes(source) == [(2, "refused"), (3, "refused"), (4, "refused"), (5, "new"), (6, "new")]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["", "EUROPOL", ""], ("waiting", "EUROPOL")),
        (["", "EU", "1 April 2030"], ("waiting", "EU")),
        # What stood there until now may stay in the list, whatever becomes of it.
        (["in progress", "EU", "1 April 2030"], ("in_progress", "None")),
        (["done", "EUROPOL", ""], ("done", "None")),
    ],
)
def test_what_waits_takes_whom_it_waits_on(
    row: list[str], found: tuple[str, str], brought: Brought, waits: FollowUp, europol: Organisation
) -> None:
    source = brought(HEADS, [waits.reference, "", *row])
    confirm_and_write(source)
    waits.refresh_from_db()
    assert (problems(source), (waits.status, str(waits.waiting_on))) == ([], found)


def test_what_waits_no_more_when_it_is_written_is_refused(
    brought: Brought, waits: FollowUp, europol: Organisation, amina: User
) -> None:
    source = brought(HEADS, [waits.reference, "", "", "EUROPOL", ""])
    waits.move_to("open", by=amina)
    confirm_and_write(source)
    assert problems(source) == [["D2", NOT_WAITING]]


def test_whoever_keeps_the_status_of_others_keeps_that_it_does_not_wait(
    make_follow_up: Make, claire: User, europol: Organisation
) -> None:
    row = Row(aside={"status": "waiting", "waiting_on": europol})
    row.leave_out(["status"])
    assert changed(make_follow_up("Send"), row, claire, set()) == {}
