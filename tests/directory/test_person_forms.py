from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person

SignIn = Callable[[User], Client]
Answer = Any


@pytest.fixture
def manager(amina: User, sign_in: SignIn) -> Client:
    return sign_in(amina)


def add(client: Client, **typed: Any) -> Answer:
    return client.post(reverse("directory:person_new"), typed)


def edit(client: Client, person: Person, **typed: Any) -> Answer:
    said = {"name": person.name, "email": person.email, "about": person.about, "version": person.version}
    return client.post(reverse("directory:person_edit", args=[person.pk]), said | typed)


def edit_post(client: Client, person: Person, **typed: Any) -> Answer:
    post = person.appointments.get()
    said = {"title": post.title, "organisation": post.organisation.label, "version": person.version}
    return client.post(reverse("directory:appointment_edit", args=[post.pk]), said | typed)


def errors(answer: Answer) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return {name: list(sentences) for name, sentences in answer.context["form"].errors.items()}


def test_an_officer_adds_a_person_with_their_post(claire: User, eu: Organisation, sign_in: SignIn) -> None:
    answer = add(sign_in(claire), name="Karen Nord", title="Director", organisation="EU", since="1 May 2017")
    person = Person.objects.get(name="Karen Nord")
    post = person.appointments.get()
    assert answer["Location"] == person.get_absolute_url()
    assert (post.title, post.organisation, post.since, post.until) == ("Director", eu, date(2017, 5, 1), None)
    assert list(person.history.order_by("id").values_list("verb", "by")) == [
        ("added", claire.pk),
        ("edited", claire.pk),
    ]


def test_adding_a_person_from_an_organisation_starts_with_it(manager: Client, eu: Organisation) -> None:
    answer = manager.get(reverse("directory:person_new"), {"organisation": eu.pk})
    assert answer.context["form"]["organisation"].value() == "European Union (EU)"


def test_a_person_of_a_known_name_is_asked_about(manager: Client, coordinator: Person) -> None:
    answer = add(manager, name="gilles de kerchove")
    assert errors(answer) == {"name": ["Somebody of this name is here already. Tick the box if it is another person."]}
    assert "namesake" in answer.context["form"].fields


def test_another_person_of_a_known_name_is_added_once_that_is_said(manager: Client, coordinator: Person) -> None:
    add(manager, name="Gilles de Kerchove", namesake="on")
    assert Person.objects.filter(name="Gilles de Kerchove").count() == 2


def test_a_double_click_makes_one_person(manager: Client) -> None:
    answers = [add(manager, name="Karen Nord").status_code for _ in range(2)]
    assert (answers, Person.objects.filter(name="Karen Nord").count()) == ([302, 422], 1)


def test_a_post_needs_both_its_title_and_its_place(manager: Client, eu: Organisation) -> None:
    assert errors(add(manager, name="Karen Nord", title="Director")) == {
        "organisation": ["Say where this post is held."]
    }
    assert errors(add(manager, name="Karen Nord", organisation="EU")) == {"title": ["Say which post is held there."]}
    assert not Person.objects.filter(name="Karen Nord").exists()


def test_a_manager_edits_a_person(manager: Client, amina: User, coordinator: Person) -> None:
    edit(manager, coordinator, name="G. de Kerchove", email="gdk@eu.example", about="Coordinator since 2007")
    coordinator.refresh_from_db()
    assert (coordinator.name, coordinator.email, coordinator.about) == (
        "G. de Kerchove",
        "gdk@eu.example",
        "Coordinator since 2007",
    )
    assert coordinator.history.order_by("-id")[0].by == amina


def test_a_clash_over_a_person_shows_both(manager: Client, mei: User, coordinator: Person) -> None:
    stale = Person.objects.get(pk=coordinator.pk)
    coordinator.change("edited", by=mei, email="mine@eu.example")
    answer = edit(manager, stale, email="yours@eu.example")
    clash = answer.context["clashes"][0]
    assert (answer.status_code, clash.mine, clash.theirs) == (409, "yours@eu.example", "mine@eu.example")


def test_a_manager_gives_and_ends_a_post(manager: Client, coordinator: Person, eu: Organisation) -> None:
    coordinator.appointments.all().delete()
    address = reverse("directory:appointment_new", args=[coordinator.pk])
    manager.post(address, {"title": "Coordinator", "organisation": "EU", "since": "19 September 2007"})
    coordinator.refresh_from_db()
    edit_post(manager, coordinator, since="2007-09-19", until="31 August 2021")
    post = coordinator.appointments.get()
    assert (post.title, post.since, post.until) == ("Coordinator", date(2007, 9, 19), date(2021, 8, 31))


def test_two_who_end_one_post_are_told_and_mine_stays_when_saved_again(
    manager: Client, mei: User, coordinator: Person, sign_in: SignIn
) -> None:
    edit_post(sign_in(mei), coordinator, until="2021-08-31")
    answer = edit_post(manager, coordinator, until="2021-09-01")
    assert (answer.status_code, answer.context["clashes"][0].by) == (409, mei)
    edit_post(manager, coordinator, until="2021-09-01", version=answer.context["form"]["version"].value())
    assert coordinator.appointments.get().until == date(2021, 9, 1)


BAD_PERSONS = [
    ("name", "", "Type something here."),
    ("name", "\u202eneraK", "This holds hidden marks that change the direction of reading. Type the words again."),
    ("name", "x" * 300, "This is 300 characters long; it may be at most 150. Shorten it."),
    ("email", "nobody", "Enter a valid email address."),
    ("email", "a\x00@eu.example", "Enter a valid email address."),
    ("about", "a\x00b", "This holds a control character. Type the words again, or paste them as plain text."),
]
BAD_POSTS = [
    ("title", "", "Type something here."),
    ("title", "x" * 300, "This is 300 characters long; it may be at most 200. Shorten it."),
    ("organisation", "", "This field is required."),
    ("organisation", "Atlantis", "Nothing is called “Atlantis”. Choose a name from the list."),
    ("organisation", "9" * 30, f"Nothing is called “{'9' * 30}”. Choose a name from the list."),
    ("since", "0000-01-01", "Type a date with a year between 1900 and 2200."),
    ("since", "soonish", "Type a date such as 25 May 2018 or 2018-05-25."),
    ("until", "2001-01-01", "A post ends on or after the day it starts."),
]


@pytest.mark.parametrize(("field", "value", "sentence"), BAD_PERSONS)
def test_bad_input_about_a_person_is_refused_in_a_sentence_and_kept(
    field: str, value: str, sentence: str, manager: Client, coordinator: Person
) -> None:
    answer = edit(manager, coordinator, **{field: value})
    assert sentence in errors(answer)[field]
    assert answer.context["form"][field].value() == value


@pytest.mark.parametrize(("field", "value", "sentence"), BAD_POSTS)
def test_bad_input_about_a_post_is_refused_in_a_sentence_and_kept(
    field: str, value: str, sentence: str, manager: Client, coordinator: Person
) -> None:
    answer = edit_post(manager, coordinator, **{"since": "2007-09-19", field: value})
    assert errors(answer) == {field: [sentence]}
    assert answer.context["form"][field].value() == value
