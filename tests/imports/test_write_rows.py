"""What is confirmed is written once, through the verbs of follow-ups, with an entry for each deed."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from tests.imports.conftest import Brought, outcomes, problems
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.imports import write_rows
from tracker.imports.models import Import
from tracker.meetings.models import Meeting

Make = Callable[..., FollowUp]
GONE = "It was removed meanwhile, or you may no longer see it."
HEADS = ["Ref", "Title", "Kind", "Partner", "Owner", "Unit", "Due", "Status", "Strength", "Meeting", "Detail", "Notes"]


def entries(follow_up: FollowUp) -> list[tuple[str, str, str]]:
    return list(follow_up.history.order_by("id").values_list("verb", "channel", "note"))


def test_a_new_row_becomes_a_follow_up(
    imported: Brought, europol: Organisation, unit: Organisation, visit: Meeting, claire: User
) -> None:
    imported(HEADS, ["", "Send it", "Document", "EUROPOL", "Claire Dubois", "ENF", "31 May 2030", "En cours", "Offered",
                     visit.title, "Three pages.", "12.03.2026: drafted"])  # fmt: skip
    made = FollowUp.objects.get()
    assert (made.title, made.kind, made.partner, made.owner, made.unit, made.due_on, made.status, made.strength) == (
        "Send it", "document", europol, claire.person, unit, date(2030, 5, 31), "in_progress", "offered",
    )  # fmt: skip
    assert (made.meeting, made.detail, made.recorder) == (visit, "Three pages.", claire)
    origin = "Imported from actions.csv, row 2."
    assert entries(made) == [
        ("added", "import", origin),
        ("moved", "import", origin),
        ("noted", "import", "drafted"),
    ]


def test_a_dated_note_is_an_entry_of_its_day(imported: Brought) -> None:
    imported(["Title", "Notes"], ["Send", "12.03.2026: sent letter; 20.03.2026 reply"])
    noted = Entry.objects.filter(verb="noted").order_by("id")
    assert [(timezone.localdate(entry.at), entry.note) for entry in noted] == [
        (date(2026, 3, 12), "sent letter"),
        (date(2026, 3, 20), "reply"),
    ]


def test_a_changed_row_is_one_entry(imported: Brought, make_follow_up: Make) -> None:
    follow_up = make_follow_up("Speak", due_on=date(2030, 5, 1))
    imported(["Ref", "Title", "Due", "Status"], [follow_up.reference, "Speak twice", "2 May 2030", "dropped"])
    follow_up.refresh_from_db()
    assert (follow_up.title, follow_up.due_on, follow_up.status) == ("Speak twice", date(2030, 5, 2), "dropped")
    origin = "Imported from actions.csv, row 2."
    assert entries(follow_up)[1:] == [("moved", "import", origin)]


def test_another_strength_has_its_row_for_a_reason(imported: Brought, make_follow_up: Make) -> None:
    follow_up = make_follow_up("Speak")
    imported(["Ref", "Title", "Strength"], [follow_up.reference, "Speak", "Offered"])
    follow_up.refresh_from_db()
    assert (follow_up.strength, entries(follow_up)[1:]) == (
        "offered", [("edited", "import", "Imported from actions.csv, row 2.")],
    )  # fmt: skip


def test_waiting_is_on_the_partner_until_the_due_date_unless_the_row_says_otherwise(
    imported: Brought, europol: Organisation, eu: Organisation
) -> None:
    imported(
        ["Title", "Status", "Partner", "Due", "Waiting on", "Waiting until"],
        ["One", "waiting", "EUROPOL", "2030-05-31", "", ""],
        ["Two", "waiting", "EUROPOL", "2030-05-31", "EU", "2030-04-01"],
    )
    assert list(FollowUp.objects.order_by("id").values_list("waiting_on", "review_on")) == [
        (europol.pk, date(2030, 5, 31)),
        (eu.pk, date(2030, 4, 1)),
    ]


def test_new_names_go_into_the_directory_once(imported: Brought) -> None:
    row = ["Rosa Conti", "Interpol"]
    imported(["Title", "Owner", "Partner"], ["One", *row], ["Two", *row], adds_names=True)
    assert [Person.objects.filter(name="Rosa Conti").count(), Organisation.objects.filter(name="Interpol").count()] == [
        1,
        1,
    ]
    assert {(str(each.owner), str(each.partner)) for each in FollowUp.objects.all()} == {("Rosa Conti", "Interpol")}


def test_what_is_new_may_be_restricted(imported: Brought) -> None:
    imported(["Title", "Owner"], ["One", "Rosa Conti"], adds_names=True, classification="restricted")
    assert (FollowUp.objects.get().classification, Person.objects.get(name="Rosa Conti").classification) == (
        "restricted",
        "restricted",
    )


def test_refused_rows_are_left_and_the_others_written(imported: Brought) -> None:
    source = imported(["Title", "Due"], ["One", "sometime"], ["Two", ""])
    assert (outcomes(source), [each.title for each in FollowUp.objects.all()]) == (
        [(2, "refused"), (3, "new")],
        ["Two"],
    )


TABLE = (["Ref", "Title", "Status", "Notes"], ["", "New", "done", "12.03.2026: sent"], ["", "New", "", ""])


def test_confirming_twice_writes_once(imported: Brought) -> None:
    source = imported(*TABLE)
    before = Entry.objects.count()
    again = write_rows.confirm(source)
    write_rows.write_all(source)
    assert (again, Entry.objects.count(), FollowUp.objects.count()) == (False, before, 2)


def test_the_same_file_again_changes_nothing(imported: Brought, make_follow_up: Make, amina: User) -> None:
    old = make_follow_up("Speak")
    table = (*TABLE, [old.reference, "Speak twice", "in progress", "Nothing new"])
    imported(*table)
    before = Entry.objects.count()
    again, by_another = imported(*table), imported(*table, by=amina)
    assert [outcomes(again), outcomes(by_another)] == [[(2, "same"), (3, "same"), (4, "same")]] * 2
    assert (Entry.objects.count(), FollowUp.objects.count()) == (before, 3)


def test_a_row_imported_before_leaves_what_became_of_it(imported: Brought, claire: User) -> None:
    imported(["Title"], ["Send"])
    FollowUp.objects.get().edit(by=claire, title="Send it")
    imported(["Title"], ["Send"])
    assert [each.title for each in FollowUp.objects.all()] == ["Send it"]


def test_a_row_with_a_number_of_its_own_is_known_again_by_it(imported: Brought) -> None:
    imported(["No", "Title"], ["A/1", "Send"], ["A/2", "Speak"])
    source = imported(["No", "Title"], ["A/2", "Speak twice"], ["A/1", "Send"], ["A/3", "Call"])
    assert outcomes(source) == [(2, "changed"), (3, "same"), (4, "new")]
    assert sorted(each.title for each in FollowUp.objects.all()) == ["Call", "Send", "Speak twice"]


def test_two_previews_of_one_file_write_it_once(brought: Brought) -> None:
    first, second = brought(*TABLE), brought(*TABLE)
    for source in (first, second):
        write_rows.confirm(source)
        source.refresh_from_db()
        write_rows.write_all(source)
    assert (FollowUp.objects.count(), Entry.objects.filter(verb="noted").count()) == (2, 1)


def test_what_somebody_changed_since_the_preview_is_not_overwritten(
    brought: Brought, make_follow_up: Make, amina: User
) -> None:
    first, second = make_follow_up("Speak"), make_follow_up("Send")
    source = brought(["Ref", "Title"], [first.reference, "Mine"], [second.reference, "Mine too"])
    first.edit(by=amina, title="Theirs")
    second.edit(by=amina, detail="Theirs")
    write_rows.confirm(source)
    source.refresh_from_db()
    write_rows.write_all(source)
    assert [each.title for each in FollowUp.objects.order_by("id")] == ["Theirs", "Mine too"]
    assert problems(source) == [["B2", "Amina Rahman changed this meanwhile: title. Import the row again."]]


def test_what_was_removed_since_the_preview_is_refused(brought: Brought, make_follow_up: Make, amina: User) -> None:
    follow_up = make_follow_up("Speak")
    source = brought(["Ref", "Title"], [follow_up.reference, "Mine"])
    follow_up.remove(by=amina)
    write_rows.confirm(source)
    source.refresh_from_db()
    write_rows.write_all(source)
    assert problems(source) == [["A2", GONE]]


def test_a_chunk_that_dies_is_written_whole_the_next_time(brought: Brought, monkeypatch: pytest.MonkeyPatch) -> None:
    source = brought(["Title", "Notes"], *([f"Row {number}", "Noted"] for number in range(40)))
    write_rows.confirm(source)
    source.refresh_from_db()
    assert write_rows.Writing(source).step() == 25
    with monkeypatch.context() as patch:
        patch.setattr(FollowUp, "note", lambda *_args, **_kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_rows.Writing(source).step()
    assert FollowUp.objects.count() == 25
    write_rows.write_all(source)
    assert (FollowUp.objects.count(), Entry.objects.filter(verb="noted").count()) == (40, 40)


def test_a_number_that_a_hidden_row_has_too_is_another_row(imported: Brought, claire: User, omar: User) -> None:
    for by, title in ((claire, "Hers"), (omar, "His")):
        imported(["Number", "Title"], ["7", title], by=by, columns=["key", "title"], classification="restricted")
    assert [(row.title, row.recorder, row.history.count()) for row in FollowUp.objects.order_by("pk")] == [
        ("Hers", claire, 1), ("His", omar, 1)
    ]  # fmt: skip


@pytest.mark.parametrize("is_removed", [False, True])
def test_a_row_whose_follow_up_its_owner_sees_no_more_is_refused_whatever_became_of_it(
    imported: Brought, amina: User, is_removed: bool
) -> None:
    table = ["Title", "Status"], ["Send", "in progress"]
    imported(*table)
    hidden = FollowUp.objects.get()
    closed = Meeting.log(by=amina, title="Safety", held_on=date(2018, 6, 1), classification="restricted")
    hidden.edit(by=amina, title="Send the list of names", meeting=closed)
    hidden.move_to("open", by=amina, reason="Again")
    if is_removed:
        hidden.remove(by=amina)
    before = Entry.objects.count()
    source = imported(*table)
    assert (problems(source), Entry.objects.count(), FollowUp.objects.count()) == ([["A2", GONE]], before, 1)


def test_two_rows_alike_are_two_follow_ups_however_often_they_are_imported(imported: Brought) -> None:
    rows = (["Title"], ["Call them"], ["Call them"], ["Write to them"])
    found = [outcomes(imported(*rows)) for _each in range(2)]
    assert found == [[(number, outcome) for number in (2, 3, 4)] for outcome in ("new", "same")]
    assert sorted(FollowUp.objects.values_list("title", flat=True)) == ["Call them", "Call them", "Write to them"]


def test_a_number_of_their_own_is_the_same_in_small_letters(imported: Brought) -> None:
    imported(["No", "Title"], ["A/1", "Send"])
    assert outcomes(imported(["No", "Title"], ["a/1", "Send"])) == [(2, "same")]


def test_what_somebody_may_no_longer_know_of_or_change_is_refused(
    brought: Brought, make_follow_up: Make, omar: User
) -> None:
    hidden, kept = make_follow_up("Speak"), make_follow_up("Send")
    source = brought(["Ref", "Title"], [hidden.reference, "Mine"], [kept.reference, "Mine"], by=omar)
    FollowUp.objects.filter(pk=hidden.pk).update(classification="restricted")
    User.objects.filter(pk=omar.pk).update(role=Role.READER)
    write_rows.confirm(source)
    source = Import.objects.get()
    write_rows.write_all(source)
    assert problems(source) == [
        ["A2", GONE],
        ["A3", "This follow-up is not yours to change."],
    ]


def test_what_is_not_confirmed_is_not_written(brought: Brought) -> None:
    write_rows.write_all(brought(["Title"], ["Send"]))
    assert FollowUp.objects.count() == 0
