"""Owners who have left: marked wherever they stand, and named as owner only when it is meant so."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import BulkChange, FollowUp
from tracker.imports.prepare_import import preview, upload
from tracker.imports.table_reader import Table
from tracker.invitations.models import Invitation
from tracker.meetings.models import Meeting

SignIn = Callable[[User], Client]
ASKED = "Rosa Conti has left. Choose somebody else, or tick the box if it is meant so."
Make = Callable[..., FollowUp]


@pytest.fixture
def rosa(wco: Organisation, jonas: User) -> Person:
    """Her only post ended, and nobody handed over what she owned."""
    person = Person.add(by=jonas, name="Rosa Conti")
    Appointment.objects.create(person=person, organisation=wco, title="Analyst", until=date(2018, 5, 24))
    return person


@pytest.fixture
def hers(rosa: Person, visit: Meeting, make_follow_up: Make, eu: Organisation) -> FollowUp:
    values = {"owner": rosa, "partner": eu, "meeting": visit, "due_on": timezone.localdate()}
    return make_follow_up("Send the paper", **values)


def pages(hers: FollowUp, eu: Organisation) -> dict[str, str]:
    """The pages that name the owner of a follow-up."""
    return {
        "list": "/follow-ups/",
        "board": "/follow-ups/?layout=board",
        "month": "/follow-ups/?layout=month",
        "follow-up": hers.get_absolute_url(),
        "panel": reverse("follow_ups:glance", args=[hers.pk]),
        "meeting": hers.meeting.get_absolute_url() if hers.meeting else "",
        "partner": eu.get_absolute_url(),
        "found": "/find/?q=paper",
        "since": "/follow-ups/since/?since=1+January+2018",
    }


@pytest.mark.parametrize("who", ["amina", "noor"])
def test_whoever_has_left_is_marked_on_every_page_that_names_the_owner(
    who: str, hers: FollowUp, eu: Organisation, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(who))
    found = {name: client.get(page).text for name, page in pages(hers, eu).items()}
    assert {name: "Rosa Conti (left)" in page for name, page in found.items()} == dict.fromkeys(found, True)
    Appointment.objects.update(until=None)
    found = {name: client.get(page).text for name, page in pages(hers, eu).items()}
    assert {name: "(left)" in page for name, page in found.items()} == dict.fromkeys(found, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_marking_costs_no_query_more_however_many_there_are(
    rows: int, rosa: Person, make_follow_up: Make, amina: User, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        make_follow_up(f"Paper {number}", owner=rosa)
    client = sign_in(amina)
    client.get("/follow-ups/")
    with django_assert_num_queries(6):
        client.get("/follow-ups/")


def test_naming_one_who_has_left_has_to_be_meant(
    rosa: Person, amina: User, make_follow_up: Make, sign_in: SignIn
) -> None:
    follow_up, client = make_follow_up("Send the paper"), sign_in(amina)
    address = reverse("follow_ups:owner", args=[follow_up.pk])
    answer = client.post(address, {"owner": "Rosa Conti", "version": follow_up.version})
    assert (answer.status_code, ASKED in answer.text, 'name="owner_left"' in answer.text) == (422, True, True)
    answer = client.post(address, {"owner": "Rosa Conti", "version": follow_up.version, "owner_left": "on"})
    follow_up.refresh_from_db()
    assert (answer.status_code, follow_up.owner) == (302, rosa)


def test_so_has_it_when_one_is_logged(rosa: Person, amina: User, sign_in: SignIn) -> None:
    client, address = sign_in(amina), reverse("follow_ups:new")
    typed = {"title": "Send the paper", "owner": "Rosa Conti"}
    typed |= {"kind": "other", "strength": "agreed", "owed_by": "us", "classification": "general"}
    answer = client.post(address, typed)
    assert (answer.status_code, ASKED in answer.text, 'name="owner_left"' in answer.text) == (422, True, True)
    assert client.post(address, typed | {"owner_left": "on"}).status_code == 302


def test_leaving_it_with_them_asks_nothing(hers: FollowUp, amina: User, sign_in: SignIn) -> None:
    typed = {"owner": "Rosa Conti", "version": hers.version}
    assert sign_in(amina).post(reverse("follow_ups:owner", args=[hers.pk]), typed).status_code == 302
    page = sign_in(amina).get(reverse("follow_ups:edit", args=[hers.pk]))
    form = page.context["form"]
    typed = {name: value for name in form.fields if (value := form[name].value()) not in (None, "")}
    typed |= {"title": "Send two papers"}
    assert sign_in(amina).post(reverse("follow_ups:edit", args=[hers.pk]), typed).status_code == 302


def test_handing_over_to_one_who_has_left_has_to_be_meant(
    rosa: Person, claire: User, amina: User, make_follow_up: Make, sign_in: SignIn
) -> None:
    make_follow_up("Send the paper", owner=claire.person)
    client, address = sign_in(amina), reverse("follow_ups:hand_over", args=[claire.person.pk])
    typed = {"taker": "Rosa Conti", "on": "today"}
    assert ASKED in client.post(address, typed).text
    assert client.post(address, typed | {"taker_left": "on"}).status_code == 302


def test_a_step_for_one_who_has_left_has_to_be_meant(
    rosa: Person, workshop: Invitation, claire: User, sign_in: SignIn
) -> None:
    client, address = sign_in(claire), reverse("invitations:step_new", args=[workshop.follow_up.pk])
    typed = {"kind": "other", "title": "Ask", "number": "7", "side": "before", "owner": "Rosa Conti"}
    assert ASKED in client.post(address, typed).text
    assert client.post(address, typed | {"owner_left": "on"}).status_code == 302


def test_a_change_of_many_says_it_before(rosa: Person, amina: User, make_follow_up: Make, sign_in: SignIn) -> None:
    follow_up = make_follow_up("Send the paper")
    bulk = BulkChange.choose([(follow_up.pk, follow_up.version)], by=amina)
    pages = [
        sign_in(amina).get(bulk.get_absolute_url(), {"owner": owner}).text for owner in ("Rosa Conti", "Amina Rahman")
    ]
    assert ["Rosa Conti, who would own them, has left." in page for page in pages] == [True, False]


def test_an_import_says_it_before(rosa: Person, amina: User, sign_in: SignIn) -> None:
    table = Table([["Title", "Owner"], ["Send the letter", "Rosa Conti"], ["Call", "Amina Rahman"]])
    source = upload("actions.csv", table, by=amina)
    preview(source, columns=["title", "owner"])
    page = sign_in(amina).get(reverse("imports:import", args=[source.pk])).text
    assert page.count("who would own it, has left.") == 1


def test_who_can_hand_over_sees_what_they_still_own(
    hers: FollowUp, rosa: Person, claire: User, amina: User, jonas: User, sign_in: SignIn
) -> None:
    page = sign_in(amina).get(reverse("directory:leavers")).text
    assert ("Rosa Conti" in page, "1 active follow-up" in page) == (True, True)
    assert reverse("follow_ups:hand_over", args=[rosa.pk]) in page
    assert sign_in(claire).get(reverse("directory:leavers")).status_code == 403
    desks = [sign_in(user).get("/").text for user in (jonas, amina, claire)]
    assert ["They have left" in desk for desk in desks] == [True, False, False]
    hers.give_to(amina.person, by=amina)
    assert "Nobody who has left owns anything" in sign_in(amina).get(reverse("directory:leavers")).text


def test_what_is_restricted_is_not_counted_for_who_may_not_see_it(
    rosa: Person, amina: User, make_follow_up: Make, sign_in: SignIn
) -> None:
    make_follow_up("Send Zebedee", owner=rosa, classification="restricted")
    assert "Rosa Conti" not in sign_in(amina).get(reverse("directory:leavers")).text
