"""Saving an edited record over what others saved meanwhile."""

from typing import Any

import pytest

from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.records.models import Record
from tracker.records.save_version import RecordClashed, revise


def saved(record: Record, by: User, **typed: Any) -> list[str] | dict[str, Any]:
    """The record's texts, the oldest first; or what the page shows of a clash. The form began at the first version."""
    try:
        revise(Record.objects.get(pk=record.pk), 1, 1, by=by, **{"text": COMMUNIQUE, **typed})
    except RecordClashed as clash:
        return clash.shown
    return [version.text for version in record.versions.order_by("number")]


@pytest.mark.parametrize(
    ("theirs", "mine", "texts"),
    [
        ([], COMMUNIQUE, [COMMUNIQUE]),
        ([], "Mine.", [COMMUNIQUE, "Mine."]),
        (["Theirs."], COMMUNIQUE, [COMMUNIQUE, "Theirs."]),
        (["Theirs."], "Theirs.", [COMMUNIQUE, "Theirs."]),
        (["Theirs.", "Last."], "Last.", [COMMUNIQUE, "Theirs.", "Last."]),
        (["Theirs.", "Last."], COMMUNIQUE, [COMMUNIQUE, "Theirs.", "Last."]),
        # They took their change back: nothing clashes with mine.
        (["Theirs.", COMMUNIQUE], "Mine.", [COMMUNIQUE, "Theirs.", COMMUNIQUE, "Mine."]),
        (["Theirs.", COMMUNIQUE], COMMUNIQUE, [COMMUNIQUE, "Theirs.", COMMUNIQUE]),
    ],
)
def test_the_text_is_the_one_that_only_one_of_the_two_changed(
    theirs: list[str], mine: str, texts: list[str], communique: Record, claire: User, amina: User
) -> None:
    for text in theirs:
        communique.rewrite(text, by=amina)
    assert saved(communique, claire, text=mine) == texts


@pytest.mark.parametrize(
    ("theirs", "mine", "fields", "is_text"),
    [
        ({}, {"text": "Mine."}, [], True),
        ({"kind": "note"}, {"kind": "decisions"}, ["kind"], False),
        ({"kind": "note"}, {"text": "Mine.", "kind": "decisions"}, ["kind"], True),
        ({"kind": "note"}, {"text": "Mine.", "kind": "note", "language": "fr"}, [], True),
    ],
)
def test_a_clash_of_texts_is_shown_as_what_differs_and_others_side_by_side(
    theirs: dict[str, str], mine: dict[str, str], fields: list[str], is_text: bool,
    communique: Record, claire: User, amina: User,
) -> None:  # fmt: skip
    communique.rewrite("Theirs.", by=amina, **theirs)
    shown = saved(communique, claire, **mine)
    assert isinstance(shown, dict)
    text = shown["text_clash"]
    assert ([clash.field for clash in shown["clashes"]], text is not None) == (fields, is_text)
    assert (text and (text.mine, text.theirs, text.by)) == (("Mine.", "Theirs.", amina) if is_text else None)
    kinds = [(change.kind, change.text) for change in shown["changes"]]
    assert kinds == ([("gone", "Theirs"), ("new", "Mine"), ("same", ".")] if is_text else [])
    assert [version.text for version in communique.versions.order_by("number")] == [COMMUNIQUE, "Theirs."]
