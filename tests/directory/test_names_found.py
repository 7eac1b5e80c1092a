"""How names are found again: by a key or a former name, near in spelling, by whom their history may be taken back."""

from collections.abc import Callable

import pytest
from django.test import Client

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.background.models import Bounce
from tracker.directory.merging.both_histories import known_history
from tracker.directory.merging.merge import merge
from tracker.directory.merging.models import KeptApart, Merge
from tracker.directory.merging.near_names import near_names
from tracker.directory.merging.side_by_side import holdings
from tracker.directory.models import Organisation, Person
from tracker.directory.people.bounces import bounces_seen_by
from tracker.mandates.models import Mandate

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_key_and_a_former_name_lead_to_the_one_that_stands_for_it(mei: User, noor: User) -> None:
    eu, union, other, hidden = (
        Organisation.add(by=mei, name=name, **values)
        for name, values in (
            ("European Union", {"short_name": "EU"}), ("The Union", {"short_name": "TU"}), ("The Other Union", {}),
            ("Hidden Union", {"classification": RESTRICTED}),
        )
    )  # fmt: skip
    goes = {each: Organisation.add(by=mei, name=each) for each in ("Union of all", "Council")}
    merge(union, eu, by=mei)
    merge(goes["Union of all"], eu, by=mei)
    merge(goes["Council"], other, by=mei)
    merge(hidden, other, by=mei)
    rows = Organisation.objects.visible_to(noor)
    assert [rows.by_key(each.pk) for each in (eu, union, other, hidden, goes["Council"])] == [
        eu,
        eu,
        other,
        None,
        other,
    ]
    assert rows.by_key(0) is None
    former = (
        "The Union",
        "the union (tu)",
        "TU",
        "Union",
        "Union of all",
        "Council",
        "Hidden Union",
        "European Union",
        "",
    )
    assert [rows.formerly(each) for each in former] == [eu, eu, eu, None, eu, other, None, None, None]
    assert rows.filter(pk=other.pk).formerly("TU") is None
    again = Organisation.add(by=mei, name="Council")
    merge(again, eu, by=mei)
    assert rows.formerly("Council") is None
    assert {*Organisation.objects.of_everybody()} == {*Organisation.objects.listed_for(noor)}
    assert {*rows} >= {eu, other}
    assert not {union, hidden, again} & {*Organisation.objects.of_everybody()}


def test_what_somebody_may_have_meant_is_spelled_nearly_so_or_begins_so(mei: User, noor: User) -> None:
    for name, values in (
        ("Europol", {"short_name": "EUROPOL"}),
        ("Interpol", {}),
        ("Europa House", {}),
        ("Eurojust", {}),
        ("Border Force", {"short_name": "BRDF"}),
        ("Interpool", {"classification": RESTRICTED}),
    ):
        Organisation.add(by=mei, name=name, **values)

    def near(words: str, user: User = noor) -> list[str]:
        return [each.name for each in near_names(Organisation, words, user)]

    assert {words: near(words) for words in ("Europool", "Interpoll", "Euro", "BRDF", "Zebra", "Forse Border")} == {
        "Europool": ["Europol"],
        "Interpoll": ["Interpol"],
        "Euro": ["Eurojust", "Europa House", "Europol"],
        "BRDF": ["Border Force"],
        "Zebra": [],
        "Forse Border": ["Border Force"],
    }
    assert near("Interpooll", mei) == ["Interpool"]
    for name in ("Ana Lima", "Anna Lima", "Ana Limas"):
        Person.add(by=mei, name=name)
    assert [each.name for each in near_names(Person, "Ana Limma", noor)] == ["Ana Lima", "Ana Limas"]


def test_of_a_restricted_name_each_takes_back_their_own_deeds_alone(claire: User, mei: User) -> None:
    hidden = Person.add(by=claire, name="Hidden", classification=RESTRICTED)
    own = hidden.change("edited", by=claire, about="Mine")
    theirs = hidden.change("edited", by=mei, about="Theirs")
    first = hidden.history.get(verb="added")
    assert [{*known_history(hidden, user)} for user in (claire, mei)] == [{own, first}, {own, theirs, first}]
    known = Person.add(by=mei, name="Known")
    assert known_history(known, claire).count() == 1


def test_an_address_that_takes_no_mail_is_shown_unless_it_is_of_somebody_hidden(
    jonas: User, mei: User, claire: User, coordinator: Person
) -> None:
    Person.objects.filter(pk=coordinator.pk).update(email="Known@eu.example")
    for name, email in (("Hidden", "hidden@eu.example"), ("Both", "known@eu.example")):
        Person.add(by=mei, name=name, email=email, classification=RESTRICTED)
    for address in ("known@eu.example", "hidden@eu.example", "nobody@eu.example", claire.email):
        Bounce.mark(address, "550", "1@mail.example")
    everybody = {"known@eu.example", "nobody@eu.example", claire.email}
    found = [{row.address for row in bounces_seen_by(user)} for user in (jonas, mei)]
    assert found == [everybody, everybody | {"hidden@eu.example"}]


def test_one_of_several_merges_is_taken_apart_and_one_of_several_pairs_asked_about_again(
    mei: User, sign_in: SignIn
) -> None:
    people = [Person.add(by=mei, name=f"Person {number}") for number in range(6)]
    done = [merge(people[number], people[number + 1], by=mei) for number in (0, 2, 4)]
    client = sign_in(mei)
    answer = client.post(f"/partners/merges/{done[1].pk}/undo/")
    assert answer["Location"] == people[2].get_absolute_url()
    assert [Merge.objects.get(pk=each.pk).undone_at is None for each in done] == [True, False, True]
    said = [KeptApart.say(people[2], people[number], by=mei) for number in (3, 1, 5)]
    answer = client.post(f"/partners/apart/{said[1].pk}/undo/")
    assert answer["Location"] == f"/partners/people/{people[2].pk}/merge/{people[1].pk}/"
    assert {*KeptApart.objects.all()} == {said[0], said[2]}


def test_rows_that_join_two_things_are_called_as_the_other_thing_calls_them(
    eu: Organisation, europol: Organisation, resolution: Mandate, noor: User, claire: User
) -> None:
    resolution.parties.add(eu, europol)
    Mandate.objects.filter(pk=resolution.pk).update(body=europol)
    found = {each.label: (each.goes, each.stays) for each in holdings(eu, europol, claire)}
    assert found == {"Organisations (parent)": (1, 0), "Mandates": (0, 1), "Mandates (parties)": (1, 1)}
