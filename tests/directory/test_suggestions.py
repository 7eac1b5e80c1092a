from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.offered import offers_in
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person

SignIn = Callable[[User], Client]


@pytest.fixture
def offered(noor: User, sign_in: SignIn) -> Callable[[str, str], list[str]]:
    client = sign_in(noor)
    return lambda of, words: offers_in(client.get(reverse(f"directory:{of}_suggestions"), {"field": words}).text)


def test_organisations_are_offered_by_the_beginnings_of_their_words(
    offered: Callable[[str, str], list[str]], europol: Organisation
) -> None:
    name = "European Police Office (EUROPOL)"
    assert offered("organisation", "pol eur") == [f"{name} | EU"]


def test_units_are_only_our_own(offered: Callable[[str, str], list[str]], unit: Organisation, eu: Organisation) -> None:
    name = "Enforcement Unit (ENF)"
    assert offered("unit", "e") == [f"{name} | WCO"]


def test_people_are_offered_with_their_posts_and_with_or_without_an_account(
    offered: Callable[[str, str], list[str]], claire: User, coordinator: Person
) -> None:
    assert (offered("person", "dubois"), offered("person", "kerch")) == (
        ["Claire Dubois | Officer, WCO"],
        ["Gilles de Kerchove | Counter-Terrorism Coordinator, EU"],
    )


def test_somebody_whose_account_is_closed_is_not_offered(
    offered: Callable[[str, str], list[str]], claire: User
) -> None:
    User.objects.filter(pk=claire.pk).update(is_active=False)
    assert offered("person", "dubois") == []


def test_names_are_escaped(noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    Organisation.add(by=None, name='"><script>alert(1)</script>')
    address = reverse("directory:organisation_suggestions")
    assert ["<script>" in client.get(address, {"field": words}).text for words in ("scr", "alert")] == [False, False]


@pytest.mark.parametrize("words", ["%", "\u202e", "x" * 5000])
def test_odd_words_offer_nothing(words: str, offered: Callable[[str, str], list[str]], eu: Organisation) -> None:
    assert offered("organisation", words) == []


def test_a_name_known_to_few_is_offered_to_them_alone(claire: User, noor: User, sign_in: SignIn) -> None:
    Person.add(by=claire, name="Zebedee", classification=RESTRICTED)
    Organisation.add(by=claire, name="Zebedee", classification=RESTRICTED, is_ours=True)
    for noun in ("person", "organisation", "unit"):
        address = reverse(f"directory:{noun}_suggestions")
        answers = [
            [offers_in(sign_in(user).get(address, {"field": words}).text) for words in ("zeb", "")]
            for user in (noor, claire)
        ]
        known = ["Zebedee (restricted) | ours"] if noun != "person" else ["Zebedee (restricted)"]
        assert [answers[0][0], answers[1][0], "Zebedee" in str(answers[0][1])] == [[], known, False]


def test_where_a_part_belongs_is_said_to_those_who_may_know(claire: User, noor: User, sign_in: SignIn) -> None:
    above = Organisation.add(by=claire, name="Zenith", classification=RESTRICTED)
    Organisation.add(by=claire, name="Yonder", parent=above)
    Organisation.objects.filter(pk=above.pk).update(classification=RESTRICTED)
    address = reverse("directory:organisation_suggestions")
    answers = [offers_in(sign_in(user).get(address, {"field": "yon"}).text) for user in (noor, claire)]
    assert answers == [["Yonder"], ["Yonder | Zenith"]]


def test_me_is_offered_as_whoever_types(offered: Callable[[str, str], list[str]], noor: User) -> None:
    assert offered("person", "moi") == ["Noor Haddad | me · Reader, WCO"]


def test_the_last_offer_adds_the_name_where_the_field_may_add(noor: User, sign_in: SignIn, eu: Organisation) -> None:
    address, client = reverse("directory:organisation_suggestions"), sign_in(noor)
    offers = [offers_in(client.get(address, {"adds": "on", "partner": each}).text) for each in ("Atlantis", "eu", " ")]
    house = "World Customs Organization (WCO) | ours"
    assert offers == [["Add “Atlantis” to the directory"], ["European Union (EU)"], ["European Union (EU)", house]]


def test_before_a_word_is_typed_colleagues_are_offered_and_units(
    offered: Callable[[str, str], list[str]], noor: User, claire: User, coordinator: Person, unit: Organisation
) -> None:
    for user in (noor, claire):
        user.person.appointments.all().delete()
    assert offered("person", "") == ["Noor Haddad | me"]
    for user in (noor, claire):
        Appointment.objects.create(person=user.person, organisation=unit, title="Officer")
    assert offered("person", "") == ["Noor Haddad | me · Officer, ENF", "Claire Dubois | Officer, ENF"]
    assert offered("unit", "")[0] == "Enforcement Unit (ENF) | WCO"


def test_a_country_is_said_beside_an_organisation(offered: Callable[[str, str], list[str]]) -> None:
    Organisation.add(by=None, name="Douane", country="FR")
    assert offered("organisation", "dou") == ["Douane | France"]
