"""The life of a follow-up, as a table."""

from datetime import date
from typing import Any

import pytest

from tracker.follow_ups.statuses import (
    ACTIVE,
    ENDED,
    NEXT,
    Status,
    choices,
    lacks,
    needs,
    next_of,
    problems,
    problems_with_due,
    problems_with_strength,
    settled,
)

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


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("open", "dropped", {"reason": "Say why, in a few words."}),
        ("done", "open", {"reason": "Say why, in a few words."}),
        (
            "open",
            "waiting",
            {
                "waiting_on": "Name the partner you are waiting on.",
                "review_on": "Say until when you wait, so that Suivi can remind you.",
            },
        ),
        *(
            (*move, {"status": "It cannot go there from its present status. Look at it again and choose another."})
            for move in (("done", "in_progress"), ("open", "pending_resources"), ("pending_resources", "open"))
        ),
    ],
)
def test_a_move_that_lacks_something_is_told_so_beside_it(before: str, after: str, told: dict[str, str]) -> None:
    assert problems(before, after, "other", {"reason": ""}) == told


@pytest.mark.parametrize(
    ("status", "lacking", "covered"),
    [
        ("open", "pending_resources", "open"),
        ("in_progress", "pending_resources", "in_progress"),
        ("pending_resources", "pending_resources", "open"),
        *((status, status, status) for status in ("waiting", "done", "declined", "dropped", "lapsed")),
    ],
)
def test_what_lacks_resources_is_pending_unless_others_hold_it_up_or_it_ended(
    status: str, lacking: str, covered: str
) -> None:
    assert (settled(status, lacks=True), settled(status, lacks=False)) == (lacking, covered)


@pytest.mark.parametrize(
    ("conditional", "covered", "expected"),
    [
        (False, [], False),
        (True, [], True),
        (False, [True], False),
        (False, [False], True),
        (False, [True, False], True),
        (False, [False, True], True),
        (False, [False, False], True),
        (False, [True, True], False),
        (True, [True, True], False),
        (True, [True, False], True),
    ],
)
def test_it_lacks_resources_until_every_need_is_covered(conditional: bool, covered: list[bool], expected: bool) -> None:
    assert lacks(conditional, iter(covered)) is expected


def test_the_choices_say_which_take_more_than_a_click() -> None:
    def of(status: str, kind: str = "other") -> dict[str, bool]:
        return {str(after): more for after, more in choices(Status(status), kind)}

    ends = {"done": False, "declined": True, "dropped": True}
    assert of("open") == {"in_progress": False, "waiting": True, **ends}
    assert of("in_progress", "invitation") == {"open": False, "waiting": True, **ends, "lapsed": False}
    assert of("waiting") == {"open": False, "in_progress": False, **ends}
    assert of("pending_resources") == ends
    assert of("dropped") == {"open": True}


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
    told = {"reason": "The due date was moved before. Say why it moves again."}
    assert problems_with_due(first, old, new, reason) == {field: told[field] for field in fields}


@pytest.mark.parametrize(
    ("old", "new", "reason", "fields"),
    [
        ("agreed", "agreed", "", []),
        ("agreed", "offered", "", ["reason"]),
        ("exploratory", "agreed", "", ["reason"]),
        ("offered", "agreed", "The Council said yes.", []),
    ],
)
def test_another_strength_needs_a_reason(old: str, new: str, reason: str, fields: list[str]) -> None:
    told = {"reason": "How firm it is changes. Say why."}
    assert problems_with_strength(old, new, reason) == {field: told[field] for field in fields}
