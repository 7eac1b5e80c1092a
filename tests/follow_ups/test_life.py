"""The life of a follow-up, as a table."""

from datetime import date
from typing import Any

import pytest

from tracker.follow_ups.life import ACTIVE, ENDED, NEXT, Status, needs, next_of, problems, problems_with_due

MAY = date(2018, 5, 31)
JUNE = date(2018, 6, 30)
JULY = date(2018, 7, 31)


def test_every_status_is_either_active_or_ended() -> None:
    assert sorted([*ACTIVE, *ENDED]) == sorted(Status)


def test_no_status_leads_to_pending_resources() -> None:
    assert [before for before, after in NEXT.items() if Status.PENDING in after] == []


def test_an_ended_follow_up_can_only_be_reopened() -> None:
    assert {status: next_of(status, "training") for status in ENDED} == dict.fromkeys(ENDED, (Status.OPEN,))


def test_only_an_invitation_can_lapse() -> None:
    assert Status.LAPSED in next_of("open", "invitation")
    assert Status.LAPSED not in next_of("open", "training")


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ("open", "in_progress", ()),
        ("open", "done", ()),
        ("open", "waiting", ("waiting_on", "review_on")),
        ("in_progress", "declined", ("reason",)),
        ("waiting", "dropped", ("reason",)),
        ("done", "open", ("reason",)),
        ("waiting", "open", ()),
    ],
)
def test_a_status_says_what_it_needs(before: str, after: str, fields: tuple[str, ...]) -> None:
    assert needs(before, after) == fields


def test_a_move_that_gives_all_it_needs_has_no_problems() -> None:
    assert problems("open", "waiting", "other", {"waiting_on": "EU", "review_on": MAY}) == {}


def test_a_move_without_its_reason_is_told_so_beside_the_reason() -> None:
    assert list(problems("open", "dropped", "other", {"reason": ""})) == ["reason"]


def test_a_move_that_cannot_be_made_is_told_so_beside_the_status() -> None:
    assert list(problems("done", "in_progress", "other", {})) == ["status"]


@pytest.mark.parametrize(
    ("first", "old", "new", "reason", "fields"),
    [
        (None, None, MAY, "", []),
        (MAY, MAY, JUNE, "", []),
        (MAY, JUNE, JULY, "", ["reason"]),
        (MAY, JUNE, None, "", ["reason"]),
        (MAY, JUNE, JUNE, "", []),
        (MAY, JUNE, JULY, "The partner asked for it.", []),
    ],
)
def test_from_the_second_move_on_a_due_date_needs_a_reason(
    first: Any, old: Any, new: Any, reason: str, fields: list[str]
) -> None:
    assert list(problems_with_due(first, old, new, reason)) == fields
