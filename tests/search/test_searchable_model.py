"""Querysets whose rows are found by their words."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.kit.text import FOLD_VERSION
from tracker.meetings.models import Meeting
from tracker.search.models import FoldedTable
from tracker.search.searchable_model import NEWEST, with_spare
from tracker.search.word_index import BEGUN

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "names", "is_found"),
    [
        ("coord vis", True, True),
        ("coord vis", False, False),
        ("coord vis", None, False),
        ("visit coord", None, True),
        ("visits coord", False, True),
        ("visits coord", True, False),
        (" ", True, True),
        ("%", None, False),
    ],
)
def test_in_a_name_every_word_may_be_begun_only(typed: str, names: bool | None, is_found: bool, visit: Meeting) -> None:
    assert list(Meeting.objects.search(typed, names=names)) == ([visit] if is_found else [])


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Talks on re-entry", "reentry"),
        ("Talks on reentry", "re-entry"),
        ("Talks on re\u2011entry", "re-entries"),
        ("Talks on smug-\ngling", "smuggling"),
        ("Talks on smug-\ngling", "gling"),
        ("Talks on smug\u00adgling", '"on smuggling"'),
        ("Talks in C\u00f4te d\u2019Ivoire", "cote d'ivoire"),
        *(
            (f"On new {written} talks in Rome", f'"{typed}"')
            for written in ("co-operation", "cooperation", "co\u2010operation")
            for typed in (
                "co-operation",
                "co operation",
                "cooperation",
                "new cooperation talks",
                "new co operation talks",
            )
        ),
        ("On new co operation talks", '"new co-operation talks"'),
        ("Talks of a follow-up", '"a followup"'),
        ("A state-of-the-art museum", '"a state of the art museum"'),
    ],
)
def test_words_are_found_however_they_are_written(title: str, typed: str, visit: Meeting) -> None:
    Meeting.objects.filter(pk=visit.pk).update(title=title)
    assert list(Meeting.objects.search(typed)) == [visit]


@pytest.mark.parametrize(
    "typed", ['"in formation"', '"operation co"', '"cooperation Rome"', '"talks cooperation"', '"cooperation new"']
)
def test_a_phrase_is_not_found_in_another_order_or_over_a_gap(typed: str, visit: Meeting) -> None:
    Meeting.objects.filter(pk=visit.pk).update(title="New co-operation talks with information on new trade in Rome")
    assert list(Meeting.objects.search(typed)) == []


def test_a_name_is_found_with_and_without_its_hyphen(coordinator: Person) -> None:
    for name, typed in (("Jean-Luc Picard", "jeanluc"), ("Jeanluc Picard", "jean-l")):
        coordinator.change("edited", by=None, name=name)
        assert list(Person.objects.find(typed)) == [coordinator]


def test_what_an_older_fold_wrote_is_written_anew(coordinator: Person) -> None:
    Person.objects.filter(pk=coordinator.pk).update(folded="gilles")
    Person.words.forget()
    FoldedTable.objects.update(version=FOLD_VERSION - 1)
    call_command("reindex", stdout=StringIO())
    assert list(Person.objects.filter(folded="gilles de kerchove").find("kerchove")) == [coordinator]
    assert FoldedTable.objects.get(table="directory_person_words").version == FOLD_VERSION


def test_what_somebody_may_not_see_stands_in_no_others_place(claire: User, noor: User) -> None:
    """More of it than is looked at, and newer."""
    shown = [Meeting.log(by=claire, title="Harbour talks", held_on=date(2018, 5, day)) for day in (25, 26)]
    hidden = {"title": "Harbour talks", "classification": RESTRICTED, "held_on": date(2018, 5, 27)}
    Meeting.objects.bulk_create(Meeting(recorder=claire, **hidden) for _each in range(with_spare(NEWEST)))
    rows = Meeting.objects.visible_to(noor)
    assert rows.best("harbour talks", 8) == shown[::-1]
    assert rows.begun("harb talks") == {meeting.pk: BEGUN for meeting in shown}


def test_a_model_of_names_is_searched_as_names_unless_told_otherwise(europol: Organisation) -> None:
    found = [list(Organisation.objects.search("pol eur", names=names)) for names in (None, True, False)]
    assert found == [[europol], [europol], []]


@pytest.mark.parametrize("typed", ["visiting experts", "visits of an expert", "visited expert"])
def test_a_word_of_a_text_is_found_by_every_form_of_it(typed: str, claire: User) -> None:
    meeting = Meeting.log(by=claire, title="Visitings of an experts", held_on=date(2018, 5, 25))
    assert list(Meeting.objects.search(typed)) == [meeting]
