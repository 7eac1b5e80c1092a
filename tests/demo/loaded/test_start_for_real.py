"""Leaving the demo behind: the house is emptied whole or not at all, and whoever is real stays."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from tests.house.conftest import taken_back
from tracker.accounts.models import User
from tracker.demo import start_for_real
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "_as_it_was")]
PAGE = "/start-for-real/"
OWN = {"name": "Ada Byron", "email": "ada@house.example", "password": "staple battery"}
WORDS = {"confirmed": "Start for  REAL"}
SignIn = Callable[[User], Client]


@pytest.fixture
def _as_it_was(demo: None) -> Any:
    with taken_back():
        yield


@pytest.fixture
def jonas() -> User:
    return User.objects.get(email="jonas@suivi.example")


def invite(by: Client) -> User:
    by.post(reverse("invite"), {"name": "Rosa Conti", "email": "rosa@house.example", "role": "administrator"})
    return User.objects.get(email="rosa@house.example")


# What tells of an error of ours is written as it breaks off.
OF_ERRORS = {"health_fault", "health_faultmail", "django_tasks_database_dbtaskresult"}


def rows() -> dict[str, int]:
    """How many rows each table of the house holds that holds any."""
    with connection.cursor() as cursor:
        found = {}
        for table in start_for_real.emptied_tables():
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()[0]
    return {table: number for table, number in found.items() if number and table not in OF_ERRORS}


def test_the_administrator_of_the_demo_becomes_a_real_one_in_an_empty_house(jonas: User, sign_in: SignIn) -> None:
    client = sign_in(jonas)
    assert "This house shows the demo" in client.get("/").text
    page = client.get(PAGE)
    assert "Nothing was entered here since the demo was loaded." in page.text
    desk = client.post(PAGE, OWN | WORDS, follow=True)
    assert "The house is empty. Everything in it from now on is yours." in desk.text
    assert "First steps" in desk.text
    assert [(user.email, user.role) for user in User.objects.all()] == [("ada@house.example", "administrator")]
    assert [(person.name, person.account.email) for person in Person.objects.all()] == [("Ada Byron", OWN["email"])]
    assert rows().keys() == {"history_entry", "django_session"}
    assert [(entry.verb, entry.by.name) for entry in Entry.objects.all()] == [("added", "Ada Byron")]
    connection.check_constraints()
    assert client.get(PAGE).status_code == 404


def test_real_people_stay_with_nothing_of_the_demo(jonas: User, sign_in: SignIn) -> None:
    rosa = invite(sign_in(jonas))
    client = sign_in(rosa)
    assert "Rosa Conti (rosa@house.example)." in client.get(PAGE).text
    assert client.post(PAGE, WORDS).url == "/"
    assert client.get("/").status_code == 200
    assert [user.email for user in User.objects.all()] == ["rosa@house.example"]
    assert [(person.name, person.appointments.count()) for person in Person.objects.all()] == [("Rosa Conti", 0)]
    connection.check_constraints()


def test_what_was_entered_meanwhile_is_counted_and_named(jonas: User, sign_in: SignIn) -> None:
    client = sign_in(jonas)
    Meeting.log(by=jonas, title="Our own meeting", held_on=date(2026, 3, 17))
    invite(client)
    page = client.get(PAGE).text
    assert "2 things were done here since the demo was loaded, and go too:" in page
    assert "Our own meeting" in page


def test_what_is_restricted_is_counted_and_not_named(jonas: User, sign_in: SignIn) -> None:
    claire = User.objects.get(email="claire@suivi.example")
    Meeting.log(by=claire, title="Zebedee", held_on=date(2026, 3, 17), classification="restricted")
    page = sign_in(jonas).get(PAGE).text
    assert ("1 thing was done here" in page, "Zebedee" in page) == (True, False)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"confirmed": ""}, "confirmed"),
        ({"confirmed": "yes"}, "confirmed"),
        ({"email": "claire@suivi.example"}, "email"),
        ({"password": "password"}, "password"),
        ({"name": ""}, "name"),
    ],
)
def test_nothing_goes_while_something_is_not_right(
    jonas: User, sign_in: SignIn, typed: dict[str, str], field: str
) -> None:
    before = rows()
    answer = sign_in(jonas).post(PAGE, OWN | WORDS | typed)
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, [field])
    assert {**rows(), "django_session": 0} == {**before, "django_session": 0}


def test_broken_off_in_the_middle_all_is_as_it_was(
    jonas: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, before = sign_in(jonas), rows()

    def refuse(by: User) -> None:
        raise IntegrityError

    monkeypatch.setattr(start_for_real, "_begin_history", refuse)
    with pytest.raises(IntegrityError):
        client.post(PAGE, OWN | WORDS)
    assert (rows(), User.objects.filter(email=OWN["email"]).exists()) == (before, False)


def test_only_administrators_may(sign_in: SignIn) -> None:
    for name in ("claire", "amina"):
        client = sign_in(User.objects.get(email=f"{name}@suivi.example"))
        assert (client.get(PAGE).status_code, client.post(PAGE, OWN | WORDS).status_code) == (403, 403)
    assert FollowUp.objects.exists()


def test_every_table_of_the_house_is_emptied_or_kept_for_a_reason() -> None:
    emptied = set(start_for_real.emptied_tables())
    others = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - emptied
    assert others == {
        "accounts_user", "directory_person", "background_beat", "background_slot",
        "django_content_type", "auth_group", "auth_group_permissions", "auth_permission", "account_emailaddress",
        "account_emailconfirmation",
    }  # fmt: skip
    assert Organisation._meta.db_table in emptied
