"""Whom a text names, of those whom its reader may know."""

import pytest

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.records.names_in_text import named_in_text

SAID = [
    ("Mr. Gilles de Kerchove of the European Union came.", ["Gilles de Kerchove"], ["EU"]),
    ("They received GILLES DE KERCHOVE (EU).", ["Gilles de Kerchove"], ["EU"]),
    ("Mr. de Kerchove’s visit, with Mme Rahman.", ["Gilles de Kerchove", "Amina Rahman"], []),
    ("M. de Kerchove a été reçu à l’OMD par Omar\u00a0Diallo.", ["Gilles de Kerchove", "Omar Diallo"], []),
    ("EUROPOL's analysts, then the EU.", [], ["EUROPOL", "EU"]),
    ("Omar said that Diallo was there. Kerchove is a village.", [], []),
    ("An omar diallo in small letters; eu as well.", [], []),
    ("Mr. Unknown met Dr. Nobody", [], []),
    ("", [], []),
]


@pytest.fixture
def cast(coordinator: Person, europol: Organisation, amina: User, omar: User) -> None:
    """Those of whom the texts speak."""


@pytest.mark.parametrize(("text", "people", "organisations"), SAID)
def test_they_are_found_by_their_names(
    cast: None, claire: User, text: str, people: list[str], organisations: list[str]
) -> None:
    named = named_in_text(text, claire)
    assert ([*map(str, named.people)], [*map(str, named.organisations)]) == (people, organisations)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("They met Mr. de Kerchove\nThe Board agreed.", ["Gilles de Kerchove"]),
        ("They met Mme Rahman\r\n\r\nLe conseil a décidé.", ["Amina Rahman"]),
        ("Mr Diallo\tChair\nMs Rahman\tClerk", ["Omar Diallo", "Amina Rahman"]),
        # The line broke the name: nobody else of that first name is meant.
        ("They met Mr. Omar\nDiallo of the EU.", ["Omar Diallo"]),
        ("They met Mr. Omar\nThe Board agreed.", ["Ali Omar"]),
        ("They met Mr. de\nKerchove of the EU.", ["Gilles de Kerchove"]),
        # On one line the second word is the name's.
        ("They met Mr. Diallo Bo and Ms. Rahman", ["Amina Rahman"]),
    ],
)
def test_a_polite_name_ends_with_its_line_unless_it_goes_on(
    cast: None, claire: User, text: str, people: list[str]
) -> None:
    Person.add(by=None, name="Ali Omar")
    assert [*map(str, named_in_text(text, claire).people)] == people


def test_organisations_are_found_whatever_stands_between_the_words_of_their_names(claire: User) -> None:
    names = [
        "Customs & Excise", "Foo and Bar", "AT&T", "Ports – Harbours", "Trade, Industry and the Sea", "Sea/Land",
        "Coast + Sea", "U.S. Customs",
    ]  # fmt: skip
    for name in names:
        Organisation.add(by=None, name=name)
    text = f"They met {'; '.join(names)}. Customs, Excise, Ports and Harbours were not there."
    assert [*map(str, named_in_text(text, claire).organisations)] == names


def test_of_namesakes_none_is_meant(cast: None, claire: User) -> None:
    Person.add(by=None, name="Omar Diallo")
    assert named_in_text("Omar Diallo and Mr. Diallo", claire).people == []


def test_whoever_is_restricted_is_found_by_those_who_know_them(cast: None, claire: User, omar: User, mei: User) -> None:
    person = Person.add(by=claire, name="Rosa Conti", classification=RESTRICTED)
    unit = Organisation.add(by=claire, name="Task Force Nine", short_name="TF9", classification=RESTRICTED)
    Appointment.objects.create(person=person, organisation=unit, title="Head")
    text = "Rosa Conti, or Ms. Conti, of TF9, the Task Force Nine"
    found = [
        (named.people, named.organisations) for user in (claire, mei, omar) for named in [named_in_text(text, user)]
    ]
    assert found == [([person], [unit]), ([person], [unit]), ([], [])]


def test_a_hidden_namesake_takes_no_one_away(cast: None, claire: User, omar: User, amina: User) -> None:
    Person.add(by=claire, name="Omar Diallo", classification=RESTRICTED)
    assert named_in_text("Omar Diallo met Mr. Diallo", amina).people == [omar.person]


def test_each_speaks_for_the_organisation_of_the_text_where_they_hold_a_post(
    cast: None, coordinator: Person, claire: User, eu: Organisation, omar: User
) -> None:
    named = named_in_text("Gilles de Kerchove of the EU met Omar Diallo and EUROPOL", claire)
    assert [named.spoke_for(each) for each in (coordinator, omar.person)] == [eu, None]
    assert named.guests == [coordinator]


def test_a_long_text_is_read_in_its_beginning(cast: None, claire: User) -> None:
    assert named_in_text("Word " * 5_000 + "Omar Diallo", claire).people == []
