"""A workbook of ours, edited in a spreadsheet and brought back, changes the cells edited there, and no other."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.imports.conftest import brought_back, given_out, outcomes, problems, rows_in
from tests.imports.sheets import workbook
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.list.row_marks import HEAD
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.imports.models import Answer, Import
from tracker.imports.questions.answers import answer

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
Edited = Callable[..., Import]
COLUMNS = "title,partner,owner,due,status,meeting"


@pytest.fixture
def edited(claire: User, sign_in: SignIn) -> Edited:
    """The list as a workbook, in which somebody wrote into cells by row and head, brought back by `by`."""

    def make(
        cells: dict[tuple[str, str], str], *, by: User | None = None, meanwhile: Callable[[], object] = int
    ) -> Import:
        rows = rows_in(given_out(sign_in(claire), "xlsx", columns=COLUMNS), "xlsx")
        heads = next(row for row in rows if HEAD in row)
        rows = [[*row, *[""] * (len(heads) - len(row))] for row in rows]
        titled = {row[0]: row for row in rows}
        for (title, head), words in cells.items():
            titled[title][heads.index(head)] = words
        meanwhile()
        return brought_back(sign_in(by or claire), workbook(rows), "xlsx")

    return make


def changes(source: Import) -> dict[str, dict[str, object]]:
    return {
        str(line.follow_up): {name: change["to"] for name, change in line.changes.items()}
        for line in source.lines.exclude(changes={}).order_by("number")
    }


def confirmed(source: Import, client: Client) -> list[list[str]]:
    client.post(f"/imports/{source.pk}/confirm/")
    return problems(source)


def test_what_was_edited_is_written_and_what_was_emptied_is_empty(
    edited: Edited, make_follow_up: Make, eu: Organisation, claire: User, sign_in: SignIn
) -> None:
    one, two = make_follow_up("One", partner=eu, due_on=date(2031, 9, 30)), make_follow_up("Two", partner=eu)
    cells = {("One", "Partner"): "", ("One", "Due"): "1 October 2031", ("One", "Status"): "Done"}
    source = edited(cells, meanwhile=lambda: two.edit(by=claire, title="Two of them"))
    assert changes(source) == {"One": {"partner": None, "due_on": "2031-10-01", "status": "done"}}
    assert confirmed(source, sign_in(claire)) == []
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.partner, one.due_on, one.status, two.title) == (None, date(2031, 10, 1), "done", "Two of them")


def test_what_cannot_be_empty_is_refused(edited: Edited, make_follow_up: Make) -> None:
    make_follow_up("One", kind="training")
    assert problems(edited({("One", "Follow-up"): ""})) == [["A7", "This cannot be left empty."]]


def test_what_others_changed_alone_stays_theirs(
    edited: Edited, make_follow_up: Make, amina: User, claire: User, eu: Organisation, sign_in: SignIn
) -> None:
    one = make_follow_up("One", due_on=date(2031, 9, 30))
    theirs = {"due_on": date(2031, 12, 1), "partner": eu, "detail": "Theirs"}
    source = edited({("One", "Follow-up"): "One more"}, meanwhile=lambda: one.edit(by=amina, **theirs))
    assert changes(source) == {"One": {"title": "One more"}}
    assert confirmed(source, sign_in(claire)) == []
    one.refresh_from_db()
    assert (one.title, one.due_on, one.partner, one.detail) == ("One more", date(2031, 12, 1), eu, "Theirs")


@pytest.mark.parametrize(("said", "title"), [(Answer.MINE, "Mine"), (Answer.THEIRS, "Theirs"), (None, "Theirs")])
def test_the_same_cell_changed_by_two_is_asked_and_written_as_answered(
    said: Answer | None, title: str, edited: Edited, make_follow_up: Make, amina: User, claire: User, sign_in: SignIn
) -> None:
    one = make_follow_up("One", due_on=date(2031, 9, 30))
    cells = {("One", "Follow-up"): "Mine", ("One", "Due"): "2031-10-01"}
    source = edited(cells, meanwhile=lambda: one.edit(by=amina, title="Theirs", detail="Theirs"))
    line = source.lines.get()
    assert (line.outcome, line.asked) == (
        "asked", {"title": {"old": "One", "theirs": "Theirs", "mine": "Mine", "by": "Amina Rahman"}},
    )  # fmt: skip
    if said:
        client = sign_in(claire)
        client.post(f"/imports/{source.pk}/answer/", {"row": line.number, "cell": "title", "answer": said})
    assert confirmed(source, sign_in(claire)) == []
    one.refresh_from_db()
    assert (one.title, one.due_on) == (title, date(2031, 10, 1) if said else date(2031, 9, 30))


def test_what_was_changed_to_the_same_is_not_asked(edited: Edited, make_follow_up: Make, amina: User) -> None:
    one = make_follow_up("One")
    source = edited({("One", "Follow-up"): "Both"}, meanwhile=lambda: one.edit(by=amina, title="Both"))
    assert outcomes(source) == [(7, "same")]


def test_where_a_row_cannot_go_any_more_it_says_who_moved_the_follow_up(
    edited: Edited, make_follow_up: Make, amina: User
) -> None:
    rows = [make_follow_up(title) for title in ("One", "Two", "Three")]
    cells = {(title, "Status"): "Done" for title in ("One", "Three")}

    def drop() -> None:
        for row in rows[:2]:
            row.move_to("dropped", by=amina, reason="No")

    source = edited(cells, meanwhile=drop)
    assert [line.outcome for line in source.lines.order_by("number")] == ["refused", "same", "changed"]
    elsewhere = "It cannot go there from its present status. Look at it again and choose another."
    assert problems(source) == [["I7", f"Amina Rahman changed this meanwhile: status. {elsewhere}"]]


def test_all_that_is_asked_may_be_answered_at_once(edited: Edited, make_follow_up: Make, amina: User) -> None:
    rows = [make_follow_up(title) for title in ("One", "Two")]
    cells = {(title, "Follow-up"): f"{title} mine" for title in ("One", "Two")}
    source = edited(cells, meanwhile=lambda: [row.edit(by=amina, title=f"{row} theirs") for row in rows])
    assert [answer(source, Answer.SAME), answer(source, Answer.MINE), answer(source, Answer.MINE)] == [0, 2, 0]
    assert sorted(change["title"] for change in changes(source).values()) == ["One mine", "Two mine"]  # type: ignore[type-var]


def test_a_row_that_was_not_edited_is_the_same_whatever_stands_in_its_words(
    edited: Edited, make_follow_up: Make
) -> None:
    make_follow_up("next week: two of 3.5.2031, =A1; F-2018-014")
    entries = Entry.objects.count()
    assert (outcomes(edited({})), Entry.objects.count()) == ([(7, "same")], entries)


FORGED = [
    "{secret} 1 title:00000000", "{secret} 999999999", "{secret} 0", "F-1999-998 1 title:00000000", "F-1999-998 7",
]  # fmt: skip
UNKNOWN = "No follow-up of this reference is known to you."


@pytest.mark.parametrize("mark", FORGED)
def test_a_forged_mark_tells_nothing_of_what_one_may_not_know(
    mark: str, secret: FollowUp, omar: User, sign_in: SignIn
) -> None:
    rows = [["Title", "Due", HEAD], ["Guess", "2031-10-01", mark.format(secret=secret.reference)]]
    source = brought_back(sign_in(omar), workbook(rows), "xlsx")
    assert [problem[1] for problem in problems(source)] == [UNKNOWN]
    assert [(line.follow_up, line.asked, line.changes) for line in source.lines.all()] == [(None, {}, {})]


@pytest.mark.parametrize("version", [0, 1, 2, 10**8])
def test_a_forged_version_changes_nothing_that_one_may_not_change(
    version: int, make_follow_up: Make, amina: User, omar: User, claire: User, sign_in: SignIn
) -> None:
    one = make_follow_up("One", by=amina, owner=amina.person)
    one.edit(by=amina, title="Two")
    rows = [["Owner", HEAD], ["Claire Dubois", f"{one.reference} {version} owner:00000000"]]
    source = brought_back(sign_in(omar), workbook(rows), "xlsx")
    assert [problem[1] for problem in problems(source)] == ["Only a manager may give it to somebody else."]


def test_what_became_restricted_is_no_longer_told_by_what_is_asked(
    edited: Edited, make_follow_up: Make, amina: User, omar: User, sign_in: SignIn
) -> None:
    one = make_follow_up("One", by=amina)
    source = edited({("One", "Follow-up"): "Mine"}, by=omar, meanwhile=lambda: one.edit(by=amina, title="Theirs"))
    FollowUp.objects.filter(pk=one.pk).update(classification=RESTRICTED)
    client = sign_in(omar)
    shown = client.get(f"/imports/{source.pk}/").content.decode()
    client.post(
        f"/imports/{source.pk}/answer/", {"row": source.lines.get().number, "cell": "title", "answer": Answer.MINE}
    )
    assert ("Theirs" in shown, [problem[1] for problem in problems(source)]) == (False, [UNKNOWN])


def test_what_is_no_mark_is_nothing(claire: User, sign_in: SignIn) -> None:
    marks = ["", "F-2018-001", "F-2018-001 x", "7 8 9 :", "F-2018-001 99999999999", "  ", "a" * 999]
    rows = [[f"New {number}", mark] for number, mark in enumerate(marks)]
    source = brought_back(sign_in(claire), workbook([["Title", HEAD], *rows]), "xlsx")
    found = [line.outcome for line in source.lines.all()]
    assert (len(found), {*found} <= {"new", "refused"}) == (len(marks), True)
