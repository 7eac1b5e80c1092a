"""What is written of a text, and which rows are found by it, how well."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.meetings.models import Meeting
from tracker.records.models import Record, Version
from tracker.search.operations import UNDO, statements
from tracker.search.searchable_model import FEW
from tracker.search.tsvector_literal import vector
from tracker.search.word_index import BEGUN, DETAIL, GAP, MOST_WORDS, WHOLE, SearchWords, _words_of

Log = Callable[..., Meeting]


@pytest.fixture
def log(claire: User) -> Log:
    def logged(title: str, place: str = "") -> Meeting:
        return Meeting.log(by=claire, title=title, place=place, held_on=date(2018, 5, 25))

    return logged


def forms(text: str, *, names: bool = False) -> list[str]:
    return list(SearchWords(names=names)._forms(_words_of(text), text))


@pytest.mark.parametrize(
    ("text", "names", "other"),
    [
        ("visit", False, ["vis"]),
        ("visits visited visit", False, ["vis"]),
        ("visit visits", True, []),
        ("training train", False, []),
        ("re-entry", False, ["reentry", "entri", "reentri", GAP, "reentry"]),
        ("re-entry", True, ["reentry"]),
        ("reentry re-entry", True, []),
        ("on smug-\ngling", True, ["smug", "gling"]),
        ("014", False, ["14"]),
        ("", False, []),
    ],
)
def test_each_other_form_of_a_word_is_written_once(text: str, names: bool, other: list[str]) -> None:
    assert forms(text, names=names) == other


def test_a_long_text_is_indexed_up_to_its_last_word_and_so_many_words_of_it() -> None:
    long = "heritage " * (MOST_WORDS - 1)
    assert _words_of(f"{long}harbour quay")[-2:] == ["heritage", "harbour"]
    assert len(_words_of(f"{long}harbour quay")) == MOST_WORDS == 100_000


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ('"works on customs"', True),
        ('"on customs" works', True),
        # No phrase reaches from a text's words into their other forms, nor from the title into the place.
        ('"customs work"', False),
        ('"customs the"', False),
        ('"custom the"', False),
        ('"work on customs"', False),
        ("hague customs", True),
    ],
)
def test_a_phrase_stands_as_it_was_written(typed: str, is_found: bool, log: Log) -> None:
    meeting = log("Works on customs", "The Hague")
    assert list(Meeting.objects.search(typed)) == ([meeting] if is_found else [])


def test_what_fits_best_comes_first_and_else_the_newest(log: Log) -> None:
    """The title with the words as they were typed, then with one that was begun, then the rest of the text."""
    rows = [
        log("Customs and ports"),
        log("Talks", "Customs port"),
        log("Customs and portals", "Port"),
        log("Port customs"),
        log("Customs port"),
    ]
    Meeting.objects.filter(pk=rows[4].pk).update(held_on=date(2018, 5, 24))
    keys = {row.pk: number for number, row in enumerate(rows)}
    said = Meeting.words.places(Meeting.words.terms("customs port"))
    found = [[keys[key] for key in each] for each in Meeting.words.newest_of(list(said), 9)]
    assert dict(zip(said.values(), found, strict=True)) == {0: [4, 3, 0], 1: [4, 3, 2, 0], 2: [4, 3, 2, 1, 0]}
    assert [keys[row.pk] for row in Meeting.objects.best("customs port", 3)] == [3, 0, 4]
    assert [keys[row.pk] for row in Meeting.objects.best("customs port", 9)] == [3, 0, 4, 2, 1]
    assert [[keys[key] for key in each] for each in Meeting.words.newest_of(list(said), 2)] == [[4, 3]] * 3
    assert [Meeting.objects.best(typed, 9) for typed in ("quay", "")] == [[], []]


@pytest.mark.parametrize("looked_at", range(5))
@pytest.mark.parametrize("most", range(1, 5))
def test_the_newest_are_found_whether_many_or_few_of_those_that_are_looked_at_hold_the_word(
    looked_at: int, most: int, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Meeting.words, "looked_at", looked_at)
    holding = [log("Port").pk, log("Talks", "Port").pk, log("Ports").pk][::-1]
    log("Customs")
    said = Meeting.words.tiers(Meeting.words.terms("port"))
    assert Meeting.words.newest_of(said[2:], most) == [holding[:most]]
    found = Meeting.objects.filter(pk__in=Meeting.words.holding(said[2], newest=most))
    assert [row.pk for row in found.order_by("-pk")] == holding[:most]


def test_among_very_many_the_best_come_first_as_well(log: Log) -> None:
    log("Port")
    for number in range(FEW):
        log(f"Portal {number}")
    assert [row.title for row in Meeting.objects.best("port", 2)] == ["Port", f"Portal {FEW - 1}"]


def test_each_word_may_be_begun_only_and_what_holds_them_whole_fits_better(log: Log) -> None:
    rows = [log("Customs portal"), log("Customs port"), log("Other", "Customs port"), log("Customs")]
    places = Meeting.objects.begun("cus port")
    assert {rows.index(Meeting(pk=key)): place for key, place in places.items()} == {0: BEGUN, 1: BEGUN, 2: DETAIL}
    assert Meeting.objects.begun("customs port")[rows[1].pk] == WHOLE
    assert Meeting.objects.exclude(pk=rows[0].pk).begun("cus portal") == {}


@pytest.mark.parametrize("saved", [["title"], ["title", "kind"], None])
def test_a_row_is_found_by_its_new_words_whatever_was_saved_with_them(saved: list[str] | None, log: Log) -> None:
    meeting = log("Harbour")
    meeting.title = "Quay"
    meeting.save(update_fields=saved)
    assert [Meeting.objects.search(typed).exists() for typed in ("quay", "harbour")] == [True, False]


def test_rows_changed_by_the_very_words_they_were_chosen_by_are_found_anew(log: Log) -> None:
    log("Harbour")
    Meeting.objects.filter(title="Harbour").update(title="Quay")
    assert [Meeting.objects.search(typed).exists() for typed in ("quay", "harbour")] == [True, False]


def test_words_of_two_columns_are_never_one(visit: Meeting) -> None:
    visit.title, visit.place = "On anti-", "smuggling"
    words = ["on", "anti", "smuggling", GAP, "smuggl"]
    both = SearchWords(title=["title", "place", "ends_on"])
    assert both._written(visit) in ([" ".join(words), GAP], [vector(words, [GAP])])


def test_of_the_versions_of_a_record_the_last_has_the_word(communique: Record, claire: User) -> None:
    communique.rewrite("They spoke of harbours.", by=claire)
    Version.words.forget()
    assert Version.words.write_missing() == 2
    found = [Version.words.keys(Version.words.terms(typed), most=9) for typed in ("harbours", "coordinator")]
    assert found == [[communique.pk], []]


def test_both_texts_are_written_with_their_other_forms_behind_a_gap(visit: Meeting) -> None:
    visit.title, visit.place = "Works", "Trainings"
    title, detail = (["works", GAP, "work"], ["trainings", GAP, "train", "training"])
    assert visit.words._written(visit) in ([" ".join(title), " ".join(detail)], [vector(title, detail)])


def test_taken_back_no_trigger_is_left_that_looks_for_it(eu: Organisation) -> None:
    table = Organisation._meta.db_table
    connection.check_constraints()
    with connection.cursor() as cursor:
        for sql in statements(UNDO, connection.vendor, table, ["name"], "id"):
            cursor.execute(sql)
        cursor.execute(f"UPDATE {table} SET name = 'Another'")
        cursor.execute(f"SELECT name FROM {table} WHERE id = {eu.pk}")
        assert cursor.fetchone() == ("Another",)
