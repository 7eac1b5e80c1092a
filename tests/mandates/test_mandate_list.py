import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.offered import offers_in
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.mandates.models import Mandate

SignIn = Callable[[User], Client]
LOOK = {"noor": 200, "claire": 200, "amina": 200, "jonas": 200}
WRITE = {"noor": 403, "claire": 200, "amina": 200, "jonas": 200}
ADDRESSES = {"list": LOOK, "mandate": LOOK, "suggestions": LOOK, "new": WRITE, "edit": WRITE}


@pytest.fixture
def reader(noor: User, sign_in: SignIn) -> Client:
    return sign_in(noor)


def listed(client: Client, **query: Any) -> list[str]:
    answer = client.get(reverse("mandates:list"), query)
    assert answer.status_code == 200
    return [mandate.title for mandate in answer.context["page"].rows]


def said_of_its_end(client: Client) -> dict[str, str]:
    """Of each mandate, whether it says that it ended or until when it is valid."""
    rows = re.findall(r'<a class="title" href="[^"]+">(.*?)</a>(.*?)</tr>', client.get("/mandates/").text, re.DOTALL)
    return {title: next(iter(re.findall(r"ended|until", words)), "") for title, words in rows}


def make(title: str, **values: Any) -> Mandate:
    return Mandate.add(by=None, **{"kind": "decision", "title": title} | values)


@pytest.mark.parametrize("who", ["noor", "claire", "amina", "jonas"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_each_role_gets_what_it_may(
    name: str, who: str, resolution: Mandate, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    address = reverse(f"mandates:{name}", args=[resolution.pk] if name in ("mandate", "edit") else [])
    client = sign_in(request.getfixturevalue(who))
    assert client.get(address).status_code == ADDRESSES[name][who]
    if ADDRESSES[name] is WRITE:
        assert client.post(address, {}).status_code == (403 if who == "noor" else 422)


@pytest.mark.parametrize("name", ["mandate", "edit"])
@pytest.mark.parametrize("key", [999_999, 10**30])
def test_a_mandate_that_is_not_there_is_not_found(name: str, key: int, claire: User, sign_in: SignIn) -> None:
    assert sign_in(claire).get(reverse(f"mandates:{name}", args=[key])).status_code == 404


def test_the_newest_stand_first_and_those_without_a_date_last(reader: Client) -> None:
    make("undated")
    make("old", adopted_on=date(2001, 1, 1))
    make("new", adopted_on=date(2018, 1, 1))
    assert listed(reader) == ["new", "old", "undated"]


def test_filters_cut_the_list(reader: Client, eu: Organisation, wco: Organisation, today: date) -> None:
    make("Résolution", kind="resolution", symbol="S/RES/2347 (2017)", body=wco)
    make("Mechanism", kind="agreement", parties=[eu, wco], valid_until=today)
    make("Past", valid_until=today - timedelta(days=1))
    assert listed(reader, kind="agreement") == ["Mechanism"]
    assert listed(reader, q="resolution 2347") == ["Résolution"]
    assert sorted(listed(reader, in_force="yes")) == ["Mechanism", "Résolution"]
    assert listed(reader, in_force="no") == ["Past"]
    assert listed(reader, in_force="ending") == ["Mechanism"]
    assert said_of_its_end(reader) == {"Mechanism": "until", "Past": "ended", "Résolution": ""}
    assert listed(reader, party=eu.pk) == ["Mechanism"]
    assert sorted(listed(reader, party="WCO")) == ["Mechanism", "Résolution"]


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "treaty"},
        {"in_force": "maybe"},
        {"party": "Atlantis"},
        {"party": "9" * 30},
        {"q": "\x00"},
        {"q": "x" * 9000},
    ],
)
def test_a_filter_that_is_none_is_said_so(query: dict[str, str], reader: Client, resolution: Mandate) -> None:
    answer = reader.get(reverse("mandates:list"), query)
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, list(query))


def test_a_page_that_is_none_is_the_first(reader: Client, resolution: Mandate) -> None:
    assert listed(reader, page="nonsense") == [resolution.title]


def test_mandates_are_offered_by_symbol_and_title(reader: Client, resolution: Mandate) -> None:
    answer = reader.get(reverse("mandates:suggestions"), {"mandate": "2347 heritage"})
    assert offers_in(answer.text) == ["S/RES/2347 (2017) · Protection of cultural heritage"]


def test_choices_one_click_away_count_what_they_show(reader: Client, eu: Organisation, today: date) -> None:
    for kind, days in (("agreement", 30), ("agreement", 400), ("decision", 10), ("decision", -1), ("strategy", None)):
        make(f"{kind} {days}", kind=kind, valid_until=None if days is None else today + timedelta(days=days))
    choices = reader.get(reverse("mandates:list"), {"in_force": "ending"}).context["quick"]
    assert [(str(each.label), each.count.number, each.is_on) for each in choices] == [
        ("In force", 4, False),
        ("Agreements in force", 2, False),
        ("Ends within six months", 2, True),
        ("No longer in force", 1, False),
    ]
    for each in choices:
        answer = reader.get(f"{reverse('mandates:list')}{each.address}")
        assert answer.context["count"].number == each.count.number


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long(
    number: int, reader: Client, eu: Organisation, django_assert_num_queries: Any
) -> None:
    for each in range(number):
        make(f"No. {each}", parties=[eu], body=eu)
    reader.get(reverse("mandates:list"))
    with django_assert_num_queries(6):
        reader.get(reverse("mandates:list"))
