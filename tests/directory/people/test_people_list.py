"""The list of people: where each works, and how they are reached, as far as its reader may know."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.downloaded_files import content
from tests.names_asked import names_asked
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person

SignIn = Callable[[User], Client]
LIST = "/partners/people/"


@pytest.fixture
def client(noor: User, sign_in: SignIn) -> Client:
    return sign_in(noor)


@pytest.fixture
def people(client: Client, unit: Organisation, eu: Organisation, europol: Organisation, today: date) -> None:
    """Noor works in no unit, Ana in one of ours, Émile and Zoe with partners; Bo has left, of Cy nothing is known."""
    Person.objects.filter(name="Noor Haddad").update(email="")

    def add(name: str, *posts: tuple[str, Organisation], until: date | None = None, **values: str) -> None:
        person = Person.add(by=None, name=name, **values)
        for title, organisation in posts:
            Appointment.objects.create(person=person, organisation=organisation, title=title, until=until)

    add("Ana Lima", ("Head of Unit", unit), telephone="+32 2 555 01 02", email="ana@suivi.example")
    add("Zoe Brandt", ("Adviser", eu), telephone="+32 2 555 09 61")
    add("Émile Koné", ("Liaison Officer", europol), ("Observer", eu), email="emile@europol.example")
    add("Bo Left", ("Adviser", eu), until=today - timedelta(days=1))
    add("Cy Nowhere")


def names(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200, answer.text
    return [person.name.partition(" ")[0] for person in answer.context["page"].rows]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "Ana Bo Cy Émile Noor Zoe"),
        ("-name", "Zoe Noor Émile Cy Bo Ana"),
        # Of several posts the first; whoever has none comes last, and first in the other direction.
        ("unit", "Ana Zoe Émile Noor Bo Cy"),
        ("post", "Zoe Ana Émile Noor Bo Cy"),
        ("-post", "Cy Bo Noor Émile Ana Zoe"),
        ("telephone", "Ana Zoe Bo Cy Émile Noor"),
        ("email", "Ana Émile Bo Cy Noor Zoe"),
        ("about", "Ana Bo Cy Émile Noor Zoe"),
    ],
)
def test_it_is_sorted_by_each_heading(sort: str, order: str, client: Client) -> None:
    assert names(client, f"sort={sort}") == order.split()


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=555+0961", ""),
        ("q=555+09+61", "Zoe"),
        ("q=emile", "Émile"),
        ("q=europol.example", "Émile"),
        ("unit=EU", "Émile Zoe"),
        ("unit=EUROPOL", "Émile"),
        ("unit=WCO", "Ana Noor"),
        ("post=officer", "Émile"),
        ("post=unit+head", "Ana"),
        ("who=ours", "Ana Noor"),
        ("who=partners", "Émile Zoe"),
        ("who=nowhere", "Bo Cy"),
        ("who=left", "Bo"),
        ("who=partners&post=observer", "Émile"),
    ],
)
def test_each_filter_finds_some(query: str, found: str, client: Client) -> None:
    assert names(client, f"typed=on&{query}") == found.split()


@pytest.mark.usefixtures("people")
def test_each_choice_says_how_many_it_shows(client: Client) -> None:
    quick = client.get(LIST).context["tabs"].in_line
    assert [(str(choice.label), choice.count.number) for choice in quick] == [
        ("Everybody", 6), ("Ours", 2), ("Of partners", 2), ("Without a post today", 2), ("Left", 1),
    ]  # fmt: skip
    assert all(len(names(client, choice.address[1:])) == choice.count.number for choice in quick)


@pytest.mark.usefixtures("people")
def test_a_row_says_where_somebody_works_and_leads_to_them(client: Client) -> None:
    page = client.get(LIST, {"q": "ana"}).text
    row = " ".join(re.sub(r"<[^>]*>", " ", page.partition("<tbody>")[2].partition("</tbody>")[0]).split())
    assert row == "Ana Lima Head of Unit ENF +32 2 555 01 02 ana@suivi.example"
    assert ['href="tel:+3225550102"' in page, 'href="mailto:ana@suivi.example"' in page] == [True, True]


@pytest.mark.usefixtures("people")
def test_the_file_holds_the_list_in_its_order(client: Client) -> None:
    lines = content(client.get(f"{LIST}export/csv/?unit=EU&typed=on&sort=-name")).decode("utf-8-sig").splitlines()
    start = lines.index("")
    assert lines[start + 1 :] == [
        "Name,Post,Unit or organisation,Telephone,E-mail",
        "Zoe Brandt,Adviser,EU,'+32 2 555 09 61,",
        "Émile Koné,Liaison Officer; Observer,EUROPOL; EU,,emile@europol.example",
    ]
    assert "Sorted by: Name, falling." in lines[2]


@pytest.mark.usefixtures("people")
def test_a_post_in_an_organisation_that_is_hidden_tells_nothing(
    client: Client, claire: User, mei: User, sign_in: SignIn
) -> None:
    """Not in its cells, its order, its filters or its counts."""
    hidden = Organisation.add(by=claire, name="AAA Bureau", classification=RESTRICTED)
    Appointment.objects.create(person=Person.objects.get(name="Cy Nowhere"), organisation=hidden, title="AAA Spy")
    assert "AAA" not in client.get(LIST).text
    assert names(client, "sort=unit")[-1] == "Cy"
    assert [names(client, query) for query in ("post=spy", "who=nowhere")] == [[], ["Bo", "Cy"]]
    assert client.get(LIST, {"unit": hidden.pk}).status_code == 400
    knows = sign_in(mei)
    assert [names(knows, query) for query in ("post=spy", f"unit={hidden.pk}")] == [["Cy"], ["Cy"]]


def test_a_restricted_name_stands_there_for_whoever_knows_of_it(client: Client, claire: User, sign_in: SignIn) -> None:
    Person.add(by=claire, name="Quentin Hush", telephone="+32 2 555 0199", classification=RESTRICTED)
    assert ["Quentin" in names(each) for each in (client, sign_in(claire))] == [False, True]
    assert [names(each, "q=0199") for each in (client, sign_in(claire))] == [[], ["Quentin"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_for_one_and_three(
    rows: int, client: Client, eu: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        person = Person.add(by=None, name=f"Person {number}")
        Appointment.objects.create(person=person, organisation=eu, title="Adviser")
    client.get(LIST)
    with django_assert_num_queries(13 + names_asked()):
        client.get(LIST, {"sort": "unit"})


def test_further_pages_follow_in_the_order(client: Client, eu: Organisation) -> None:
    for number in range(60):
        person = Person.add(by=None, name=f"Person {number:02}", telephone=f"+32 {number:03}" if number % 2 else "")
        Appointment.objects.create(person=person, organisation=eu, title=f"Adviser {number % 7}")
    for sort in ("name", "unit", "-post", "telephone", "-telephone"):
        first = client.get(LIST, {"sort": sort}).context["page"]
        further = client.get(LIST, {"sort": sort, "page": first.next}).context["page"]
        found = [person.pk for person in (*first.rows, *further.rows)]
        assert (sort, len(found), len({*found})) == (sort, 61, 61)
