"""Why a row of an import cannot be taken back: each reason, and that what stays is not touched."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.imports.conftest import Brought, outcomes, problems
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp, Link
from tracker.history.opening.open_up import WouldOpen
from tracker.imports.models import Import, ImportRow
from tracker.imports.undo import take_back
from tracker.imports.undo.tasks import begin, take_back_import

HEADS = ["Ref", "No", "Title", "Partner", "Notes"]
GONE, SINCE = "It is no longer there for you.", "It has changed again since."
NAME = "It would let everybody know of a restricted name. Make that name general first."
NOTED = "It has only noted something, and notes stay."


def test_each_row_that_stays_says_why(
    imported: Brought, make_follow_up: Callable[..., FollowUp], claire: User, mei: User, eu: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    bureau = Organisation.add(by=mei, name="Bureau")
    other = make_follow_up("Other")
    secret = FollowUp.log(by=mei, title="Hidden", classification="restricted")
    old = {name: make_follow_up(name) for name in ("noted", "edited", "opened", "removed", "hidden", "put back")}
    new = ["plain", "gone", "linked", "unlinked", "linked to hidden", "closed", "touched"]
    source = imported(
        HEADS,
        *[["", name, name, "", ""] for name in new],
        [old["noted"].reference, "", "", "", "Heard it"],
        *[[old[name].reference, "", "", "EU", ""] for name in old if name != "noted"],
    )
    made = {row.title: row for row in FollowUp.objects.filter(title__in=new)}
    made["gone"].remove(by=claire)
    Link.make("same", other, made["linked"], by=claire)
    Link.make("same", other, made["unlinked"], by=claire)
    Link.objects.get(second=made["unlinked"]).remove(by=claire)
    Link.make("same", secret, made["linked to hidden"], by=mei)
    made["touched"].note("Called", by=claire)
    for row in (made["closed"], old["hidden"]):
        FollowUp.objects.filter(pk=row.pk).update(classification="restricted", recorder=mei, owner=None)
    FollowUp.objects.get(pk=old["edited"].pk).edit(by=mei, partner=bureau)
    FollowUp.objects.get(pk=old["removed"].pk).remove(by=claire)
    putting_back = take_back.undo

    def undo(follow_up: FollowUp, *asked: Any, **how: Any) -> Any:
        if follow_up.title == "opened":
            raise WouldOpen
        return putting_back(follow_up, *asked, **how)

    monkeypatch.setattr(take_back, "undo", undo)
    begin(source)
    said = {line.cells[1] or line.follow_up.title: line.problems for line in source.lines.select_related("follow_up")}
    assert said == {
        "plain": [], "gone": [["", GONE]], "linked": [["", SINCE]], "unlinked": [], "linked to hidden": [],
        "closed": [["", GONE]], "touched": [["", SINCE]], "noted": [["", NOTED]], "edited": [["", SINCE]],
        "opened": [["", NAME]], "removed": [["", GONE]], "hidden": [], "put back": [],
    }  # fmt: skip
    partners = {name: str(FollowUp.objects.get(pk=row.pk).partner or "") for name, row in old.items()}
    assert partners == {
        "noted": "", "edited": "Bureau", "opened": "EU", "removed": "EU", "hidden": "", "put back": "",
    }  # fmt: skip
    kept = FollowUp.objects.filter(title__in=new)
    assert {row.title: (row.removed_at is not None, row.key is None) for row in kept} == {
        "plain": (True, True), "gone": (True, False), "linked": (False, False), "unlinked": (True, True),
        "linked to hidden": (True, True), "closed": (False, False), "touched": (False, False),
    }  # fmt: skip


def test_what_was_not_written_yet_is_never_written_and_what_stayed_is_tried_again(
    brought: Brought, make_follow_up: Callable[..., FollowUp]
) -> None:
    rows = [[make_follow_up("Old").reference, "New title"], ["", "One"], ["", "Two"], ["", "Same"], ["", "Three"]]
    source = brought(["Ref", "Title"], *rows)
    lines = ImportRow.objects.filter(source=source)
    lines.filter(number__in=(2, 3)).update(outcome="kept", written_at="2026-01-01T00:00Z", problems=[["", SINCE]])
    lines.filter(number=5).update(outcome="same")
    lines.filter(number=6).update(outcome="new", written_at="2026-01-01T00:00Z")
    take_back.ask(source)
    assert source.undone_at
    first = source.undone_at
    assert (outcomes(source), problems(source)) == (
        [(2, "changed"), (3, "new"), (4, "undone"), (5, "same"), (6, "new")], []
    )  # fmt: skip
    take_back.ask(source)
    assert Import.objects.get().undone_at == first


def test_the_last_row_goes_first_and_a_few_at_a_time(imported: Brought, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(take_back, "CHUNK", 2)
    source = imported(["Title"], ["One"], ["Two"], ["Three"])
    take_back.ask(source)
    found = [(take_back.take_back_some(source), [outcome for _number, outcome in outcomes(source)]) for _ in range(3)]
    assert found == [
        (2, ["new", "undone", "undone"]), (1, ["undone"] * 3), (0, ["undone"] * 3)
    ]  # fmt: skip


def test_nothing_is_taken_back_of_what_nobody_asked_for_and_reasons_are_in_the_language_of_its_owner(
    imported: Brought, claire: User
) -> None:
    source = imported(["Title"], ["One"])
    take_back_import.call(source.pk)
    assert outcomes(source) == [(2, "new")]
    User.objects.filter(pk=claire.pk).update(language="fr", role=Role.READER)
    take_back.ask(source)
    take_back_import.call(source.pk)
    assert (outcomes(source), problems(source)) == ([(2, "kept")], [["", "Vous ne pouvez pas modifier cela."]])
