"""Which list an import is taken for when its file is read, and why."""

import pytest

from tests.imports.conftest import Brought
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.imports.lists import list_of_import
from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.models import Import
from tracker.imports.prepare_import import upload
from tracker.imports.table_reader import Table

HEADS = ["No", "Title", "Due", "Partner"]
ROWS = [["1", "Send the survey", "", ""], ["2", "Name two experts", "", ""]]
OTHER = [["1", "Draft the opinion", "", ""], ["2", "Translate it", "", ""]]


def proposed(name: str, heads: list[str], *rows: list[str], by: User) -> tuple[str, str, str]:
    """The list that it is taken for, why, and what a new one would be called."""
    source = upload(name, Table([heads, *rows]), by=by)
    return str(source.imported_list or ""), source.found["list"], source.list_name


def test_it_is_the_newest_whose_numbers_stand_for_the_same_matters(
    imported: Brought, claire: User, amina: User
) -> None:
    imported(HEADS, *ROWS, list_name="Tracker", imported_list=None)
    words = ["1", "Send the survey", "", ""]
    table = {
        "same numbers, other name": ("week.csv", HEADS, ROWS, claire, ("Tracker", "numbers", "week")),
        "by somebody else": ("week.csv", HEADS, ROWS, amina, ("Tracker", "numbers", "week")),
        "other matters": ("week.csv", HEADS, OTHER, claire, ("", "others", "week")),
        "as many same as other": ("week.csv", HEADS, [ROWS[0], OTHER[1]], claire, ("", "others", "week")),
        "new numbers, her own heads": ("week.csv", HEADS, [["7", "New", "", ""]], claire, ("Tracker", "heads", "week")),
        "new numbers, another's heads": ("week.csv", HEADS, [["7", "New", "", ""]], amina, ("", "", "week")),
        "its name, other heads": (
            "tracker.csv", ["No", "Title"], [["7", "New"]], claire, ("Tracker", "heads", "tracker 2"),
        ),
        "a head less, no number in common": ("week.csv", HEADS[:3], [["7", "New", ""]], claire, ("", "", "week")),
        "a head less, numbers in common": ("week.csv", HEADS[:3], [words[:3]], claire, ("Tracker", "numbers", "week")),
        "too few heads": ("week.csv", HEADS[:2], [words[:2]], claire, ("", "", "week")),
        "no numbers": ("tracker.csv", HEADS[1:3], [["Send", ""]], claire, ("Tracker", "heads", "tracker 2")),
    }  # fmt: skip
    found = {said: proposed(name, heads, *rows, by=by) for said, (name, heads, rows, by, _is) in table.items()}
    assert found == {said: row[-1] for said, row in table.items()}


def test_ones_own_goes_before_another_and_what_one_may_not_see_is_none(
    imported: Brought, claire: User, amina: User, omar: User
) -> None:
    imported(HEADS, ["7", "Seven", "", ""], list_name="Hers", imported_list=None, by=claire)
    imported(HEADS, ["8", "Eight", "", ""], list_name="Theirs", imported_list=None, by=amina)
    new = ["9", "Nine", "", ""]
    assert [proposed("x.csv", HEADS, new, by=user)[0] for user in (claire, amina, omar)] == ["Hers", "Theirs", ""]
    assert proposed("x.csv", HEADS, ["8", "Eight", "", ""], by=claire)[:2] == ("Hers", "heads")
    ImportedList.objects.filter(name="Theirs").update(classification="restricted")
    assert [proposed("x.csv", HEADS, ["8", "Eight", "", ""], by=user)[:2] for user in (amina, omar)] == [
        ("Theirs", "numbers"), ("", "")
    ]  # fmt: skip


def test_so_many_rows_are_compared_and_what_was_said_of_numbers_is_forgotten(
    imported: Brought, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(HEADS, *ROWS, list_name="Tracker", imported_list=None)
    monkeypatch.setattr(list_of_import, "MOST_ROWS", 2)
    new = [["7", "New", "", ""], ["8", "New", "", ""]]
    assert proposed("week.csv", HEADS, *new[:1], *OTHER[:1], *ROWS[1:], by=claire)[:2] == ("", "others")
    assert proposed("week.csv", HEADS, *new, *OTHER, by=claire)[:2] == ("Tracker", "heads")
    source = Import.objects.latest("pk")
    Import.objects.update(trusts_numbers=True)
    list_of_import.propose(Import.objects.get(pk=source.pk))
    assert Import.objects.get(pk=source.pk).trusts_numbers is False
    assert FollowUp.objects.count() == 2
