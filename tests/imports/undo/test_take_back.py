"""An import is taken back as a whole; what has changed since, or is no longer theirs to change, stays: it says why."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.imports.conftest import Brought, outcomes, problems
from tracker.accounts.models import Role, User
from tracker.background.models import Beat
from tracker.follow_ups.models import FollowUp, Link
from tracker.imports.models import Import
from tracker.imports.undo import tasks
from tracker.imports.undo.tasks import begin

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
HEADS = ["Ref", "No", "Title", "Due", "Status", "Notes"]


@pytest.fixture
def old(make_follow_up: Make) -> FollowUp:
    return make_follow_up("Speak", due_on=date(2031, 5, 1))


@pytest.fixture
def done(imported: Brought, old: FollowUp) -> Import:
    return imported(
        HEADS,
        ["", "1", "Send", "2031-06-01", "done", "12.03.2026: drafted"],
        ["", "2", "Call", "", "", ""],
        [old.reference, "", "Speak twice", "2031-05-02", "dropped", "Heard nothing"],
    )


def columns_of(follow_up: FollowUp) -> dict[str, object]:
    moving = ("version", "updated_at")
    return {name: value for name, value in FollowUp.objects.values().get(pk=follow_up.pk).items() if name not in moving}


def test_what_was_new_is_removed_and_what_changed_stands_as_before(
    imported: Brought, old: FollowUp, claire: User, sign_in: SignIn
) -> None:
    before = columns_of(old)
    source = imported(
        HEADS, ["", "1", "Send", "", "done", ""], [old.reference, "", "Twice", "2031-05-02", "dropped", ""]
    )
    client = sign_in(claire)
    page = client.post(f"{source.get_absolute_url()}undo/", follow=True)
    assert "</a> is taken back." in page.text
    assert (columns_of(old), FollowUp.objects.present().count()) == (before, 1)
    assert next((str(outcome), count) for outcome, count in page.context["choices"]) == ("undone", 2)
    assert (page.context["may_undo"], old.history.first().verb) == (False, "undid")


def test_the_same_file_can_be_imported_again_after_it_was_taken_back(imported: Brought) -> None:
    rows = (["No", "Title"], ["1", "Send"], ["", "Call"])
    source = imported(*rows)
    begin(source)
    again = imported(*rows)
    assert (outcomes(again), FollowUp.objects.present().count()) == ([(2, "new"), (3, "new")], 2)


def test_what_has_changed_since_stays_each_with_its_reason(done: Import, old: FollowUp, amina: User) -> None:
    old.refresh_from_db()
    _sent, call = FollowUp.objects.exclude(pk=old.pk).order_by("pk")
    call.note("Called twice", by=amina)
    old.edit(by=amina, title="Speak thrice")
    begin(done)
    assert (outcomes(done), problems(done)) == (
        [(2, "undone"), (3, "kept"), (4, "kept")], [["", "It has changed again since."]] * 2,
    )  # fmt: skip
    old.refresh_from_db()
    assert (old.title, set(FollowUp.objects.present())) == ("Speak thrice", {call, old})


def test_a_link_and_a_note_alone_keep_the_row(
    imported: Brought, old: FollowUp, make_follow_up: Make, claire: User
) -> None:
    other = make_follow_up("Read")
    source = imported(["Ref", "Title", "Notes"], ["", "Send", ""], [old.reference, "", "Heard it"])
    Link.make("same", other, FollowUp.objects.get(title="Send"), by=claire)
    begin(source)
    assert problems(source) == [
        ["", "It has changed again since."], ["", "It has only noted something, and notes stay."],
    ]  # fmt: skip


def test_without_the_right_nothing_is_taken_back_and_with_it_again_what_stayed_is(
    imported: Brought, old: FollowUp, omar: User
) -> None:
    source = imported(["Ref", "Title"], [old.reference, "Twice"], ["", "Send"], by=omar)
    for role, outcome in ((Role.READER, "kept"), (Role.OFFICER, "undone")):
        User.objects.filter(pk=omar.pk).update(role=role)
        begin(Import.objects.get(pk=source.pk))
        assert {each for _number, each in outcomes(source)} == {outcome}
        assert problems(source) == [["", "You may not change this of it."]] * 2 * (outcome == "kept")


def test_two_who_press_it_at_once_take_each_row_back_once(done: Import, old: FollowUp) -> None:
    begin(done)
    entries = old.history.count()
    begin(Import.objects.get(pk=done.pk))
    assert (old.history.count(), {outcome for _number, outcome in outcomes(done)}) == (entries, {"undone"})


def test_a_long_one_is_taken_back_by_a_worker(
    done: Import, claire: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "MOST_AT_ONCE", 2)
    page = sign_in(claire).post(f"{done.get_absolute_url()}undo/", follow=True)
    assert ("0 of 3 rows are taken back." in " ".join(page.text.split()), Beat.objects.count()) == (True, 0)
    tasks.take_back_import.call(done.pk)
    assert {outcome for _number, outcome in outcomes(done)} == {"undone"}


def test_the_page_says_what_is_not_taken_back(imported: Brought, claire: User, sign_in: SignIn) -> None:
    source = imported(["Title", "Partner"], ["Send", "Gnus"], ["Call", ""], adds_names=True)
    FollowUp.objects.get(title="Call").edit(by=claire, detail="By telephone.")
    page = sign_in(claire).post(f"{source.get_absolute_url()}undo/", follow=True).text
    words = " ".join(page.split())
    assert ("but for 1 row." in words, "Names that it put into the directory stay there." in words) == (True, True)
    assert "what changed stands as before" not in words
