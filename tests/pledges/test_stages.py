"""The stages of a pledge, as a table."""

import pytest

from tracker.pledges.stages import Stage, choices, needs_reason, next_of, problems, share_of


def test_a_pledge_may_go_from_any_stage_to_any_other() -> None:
    assert {stage: set(next_of(stage)) for stage in Stage} == {stage: set(Stage) - {stage} for stage in Stage}


@pytest.mark.parametrize(
    ("before", "after", "needed"),
    [
        ("indicated", "pledged", False),
        ("indicated", "received", False),
        ("committed", "received", False),
        ("received", "committed", True),
        ("indicated", "withdrawn", True),
        ("withdrawn", "indicated", True),
    ],
)
def test_only_steps_back_are_told_why(before: str, after: str, needed: bool) -> None:
    assert needs_reason(before, after) is needed
    assert dict(choices(before))[Stage(after)] is needed
    assert list(problems(before, after, {})) == (["reason"] if needed else [])
    assert problems(before, after, {"reason": "So it is."}) == {}


def test_a_stage_that_is_none_is_told_so() -> None:
    assert list(problems("indicated", "gone", {})) == ["stage"]


def test_only_what_is_firm_covers() -> None:
    assert {stage: share_of(stage) for stage in Stage} == {
        "indicated": "promised", "pledged": "promised", "committed": "covered", "received": "covered", "withdrawn": "",
    }  # fmt: skip
