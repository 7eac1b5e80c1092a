"""One way to change a thing: one entry each, and stale copies are refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.history.models import Entry
from tracker.history.stored_values import raw, text
from tracker.history.three_way_merge import merge
from tracker.history.tracked_model import Stale
from tracker.history.undo import NotLast, last_change, undo
from tracker.mandates.models import Mandate

pytestmark = pytest.mark.django_db


def test_adding_writes_the_first_entry(claire: User) -> None:
    eu = Organisation.add(by=claire, name="European Union")
    entry = Entry.objects.get(object_id=eu.pk, content_type__model="organisation", by=claire)
    assert (entry.verb, entry.version, entry.changes) == ("added", 1, {})


def test_a_change_writes_who_from_to_and_counts_the_version(eu: Organisation, amina: User) -> None:
    entry = eu.change("edited", by=amina, name="The Union", note="They say so.")
    assert entry is not None
    assert (entry.by, entry.note, entry.version) == (amina, "They say so.", 2)
    assert entry.changes == {
        "name": {"from": "European Union", "to": "The Union", "from_text": "", "to_text": ""},
    }


def test_a_change_to_the_same_writes_nothing(eu: Organisation, amina: User) -> None:
    assert eu.change("edited", by=amina, name=eu.name) is None
    assert eu.version == 1


def test_a_change_keeps_the_folded_copy_true(eu: Organisation, amina: User) -> None:
    eu.change("edited", by=amina, name="Union européenne")
    eu.refresh_from_db()
    assert eu.folded == "union europeenne eu"


def test_a_stale_copy_is_refused_and_changes_nothing(eu: Organisation, amina: User) -> None:
    copy = Organisation.objects.get(pk=eu.pk)
    eu.change("edited", by=amina, name="First")
    with pytest.raises(Stale, match="Somebody changed this"):
        copy.change("edited", by=amina, name="Second")
    assert Organisation.objects.get(pk=eu.pk).name == "First"


def test_many_rows_are_stored_as_keys_and_names(resolution: Mandate, eu: Organisation, amina: User) -> None:
    entry = resolution.change("edited", by=amina, parties=[eu])
    assert entry is not None
    assert entry.changes["parties"] == {"from": [], "to": [eu.pk], "from_text": "", "to_text": "EU"}


@pytest.mark.parametrize(
    ("value", "stored"),
    [(None, None), (True, True), (7, 7), ("x", "x"), (date(2018, 5, 25), "2018-05-25")],
)
def test_values_are_stored_plainly(value: object, stored: object) -> None:
    assert raw(value) == stored


def test_rows_are_stored_by_key_and_told_by_name(eu: Organisation) -> None:
    assert (raw(eu), text(eu), raw([eu]), text([eu])) == (eu.pk, "EU", [eu.pk], "EU")


def test_undo_puts_back_what_was_and_names_what_it_undoes(eu: Organisation, amina: User) -> None:
    change = eu.change("edited", by=amina, name="The Union")
    assert change is not None
    entry = undo(eu, change, by=amina)
    assert entry is not None
    assert (eu.name, entry.undoes) == ("European Union", change)


def test_undo_puts_back_rows_and_many_rows(
    resolution: Mandate, eu: Organisation, wco: Organisation, amina: User
) -> None:
    resolution.change("edited", by=amina, body=wco, parties=[eu])
    last = last_change(resolution)
    assert last is not None
    undo(resolution, last, by=amina)
    resolution.refresh_from_db()
    assert (resolution.body, list(resolution.parties.all())) == (None, [])


def test_only_the_last_change_can_be_undone(eu: Organisation, amina: User) -> None:
    first = eu.change("edited", by=amina, name="First")
    eu.change("edited", by=amina, name="Second")
    assert first is not None
    with pytest.raises(NotLast):
        undo(eu, first, by=amina)
    assert eu.name == "Second"


def test_a_copy_read_before_a_change_is_too_stale_to_take_that_back(eu: Organisation, amina: User) -> None:
    """It holds what would be put back: undo would find nothing that differs, and pass for done."""
    copy = Organisation.objects.get(pk=eu.pk)
    change = eu.change("edited", by=amina, name="The Union")
    assert change is not None
    with pytest.raises(Stale):
        undo(copy, change, by=amina)
    assert last_change(eu) == change


def test_what_was_only_added_has_nothing_to_undo(eu: Organisation) -> None:
    assert last_change(eu) is None


def test_a_change_of_what_hangs_on_it_is_told_but_not_undone(eu: Organisation, amina: User) -> None:
    eu.change("edited", by=amina, also={"members": {"from": [], "to": [1], "from_text": "", "to_text": "One"}})
    assert last_change(eu) is None


def test_a_note_does_not_stand_in_the_way_of_undo(eu: Organisation, amina: User) -> None:
    change = eu.change("edited", by=amina, name="The Union")
    eu.change("noted", by=amina, note="A word.")
    assert last_change(eu) == change


def test_a_fresh_form_has_no_clashes(eu: Organisation, amina: User) -> None:
    assert merge(eu, 1, {"name": "Mine"}, by=amina) == ({"name": "Mine"}, [])


def test_two_people_at_two_fields_lose_nothing(eu: Organisation, amina: User) -> None:
    eu.change("edited", by=amina, short_name="Union")
    assert merge(eu, 1, {"name": "Mine", "short_name": "EU"}, by=amina) == ({"name": "Mine"}, [])


def test_two_people_at_one_field_see_both_values(eu: Organisation, amina: User) -> None:
    eu.change("edited", by=amina, name="Theirs")
    safe, clashes = merge(eu, 1, {"name": "Mine", "about": "N"}, by=amina)
    assert safe == {"about": "N"}
    assert [(clash.field, clash.label, clash.mine, clash.theirs, clash.by) for clash in clashes] == [
        ("name", "name", "Mine", "Theirs", amina)
    ]


def test_two_people_who_wrote_the_same_do_not_clash(eu: Organisation, amina: User) -> None:
    eu.change("edited", by=amina, name="Same")
    assert merge(eu, 1, {"name": "Same"}, by=amina) == ({"name": "Same"}, [])


def test_the_start_of_a_clash_is_the_value_the_form_started_from(eu: Organisation, amina: User) -> None:
    eu.change("edited", by=amina, name="Second")
    eu.change("edited", by=amina, name="Third")
    assert merge(eu, 1, {"name": "European Union"}, by=amina) == ({}, [])


def test_entries_are_found_by_what_they_are_about(eu: Organisation, wco: Organisation, resolution: Mandate) -> None:
    wco.change("edited", by=None, name="Customs")
    assert [entry.verb for entry in Entry.objects.about(wco)] == ["edited", "added"]
    assert [entry.object_id for entry in Entry.objects.about(Organisation)] == [wco.pk, wco.pk, eu.pk]
    assert list(Entry.objects.about(Organisation).not_about(Organisation, [wco.pk])) == list(Entry.objects.about(eu))


def test_an_entry_keeps_its_note_its_channel_and_its_moment(claire: User) -> None:
    eu = Organisation.add(by=claire, name="European Union", note="From the list.", channel="import")
    moment = datetime(2026, 3, 12, 9, tzinfo=UTC)
    eu.change("edited", by=claire, name="The Union", note="They say so.", channel="admin", at=moment)
    assert list(eu.history.order_by("id").values_list("note", "channel")) == [
        ("From the list.", "import"), ("They say so.", "admin"),
    ]  # fmt: skip
    assert eu.history.latest("id").at == moment


def test_a_note_alone_is_an_entry(eu: Organisation, amina: User) -> None:
    entry = eu.change("noted", by=amina, name=eu.name, note="A word.")
    assert entry is not None
    assert (entry.changes, eu.version) == ({}, 2)


def test_rows_are_stored_in_one_order_and_told_with_commas(eu: Organisation, wco: Organisation) -> None:
    first, second = sorted((eu, wco), key=lambda row: row.pk)
    assert (raw([second, first]), text([second, first])) == ([first.pk, second.pk], f"{second}, {first}")


@pytest.mark.parametrize(("value", "stored"), [("10.50", "10.5"), ("100.00", "100"), ("0.001", "0.001")])
def test_numbers_are_stored_without_empty_decimals(value: str, stored: str) -> None:
    assert raw(Decimal(value)) == stored


def test_of_several_changes_the_first_says_what_it_was_and_the_last_who(
    eu: Organisation, amina: User, claire: User
) -> None:
    copy = Organisation.objects.get(pk=eu.pk)
    eu.change("edited", by=amina, name="Second")
    eu.change("edited", by=claire, name="Third")
    assert eu.changed_since(1, amina) == {"name": ("European Union", claire)}
    assert (eu.changed_since(2, amina), copy.changed_since(1, amina)) == ({"name": ("Second", claire)}, {})


def test_a_change_of_a_column_and_of_what_hangs_on_it_is_not_undone(eu: Organisation, amina: User) -> None:
    also = {"members": {"from": [], "to": [1], "from_text": "", "to_text": "One"}}
    eu.change("edited", by=amina, name="The Union", also=also)
    assert last_change(eu) is None


def test_entries_about_a_thing_of_another_kind_with_the_same_key_stay(resolution: Mandate, eu: Organisation) -> None:
    rows = Entry.objects.not_about(Organisation, [resolution.pk, eu.pk])
    assert [list(rows.about(each)) for each in (resolution, eu)] == [list(resolution.history.all()), []]
