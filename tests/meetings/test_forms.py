"""What people type about a meeting, judged without its page."""

from datetime import date, time

import pytest

from tracker.accounts.models import User
from tracker.meetings.forms import MeetingForm

TYPED = {
    "title": "Visit", "kind": "visit", "held_on": "30 December 2018", "classification": "general",
    "participants-TOTAL_FORMS": "0", "participants-INITIAL_FORMS": "0",
}  # fmt: skip
BEFORE = "The last day comes before the first."
NO_TIME = "Type a time such as 14:30."


def form(user: User, **typed: str) -> MeetingForm:
    return MeetingForm(TYPED | typed, user=user)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:30", time(14, 30)),
        ("9.05", time(9, 5)),
        ("14h30", time(14, 30)),
        ("14h", time(14)),
        ("14:30:15", time(14, 30, 15)),
        (" 0:00 ", time(0)),
        ("", None),
        ("24:00", [NO_TIME]),
        ("14", [NO_TIME]),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, read: time | list[str] | None, claire: User) -> None:
    found = form(claire, starts_at=typed)
    assert found.errors.get("starts_at", found.cleaned_data.get("starts_at")) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", None),
        ("30 December 2018", None),
        ("30 December", None),
        ("31 December", date(2018, 12, 31)),
        (" 2 January ", date(2019, 1, 2)),
        ("29 December", date(2019, 12, 29)),
        ("29 December 2018", [BEFORE]),
        ("tuesday", date(2019, 1, 1)),
        ("31 February", ["There is no such day in the calendar. Type a date such as 25 May 2018 or 2018-05-25."]),
    ],
)
def test_the_last_day_is_the_next_such_day_after_the_first(
    typed: str, read: date | list[str] | None, claire: User
) -> None:
    found = form(claire, ends_on=typed)
    assert found.errors.get("ends_on", found.cleaned_data.get("ends_on")) == read


def test_what_is_wrong_with_the_meeting_and_with_its_lines_is_said_at_once(claire: User) -> None:
    found = form(claire, title="", **{"participants-TOTAL_FORMS": "1", "participants-0-title": "Chair"})
    assert found.is_valid() is False
    assert (list(found.errors), [list(row.errors) for row in found.rows.forms]) == (["title"], [["person"]])
