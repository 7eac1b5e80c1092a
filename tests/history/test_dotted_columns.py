"""Columns by name, of a thing and of what hangs on it."""

import pytest

from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.dotted_columns import column, trace
from tracker.invitations.models import Invitation, Step


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("title", FollowUp._meta.get_field("title")),
        ("invitation.answer", Invitation._meta.get_field("answer")),
        ("invitation", None),
        ("participants", None),
        ("invitation.nothing", None),
        ("invitation.steps.reply.done_on", None),
    ],
)
def test_a_column_is_found_by_its_name_or_there_is_none(name: str, field: object) -> None:
    assert column(FollowUp, name) == field


@pytest.mark.parametrize(
    ("name", "field", "others"),
    [
        ("invitation.steps.reply.done_on", Step._meta.get_field("done_on"), ["Reply"]),
        ("invitation.steps.nonsense.days", Step._meta.get_field("days"), ["nonsense"]),
        ("nothing", None, ["nothing"]),
    ],
)
def test_of_several_that_hang_on_one_their_kind_says_which(name: str, field: object, others: list[str]) -> None:
    assert trace(FollowUp, name) == (field, others)


def test_a_thing_whose_kinds_have_no_names_is_called_as_it_is() -> None:
    assert trace(Organisation, "participants") == (None, ["participants"])
    assert trace(None, "title") == (None, ["title"])
