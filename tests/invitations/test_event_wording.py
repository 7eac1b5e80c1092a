"""Follow-ups, meetings and records are found by their words, whoever wrote them and however."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.records.models import Record, Version
from tracker.search.index_after_migrate import mend_one

Make = Callable[..., FollowUp]


def titles(typed: str) -> list[str]:
    return [row.title for row in FollowUp.objects.search(typed).order_by("pk")]


@pytest.mark.parametrize(
    "typed",
    ["straße", "STRASSE", "łódź", "lodz", "trainings", "formations", '"train officers"', "officers train", "2018-001",
     "1", "offi", "Genève", "geneve", "l'officer", "the officers in"],
)  # fmt: skip
def test_a_word_is_found_in_whatever_form(make_follow_up: Make, visit: Meeting, typed: str) -> None:
    make_follow_up("Train officers in Łódź", meeting=visit, detail="Formation, Hauptstraße / Strasse 5, Genève")
    make_follow_up("Elsewhere", meeting=visit)
    assert titles(typed) == ["Train officers in Łódź"]


@pytest.mark.parametrize("typed", ["zebra", "offi train", '"officers train"', '"train officer"', "rain", "%", "100%"])
def test_other_words_are_not_found(make_follow_up: Make, typed: str) -> None:
    make_follow_up("Train officers", detail="Zebras aside")
    assert titles(typed) == (["Train officers"] if typed == "zebra" else [])


def test_no_phrase_reaches_from_one_text_into_another(make_follow_up: Make) -> None:
    make_follow_up("Train officers", detail="abroad")
    assert titles('"officers abroad"') == []


def test_title_hits_come_before_others_and_the_newest_first(make_follow_up: Make) -> None:
    for title, detail in (("Cargo, old", ""), ("Other", "cargo"), ("Cargo, new", ""), ("Third", "cargo")):
        make_follow_up(title, detail=detail)
    found = FollowUp.objects.order_by("-pk").best("cargo", 3)
    assert [row.title for row in found] == ["Cargo, new", "Cargo, old", "Third"]


def test_whole_words_come_before_begun_ones(make_follow_up: Make) -> None:
    for title in ("The port", "Portuguese lists"):
        make_follow_up(title)
    assert [row.title for row in FollowUp.objects.best("port", 3)] == ["The port", "Portuguese lists"]


def test_what_is_changed_is_found_by_its_new_words_alone(make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up("Old words")
    follow_up.edit(by=claire, title="New words")
    assert (titles("old"), titles("new")) == ([], ["New words"])


def test_many_at_once_are_found(make_follow_up: Make, claire: User) -> None:
    FollowUp.objects.bulk_create(
        FollowUp(title=f"Row {number}", reference=f"F-{number}", recorder=claire) for number in range(3)
    )
    FollowUp.objects.filter(title="Row 1").update(title="Changed")
    rows = list(FollowUp.objects.filter(title="Row 2"))
    rows[0].title = "Rewritten"
    FollowUp.objects.bulk_update(rows, ["title"])
    assert (titles("row"), titles("changed"), titles("rewritten")) == (["Row 0"], ["Changed"], ["Rewritten"])


def test_what_is_deleted_leaves_no_words(make_follow_up: Make) -> None:
    follow_up = make_follow_up("Some words")
    follow_up.history.all().delete()
    FollowUp.objects.filter(pk=follow_up.pk).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM follow_ups_followup_words")
        assert cursor.fetchone() == (0,)


def test_what_django_did_not_write_is_found_once_it_is_indexed(
    make_follow_up: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    make_follow_up("Known words")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE follow_ups_followup SET title = 'Smuggled words'")
    assert (titles("known"), titles("smuggled")) == ([], [])
    call_command("reindex")
    assert titles("smuggled") == ["Smuggled words"]
    assert "follow-ups: 1\n" in capsys.readouterr().out


def test_the_whole_index_can_be_written_anew(make_follow_up: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make_follow_up("Known words")
    call_command("reindex", "--all")
    assert titles("known") == ["Known words"]
    assert "follow-ups: 1\n" in capsys.readouterr().out


def test_triggers_that_a_rebuilt_table_lost_are_made_again(make_follow_up: Make) -> None:
    follow_up = make_follow_up("Some words")
    with connection.cursor() as cursor:
        of_table = " ON follow_ups_followup" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER follow_ups_followup_words_stale{of_table}")
        mend_one(FollowUp.words)
        cursor.execute("UPDATE follow_ups_followup SET title = 'Other' WHERE id = %s", [follow_up.pk])
    assert titles("words") == []


def test_nothing_is_missing_after_ordinary_work(make_follow_up: Make, communique: Record) -> None:
    make_follow_up("Some words")
    assert [mend_one(words) for words in (FollowUp.words, Meeting.words, Version.words)] == [0, 0, 0]


def test_a_record_is_found_by_its_present_text(communique: Record, claire: User) -> None:
    assert list(Record.objects.search("Kerchove")) == [communique]
    communique.rewrite("They spoke of zebras.", by=claire)
    found = [list(Record.objects.search(typed)) for typed in ("Kerchove", "zebra")]
    assert found == [[], [communique]]


def test_a_very_long_text_of_many_words_is_kept(visit: Meeting, claire: User) -> None:
    text = " ".join(f"{number:x}łword{number}" * 3 for number in range(60_000))
    Record.write(by=claire, meeting=visit, text=f"Begins {text}")
    assert Record.objects.search("begins").count() == 1
