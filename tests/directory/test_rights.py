"""Readers look, officers add, managers and administrators edit."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person

SignIn = Callable[[User], Client]

LOOK = {"noor": 200, "claire": 200, "amina": 200, "jonas": 200}
ADD = {"noor": 403, "claire": 200, "amina": 200, "jonas": 200}
EDIT = {"noor": 403, "claire": 403, "amina": 200, "jonas": 200}
ADDRESSES = {
    "directory:partners": LOOK,
    "directory:organisation": LOOK,
    "directory:person": LOOK,
    "directory:organisation_suggestions": LOOK,
    "directory:unit_suggestions": LOOK,
    "directory:person_suggestions": LOOK,
    "directory:organisation_new": ADD,
    "directory:person_new": ADD,
    "directory:organisation_edit": EDIT,
    "directory:person_edit": EDIT,
    "directory:appointment_new": EDIT,
    "directory:appointment_edit": EDIT,
}
KEYS = {
    "organisation": "eu",
    "organisation_edit": "eu",
    "person": "coordinator",
    "person_edit": "coordinator",
    "appointment_new": "coordinator",
    "appointment_edit": "post",
}


@pytest.fixture
def keys(eu: Organisation, coordinator: Person) -> dict[str, int]:
    return {"eu": eu.pk, "coordinator": coordinator.pk, "post": coordinator.appointments.get().pk}


def address(name: str, keys: dict[str, int]) -> str:
    noun = KEYS.get(name.removeprefix("directory:"))
    return reverse(name, args=[keys[noun]] if noun else [])


@pytest.mark.parametrize("who", ["noor", "claire", "amina", "jonas"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_each_role_gets_what_it_may(
    name: str, who: str, keys: dict[str, int], sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    assert sign_in(user).get(address(name, keys)).status_code == ADDRESSES[name][who]


@pytest.mark.parametrize("who", ["noor", "claire", "amina", "jonas"])
@pytest.mark.parametrize("name", [name for name, rights in ADDRESSES.items() if rights is not LOOK])
def test_a_post_to_a_form_asks_for_the_same_right(
    name: str, who: str, keys: dict[str, int], sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    answer = sign_in(user).post(address(name, keys), {})
    assert answer.status_code == (403 if ADDRESSES[name][who] == 403 else 422)


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_stranger_is_asked_to_sign_in(name: str, keys: dict[str, int], client: Client) -> None:
    answer = client.get(address(name, keys))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("key", [999_999, 10**30])
def test_what_is_not_there_is_not_found(name: str, key: int, amina: User, sign_in: SignIn) -> None:
    assert sign_in(amina).get(reverse(f"directory:{name}", args=[key])).status_code == 404


@pytest.mark.parametrize(("name", "rights"), ADDRESSES.items())
def test_pages_that_only_show_take_nothing(
    name: str, rights: dict[str, Any], keys: dict[str, int], amina: User, sign_in: SignIn
) -> None:
    answer = sign_in(amina).delete(address(name, keys))
    assert answer.status_code == 405


def test_a_post_that_the_manager_may_not_know_is_not_there_to_edit(
    claire: User, amina: User, coordinator: Person, sign_in: SignIn
) -> None:
    office = Organisation.add(by=claire, name="Zanzibar Office", classification=RESTRICTED)
    post = Appointment.objects.create(person=coordinator, organisation=office, title="Hidden")
    assert sign_in(amina).get(reverse("directory:appointment_edit", args=[post.pk])).status_code == 404
