from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person

SignIn = Callable[[User], Client]


@pytest.fixture
def offered(noor: User, sign_in: SignIn) -> Callable[[str, str], str]:
    client = sign_in(noor)
    return lambda of, words: client.get(reverse(f"directory:{of}_suggestions"), {"field": words}).content.decode()


def test_organisations_are_offered_by_the_beginnings_of_their_words(
    offered: Callable[[str, str], str], europol: Organisation
) -> None:
    name = "European Police Office (EUROPOL)"
    assert offered("organisation", "pol eur") == f'<option value="{name}" label="{name} · EU"></option>'


def test_units_are_only_our_own(offered: Callable[[str, str], str], unit: Organisation, eu: Organisation) -> None:
    name = "Enforcement Unit (ENF)"
    assert offered("unit", "e") == f'<option value="{name}" label="{name} · WCO"></option>'


def test_people_are_offered_with_their_posts_and_with_or_without_an_account(
    offered: Callable[[str, str], str], claire: User, coordinator: Person
) -> None:
    assert (offered("person", "dubois"), offered("person", "kerch")) == (
        '<option value="Claire Dubois" label="Claire Dubois · Officer, WCO"></option>',
        '<option value="Gilles de Kerchove" label="Gilles de Kerchove · Counter-Terrorism Coordinator, EU"></option>',
    )


def test_somebody_whose_account_is_closed_is_not_offered(offered: Callable[[str, str], str], claire: User) -> None:
    User.objects.filter(pk=claire.pk).update(is_active=False)
    assert offered("person", "dubois") == ""


def test_names_are_escaped(offered: Callable[[str, str], str]) -> None:
    Organisation.add(by=None, name='"><script>alert(1)</script>')
    assert "<script>" not in offered("organisation", "scr") + offered("organisation", "alert")


@pytest.mark.parametrize("words", ["", " ", "\x00", "%", "\u202e", "x" * 5000])
def test_odd_words_offer_nothing(words: str, offered: Callable[[str, str], str], eu: Organisation) -> None:
    assert offered("organisation", words) == ""


def test_a_name_known_to_few_is_offered_to_them_alone(claire: User, noor: User, sign_in: SignIn) -> None:
    Person.add(by=claire, name="Zebedee", classification=RESTRICTED)
    Organisation.add(by=claire, name="Zebedee", classification=RESTRICTED, is_ours=True)
    for noun in ("person", "organisation", "unit"):
        address = reverse(f"directory:{noun}_suggestions")
        answers = [sign_in(user).get(address, {"field": "zeb"}).content.decode() for user in (noor, claire)]
        assert answers == ["", '<option value="Zebedee (restricted)"></option>']


def test_where_a_part_belongs_is_said_to_those_who_may_know(claire: User, noor: User, sign_in: SignIn) -> None:
    above = Organisation.add(by=claire, name="Zenith", classification=RESTRICTED)
    Organisation.add(by=claire, name="Yonder", parent=above)
    Organisation.objects.filter(pk=above.pk).update(classification=RESTRICTED)
    address = reverse("directory:organisation_suggestions")
    answers = [sign_in(user).get(address, {"field": "yon"}).text for user in (noor, claire)]
    assert answers == [
        '<option value="Yonder"></option>',
        '<option value="Yonder" label="Yonder · Zenith"></option>',
    ]


def test_me_is_offered_as_whoever_types(offered: Callable[[str, str], str], noor: User) -> None:
    assert 'value="Noor Haddad"' in offered("person", "moi")


def test_the_last_offer_adds_the_name_where_the_field_may_add(noor: User, sign_in: SignIn, eu: Organisation) -> None:
    address, client = reverse("directory:organisation_suggestions"), sign_in(noor)
    offers = [client.get(address, {"adds": "on", "partner": words}).text for words in ("Atlantis", "eu", " ")]
    added = '<option value="Add “Atlantis” to the directory"></option>'
    assert (offers[0], "Add" in offers[1], offers[2]) == (added, False, "")
