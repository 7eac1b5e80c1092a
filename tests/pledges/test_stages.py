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


def test_each_stage_offers_every_other_and_says_which_take_more_than_a_click() -> None:
    steps = {stage: "".join(f" {after}{'…' * more}" for after, more in choices(stage)) for stage in Stage}
    assert steps == {
        "indicated": " pledged committed received withdrawn…",
        "pledged": " indicated… committed received withdrawn…",
        "committed": " indicated… pledged… received withdrawn…",
        "received": " indicated… pledged… committed… withdrawn…",
        "withdrawn": " indicated… pledged… committed… received…",
    }
    assert problems("withdrawn", "indicated", {"reason": ""}) == {"reason": "Say why, in a few words."}
    assert problems("indicated", "gone", {"reason": "So."}) == {"stage": "There is no such stage."}
