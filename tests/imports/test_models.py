"""What an import and a list say of themselves, without a page."""

import pytest
from django.utils import timezone

from tests.imports.conftest import Brought, confirm_and_write
from tracker.accounts.models import User
from tracker.imports.lists.imported_list import ImportedList, folded, heads_in_common
from tracker.imports.lists.list_of_import import free_name, is_of_list, name_of_file
from tracker.imports.models import Import, ImportRow
from tracker.imports.reading.options import Reading

NOW = timezone.now()


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ([], [("1", "A1"), ("4", "B4"), ("5", "C5"), ("9", "AA9")]),
        ([["Ports", 0], ["Roads", 4], ["None", 7], ["Rails", 7]],
         [("Ports!1", "Ports!A1"), ("Ports!4", "Ports!B4"), ("Roads!1", "Roads!C1"), ("Rails!2", "Rails!AA2")]),
    ],
)  # fmt: skip
def test_a_row_and_a_cell_are_called_as_their_spreadsheet_calls_them(
    parts: list[list[object]], named: list[tuple[str, str]]
) -> None:
    source = Import(found={"parts": parts})
    places = ((1, 0), (4, 1), (5, 2), (9, 26))
    assert [(source.row_name(number), source.cell(place, number)) for number, place in places] == named


def test_its_list_is_named_where_one_matters() -> None:
    known = ImportedList(name="Known")
    every = [
        Import(imported_list=known, list_name="New", columns=["title"]), Import(list_name="New", columns=["key"]),
        Import(list_name="New", columns=["title"]), Import(imported_list=known, columns=["key"]),
    ]  # fmt: skip
    assert [each.list_named for each in every] == ["Known", "New", "", "Known"]
    assert [each.list_key == known.key for each in every] == [True, False, False, True]
    assert every[1].list_key == every[1].new_list_key
    meant = [{}, {"status": {}}, {"status": {"halfway": "open"}}]
    assert [is_of_list(Import(columns=["title"], reading={"meanings": each})) for each in meant] == [False, False, True]
    assert [is_of_list(Import(columns=columns)) for columns in (["key"], ["reference"])] == [True, False]


def test_why_a_file_was_not_read_is_said_and_what_was_chosen_of_its_reading_is_known_again() -> None:
    said = [Import(why=why).problem for why in ("", "lost", "old")]
    lost = "Reading this file broke off. Choose it once more."
    assert said == [lost, lost, "This is a file of an old kind of Excel. Save it as .xlsx and choose that one."]
    stored = {
        "sheets": ["A", "B"],
        "head_row": 2,
        "separator": ";",
        "colour": "red",
        "added": {"owner": ["rosa conti"]},
    }
    source = Import(reading=stored, heads=[])
    assert source.how == Reading(sheets=("A", "B"), head_row=2, separator=";", added={"owner": ["rosa conti"]})
    adds = [("owner", "Rosa  CONTI"), ("owner", "Rosa"), ("partner", "Rosa Conti")]
    assert [source.adds(*each) for each in adds] == [True, False, False]
    assert [Import(adds_names=True).adds(*each) for each in adds] == [True] * 3
    assert [each.is_read for each in (source, Import(heads=["Title"]))] == [False, True]
    assert (str(ImportRow(source_id=7, number=3)), Import(pk=7).kept_as, Import(pk=7).get_absolute_url()) == (
        "7/3", "7.table", "/imports/7/"
    )  # fmt: skip


def test_whose_imports_are_seen_and_which_wait(claire: User, amina: User, mei: User) -> None:
    ways = {
        "unread": {}, "compared": {"previewed_at": NOW}, "stopped": {"stopped_at": NOW},
        "confirmed": {"previewed_at": NOW, "confirmed_at": NOW}, "odd": {"confirmed_at": NOW},
    }  # fmt: skip
    for name, values in ways.items():
        Import.objects.create(by=claire, name=name, **values)
    Import.objects.create(by=amina, name="of Amina")

    def names(rows: object) -> list[str]:
        return sorted(str(each) for each in rows)  # type: ignore[attr-defined]

    hers = Import.objects.visible_to(claire)
    assert [str(each) for each in hers] == ["odd", "confirmed", "stopped", "compared", "unread"]
    assert names(hers.unconfirmed()) == ["compared", "stopped", "unread"]
    assert names(hers.unpreviewed()) == ["unread"]
    overseen = {user: Import.objects.overseen_by(user) for user in (claire, amina, mei)}
    assert [names(rows) for rows in overseen.values()] == [sorted(ways), ["of Amina"], sorted([*ways, "of Amina"])]
    assert [names(rows.filter(is_own=True)) for rows in overseen.values()] == [sorted(ways), ["of Amina"], []]


def test_only_what_is_worked_on_is_stopped(brought: Brought, claire: User) -> None:
    source = brought(["Title"], ["One"])
    blank = {"previewed_at": None, "confirmed_at": None, "stopped_at": None, "heads": ["Title"], "pace": 2.0}
    found = []
    for values in ({}, {"previewed_at": NOW}, {"previewed_at": NOW, "confirmed_at": NOW}, {"heads": []}):
        Import.objects.filter(pk=source.pk).update(**{**blank, **values})
        other = Import.objects.create(by=claire, name="other", heads=["Title"])
        Import.objects.get(pk=source.pk).stop()
        stopped = [each.stopped_at is not None for each in (Import.objects.get(pk=source.pk), other)]
        other.refresh_from_db()
        found.append((*stopped, Import.objects.get(pk=source.pk).pace, other.stopped_at))
    assert found == [(True, False, None, None), (False, False, 2.0, None), (True, False, None, None),
                     (False, False, 2.0, None)]  # fmt: skip


def test_rows_are_written_once_and_taken_back_once(brought: Brought) -> None:
    source = brought(["Title"], ["x"])
    source.lines.all().delete()
    outcomes = ("asked", "kept", "undone", "changed", "new", "same", "refused", "")
    ImportRow.objects.bulk_create(
        ImportRow(source=source, number=number, outcome=outcome, written_at=NOW if number % 2 else None)
        for number, outcome in enumerate([each for each in outcomes for _written in range(2)])
    )

    def told(rows: object) -> list[str]:
        return [each.outcome for each in rows]  # type: ignore[attr-defined]

    assert told(source.lines.to_write()) == ["changed", "new"]
    assert [each.written_at for each in source.lines.to_write()] == [None] * 2
    assert told(source.lines.to_take_back()) == ["changed", "new"]
    assert all(each.written_at for each in source.lines.to_take_back())
    assert told(source.lines.written()) == list(outcomes)
    assert dict(source.counts()) == dict.fromkeys(outcomes, 2)


@pytest.mark.parametrize(
    ("heads", "others", "count"),
    [
        ([], [], 0), (["a"], ["a"], 0), (["a", "b"], ["b", "a"], 2), (["a", "b", ""], ["a", "b", "c"], 0),
        (["a", "b", "c", "d"], ["a", "b", "c"], 3), (["a", "b", "c"], ["a", "b", "c", "d"], 3),
        (["a", "b", "c", "d"], ["a", "b", "x", "y"], 0), (["a", "b", "c", "d"], ["a", "b", "c", "y"], 3),
        (["a", "a", "b"], ["a", "b", "b"], 2), (["", "a"], ["", "a"], 0),
    ],
)  # fmt: skip
def test_tables_with_a_head_more_or_less_have_heads_in_common(heads: list[str], others: list[str], count: int) -> None:
    assert heads_in_common(heads, others) == count


def test_a_list_is_called_as_its_file_and_like_no_other() -> None:
    named = {"a_b.xlsx": "a b", "a.b.csv": "a.b", ".csv": ".csv", "__.csv": "__.csv", "plain": "plain", " x .csv": "x"}
    assert {name: name_of_file(name) for name in named} == named
    lists = [ImportedList(name=name) for name in ("Actions", "actions 2", "Actions_4", "Other")]
    assert [free_name(name, lists) for name in ("ACTIONS", "Other", "New", "Actions 2")] == [
        "ACTIONS 3", "Other 2", "New", "Actions 2 2"
    ]  # fmt: skip
    assert free_name("Actions", []) == "Actions"
    assert folded(["Due_on", " N° : ", "ÉCHÉANCE"]) == ["due on", "n°", "echeance"]


def test_a_list_remembers_what_was_said_last_and_forgets_no_word(claire: User, omar: User, mei: User) -> None:
    kept = ImportedList.objects.create(name="Kept", by=claire, meanings={"status": {"half": "open", "full": "done"}})
    kept.remember(["No.", "TITLE"], {"status": {"half": "waiting"}, "owner": {"rc": "Rosa Conti"}})
    kept.refresh_from_db()
    assert (kept.heads, kept.meanings) == (
        ["no", "title"], {"status": {"half": "waiting", "full": "done"}, "owner": {"rc": "Rosa Conti"}},
    )  # fmt: skip
    ImportedList.objects.create(name="Closed", by=claire, classification="restricted")
    seen = {user: ImportedList.objects.visible_to(user) for user in (claire, omar, mei)}
    assert [[str(each) for each in rows] for rows in seen.values()] == [
        ["Closed", "Kept"],
        ["Kept"],
        ["Closed", "Kept"],
    ]
    assert [[str(each) for each in ImportedList.objects.named_by(user)] for user in (claire, mei)] == [
        ["Closed", "Kept"], []
    ]  # fmt: skip


def test_the_list_of_an_import_is_made_once_it_is_confirmed(brought: Brought) -> None:
    of_numbers = brought(["No", "Title"], ["1", "One"], list_name="Mine", classification="restricted")
    of_words = brought(["Title", "Status"], ["One", "half"], reading={"meanings": {"status": {"half": "open"}}})
    of_none = brought(["Title"], ["Two"])
    for source in (of_numbers, of_words, of_none):
        confirm_and_write(source)
        source.refresh_from_db()
    made = of_numbers.imported_list
    assert made
    assert (made.key, made.name, made.classification, made.by, made.heads, made.meanings) == (
        of_numbers.new_list_key, "Mine", "restricted", of_numbers.by, ["no", "title"], {},
    )  # fmt: skip
    second = of_words.imported_list
    assert second
    assert (second.name, second.classification, second.heads, second.meanings, of_none.imported_list) == (
        "actions", "general", ["title", "status"], {"status": {"half": "open"}}, None,
    )  # fmt: skip
