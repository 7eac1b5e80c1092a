"""What is offered while a name is typed."""

import pytest
from django.test import RequestFactory

from tests.offered import offers_in
from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.models import Organisation, Person
from tracker.kit.names.suggestions import suggestions

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ({"owner": "sofia"}, ["Sofia Costa", "Sofia Costaverde"]),
        ({"adds": "on", "owner": "sofia"}, ["Sofia Costa", "Sofia Costaverde", "Add “sofia” to the directory"]),
        ({"adds": "on", "owner": "sofia COSTA"}, ["Sofia Costa", "Sofia Costaverde"]),
        ({"adds": "on", "owner": " "}, []),
        ({"owner": "<x>"}, []),
        ({"adds": "on", "owner": "<x>"}, ["Add “<x>” to the directory"]),
        ({"other": "sofia", "owner": "verde"}, []),
        ({"owner": "costav\x00"}, ["Sofia Costaverde"]),
        ({}, []),
    ],
)
def test_names_are_offered_for_the_last_words_of_an_address(
    query: dict[str, str], offered: list[str], db: None
) -> None:
    for name in ("Sofia Costa", "Sofia Costaverde"):
        Person.add(by=None, name=name)
    assert offers_in(suggestions(RequestFactory().get("/", query), Person.objects.all()).text) == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("EU", ["European Union (EU)", "Eutelsat"]),
        ("european union (eu)", ["European Union (EU)"]),
        ("eut", ["Eutelsat", "Add “eut” to the directory"]),
    ],
)
def test_what_something_is_called_is_not_offered_as_new(typed: str, offered: list[str], eu: Organisation) -> None:
    Organisation.add(by=None, name="Eutelsat")
    request = RequestFactory().get("/", {"adds": "on", "partner": typed})
    assert offers_in(suggestions(request, Organisation.objects.all()).text) == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("me", ["Mei Tanaka | me", "Melanie"]),
        ("MOI", ["Mei Tanaka | me"]),
        ("mel", ["Melanie"]),
        ("mei", ["Mei Tanaka | me"]),
    ],
)
def test_who_types_me_is_offered_themselves_once(typed: str, offered: list[str], mei: User) -> None:
    Person.add(by=None, name="Melanie")
    page = suggestions(RequestFactory().get("/", {"owner": typed}), choosable_names.people(mei))
    assert offers_in(page.text) == offered


def test_of_namesakes_it_is_said_beside_them_what_tells_them_apart(db: None) -> None:
    person = Person.add(by=None, name="Sofia <Costa>")
    request = RequestFactory().get("/", {"owner": "sofia"})
    page = suggestions(request, Person.objects.all(), about=lambda rows: {row.pk: "EU & WCO" for row in rows})
    assert (offers_in(page.text), person.label) == (["Sofia <Costa> | EU & WCO"], "Sofia <Costa>")
    assert 'data-value="Sofia &lt;Costa&gt;"' in page.text


def test_twelve_are_offered_at_most(db: None) -> None:
    for number in range(13):
        Person.add(by=None, name=f"Sofia {number}")
    offered = suggestions(RequestFactory().get("/", {"owner": "sofia"}), Person.objects.all()).text
    assert len(offers_in(offered)) == 12


@pytest.mark.parametrize(
    ("typed", "offered", "said"),
    [
        ("", ["Mei Tanaka | me", "Anna Berg"], "2 names offered"),
        (" ", ["Mei Tanaka | me", "Anna Berg"], "2 names offered"),
        ("berg", ["Anna Berg"], "1 name offered"),
        ("nobody", [], "0 names offered"),
    ],
)
def test_before_a_word_is_typed_oneself_is_offered_and_what_is_usual(
    typed: str, offered: list[str], said: str, mei: User
) -> None:
    people = [Person.add(by=None, name=name) for name in ("Anna Berg", "Bo Ek")]
    rows = choosable_names.people(mei)
    page = suggestions(RequestFactory().get("/", {"owner": typed}), rows, usual=lambda: rows.filter(pk=people[0].pk))
    assert (offers_in(page.text), said in page.text) == (offered, True)
