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
    assert offered("organisation", "pol eur") == '<option value="European Police Office (EUROPOL)"></option>'


def test_units_are_only_our_own(offered: Callable[[str, str], str], unit: Organisation, eu: Organisation) -> None:
    assert offered("unit", "e") == '<option value="Enforcement Unit (ENF)"></option>'


def test_people_are_offered_with_or_without_an_account(
    offered: Callable[[str, str], str], claire: User, coordinator: Person
) -> None:
    assert (offered("person", "dubois"), offered("person", "kerch")) == (
        '<option value="Claire Dubois"></option>',
        '<option value="Gilles de Kerchove"></option>',
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
