"""Whom and what a record names: of the directory first, what it does not have as new names."""

from collections.abc import Callable

import pytest
from django.test import Client

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.records.models import Record
from tracker.suggestions.named_in_record import named_in_record
from tracker.suggestions.proposals import reading_of

SignIn = Callable[[User], Client]
TEXT = """## Present

- Ann Mason
- Boris Vale

## Apologies

- Cara Quill

## Notes

Mr. Vale thanked the Harbour Authority and the World Bank. The Director, Dana Frost, recalled Security Council
Resolution 2347.
"""


@pytest.fixture
def record(visit: Meeting, claire: User) -> Record:
    Person.add(by=None, name="Boris Vale")
    Person.add(by=None, name="Cara Quill")
    Organisation.add(by=None, name="World Bank")
    Mandate.write(by=None, kind="resolution", symbol="S/RES/2347 (2017)", title="Protection of heritage")
    return Record.write(by=claire, meeting=visit, text=TEXT, language="en")


def named(record: Record, user: User) -> dict[str, tuple[list[str], list[str]]]:
    reading = reading_of(record.latest)
    assert reading
    groups = named_in_record(record.latest.text, reading, user)
    return {str(group.label): ([str(row) for row in group.known], group.new) for group in groups}


def test_people_stand_as_they_were_there_known_ones_by_the_directory(record: Record, claire: User) -> None:
    found = named(record, claire)
    assert {label: found[label] for label in ("Present", "Absent", "Mentioned")} == {
        "Present": (["Boris Vale"], ["Ann Mason"]), "Absent": (["Cara Quill"], []), "Mentioned": ([], ["Dana Frost"]),
    }  # fmt: skip


def test_bodies_and_mandates_are_those_of_the_house_or_new(record: Record, claire: User) -> None:
    found = named(record, claire)
    assert found["Organisations"] == (["World Bank"], ["Harbour Authority"])
    assert found["Mandates"][0] == ["S/RES/2347 (2017)"]


def test_whoever_may_not_know_somebody_reads_the_name_as_new(record: Record, claire: User, noor: User) -> None:
    Person.objects.filter(name="Boris Vale").update(classification=RESTRICTED)
    assert [named(record, user)["Present"] for user in (claire, noor)][1] == ([], ["Ann Mason", "Boris Vale"])


def test_a_surname_is_not_the_end_of_another(visit: Meeting, claire: User) -> None:
    """Both are called by their surnames alone."""
    for name in ("Boris Vale", "Dora Orvale"):
        Person.add(by=None, name=name)
    record = Record.write(by=claire, meeting=visit, text="Mr. Vale thanked Ms. Orvale for the draft.", language="en")
    assert named(record, claire) == {"Mentioned": (["Boris Vale", "Dora Orvale"], [])}


def test_the_page_folds_what_is_new(record: Record, claire: User, sign_in: SignIn) -> None:
    page = sign_in(claire).get(f"/records/{record.pk}/read/").text
    bank = Organisation.objects.get(name="World Bank")
    assert (f'<a href="{bank.get_absolute_url()}">World Bank</a>' in page, "1 new" in page) == (True, True)


def test_a_record_in_a_language_that_is_not_read_names_nobody(record: Record, claire: User, sign_in: SignIn) -> None:
    Record.objects.filter(pk=record.pk).update(language="fi")
    assert 'id="names"' not in sign_in(claire).get(f"/records/{record.pk}/read/").text
