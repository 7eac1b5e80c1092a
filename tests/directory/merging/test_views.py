"""Merging on pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.appointment_changes import appoint
from tracker.directory.form_fields import person_field
from tracker.directory.merging.models import KeptApart
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


@pytest.fixture
def twin(coordinator: Person) -> Person:
    """The coordinator, whom somebody entered once more."""
    return Person.add(by=None, name="de Kerchove, Gilles", email="gilles@eu.example")


def into(goes: Person, stays: Person) -> str:
    return f"/partners/people/{goes.pk}/merge/{stays.pk}/"


def test_a_person_s_page_proposes_who_may_be_the_same(
    twin: Person, coordinator: Person, amina: User, claire: User, sign_in: SignIn
) -> None:
    address = f"/partners/people/{coordinator.pk}/"
    page = sign_in(amina).get(address).text
    assert f'href="{into(twin, coordinator)}"' in page
    assert "Perhaps the same" not in sign_in(claire).get(address).text


def test_the_likely_duplicates_are_listed(
    twin: Person, coordinator: Person, eu: Organisation, amina: User, sign_in: SignIn
) -> None:
    union = Organisation.add(by=None, name="The European Union")
    page = sign_in(amina).get("/partners/duplicates/").text
    assert (f"/partners/{union.pk}/merge/{eu.pk}/" in page, into(twin, coordinator) in page) == (True, True)


def test_one_press_merges_and_another_takes_it_apart(
    twin: Person, coordinator: Person, amina: User, sign_in: SignIn
) -> None:
    client = sign_in(amina)
    page = client.post(into(twin, coordinator), follow=True)
    undo = page.context["told"][1].merge
    assert page.redirect_chain[-1][0] == f"/partners/people/{coordinator.pk}/"
    assert f'action="/partners/merges/{undo.pk}/undo/"' in page.text
    assert "de Kerchove, Gilles is merged into Gilles de Kerchove." in page.text
    page = client.post(f"/partners/merges/{undo.pk}/undo/", follow=True)
    assert "de Kerchove, Gilles and Gilles de Kerchove are two again." in page.text


def test_the_page_tells_what_changed_since(
    twin: Person, coordinator: Person, claire: User, amina: User, make_follow_up: Make, sign_in: SignIn
) -> None:
    follow_up, client = make_follow_up(owner=twin), sign_in(amina)
    undo = client.post(into(twin, coordinator), follow=True).context["told"][1].merge
    follow_up.refresh_from_db()
    follow_up.give_to(claire.person, by=claire)
    page = client.post(f"/partners/merges/{undo.pk}/undo/", follow=True)
    assert "1 thing that changed since stays as it is." in page.text


def test_the_address_of_the_one_that_went_leads_to_the_other(
    twin: Person, coordinator: Person, amina: User, sign_in: SignIn
) -> None:
    client = sign_in(amina)
    client.post(into(twin, coordinator))
    assert client.get(f"/partners/people/{twin.pk}/").headers["Location"] == f"/partners/people/{coordinator.pk}/"


def test_pressed_twice_it_is_done_once(twin: Person, coordinator: Person, amina: User, sign_in: SignIn) -> None:
    client = sign_in(amina)
    client.post(into(twin, coordinator))
    page = client.post(into(twin, coordinator), follow=True)
    assert (page.status_code, "These are one already." in page.text) == (200, True)


def test_one_that_was_merged_meanwhile_is_looked_at_again(
    twin: Person, coordinator: Person, amina: User, sign_in: SignIn
) -> None:
    third, client = Person.add(by=None, name="G. de Kerchove"), sign_in(amina)
    client.post(into(coordinator, third))
    page = client.post(into(twin, coordinator), follow=True)
    assert page.redirect_chain[-1][0] == into(twin, third)
    assert Person.objects.filter(merged_into=None, pk=twin.pk).exists()


def test_a_saved_question_that_names_it_still_finds_its_follow_ups(
    twin: Person, coordinator: Person, amina: User, make_follow_up: Make, sign_in: SignIn
) -> None:
    make_follow_up("Speak at the workshop", owner=twin)
    client = sign_in(amina)
    client.post(into(twin, coordinator))
    page = client.get(f"/follow-ups/?owner={twin.pk}").text
    assert ("Speak at the workshop" in page, "Gilles de Kerchove" in page) == (True, True)


def test_whoever_types_the_former_name_means_the_other(
    twin: Person, coordinator: Person, amina: User, sign_in: SignIn
) -> None:
    client = sign_in(amina)
    client.post(into(twin, coordinator))
    field = person_field(rows=Person.objects.visible_to(amina))
    assert field.clean("De Kerchove, Gilles") == coordinator


def test_a_refused_merge_says_why(claire: User, omar: User, amina: User, sign_in: SignIn) -> None:
    page = sign_in(amina).post(into(claire.person, omar.person))
    assert (page.status_code, "Both sign in with an account of their own." in page.text) == (422, True)


def test_what_whoever_knew_one_of_two_will_read_of_both_is_shown_first(
    wco: Organisation, mei: User, sign_in: SignIn
) -> None:
    two = [Person.add(by=mei, name=name, classification="restricted") for name in ("Zeb", "Zebedee")]
    appoint(two[0], by=mei, organisation=wco, title="Paid informant")
    page = sign_in(mei).get(f"/partners/people/{two[0].pk}/merge/{two[1].pk}/").text
    assert ("Zeb: Paid informant, WCO" in page, "reads from then on what stands here of both" in page) == (True, True)


def test_two_of_whom_few_know_are_merged_as_they_were_shown(mei: User, sign_in: SignIn) -> None:
    two = [Person.add(by=mei, name=name, classification=RESTRICTED) for name in ("Zeb", "Zebedee")]
    client = sign_in(mei)
    shown = {"shown": client.get(into(*two)).context["shown"]}
    two[0].change("edited", by=mei, about="A source.")
    stale = client.post(into(*two), shown)
    again = client.post(into(*two), {"shown": stale.context["shown"]})
    said = "Somebody changed one of them meanwhile." in stale.text, ">Merge</button>" in stale.text
    assert (stale.status_code, said, again.status_code) == (422, (True, True), 302)


def test_a_name_that_few_know_is_neither_offered_nor_merged(
    coordinator: Person, mei: User, amina: User, sign_in: SignIn
) -> None:
    hidden = Person.add(by=mei, name="de Kerchove, Gilles", classification=RESTRICTED)
    client = sign_in(amina)
    listed = client.get("/partners/duplicates/").text
    statuses = [client.post(address).status_code for address in (into(hidden, coordinator), into(coordinator, hidden))]
    assert (into(hidden, coordinator) in listed, statuses) == (False, [404, 404])
    assert into(hidden, coordinator) in sign_in(mei).get("/partners/duplicates/").text


def test_the_page_of_one_that_all_know_tells_nothing_of_a_restricted_one(
    coordinator: Person, mei: User, amina: User, sign_in: SignIn
) -> None:
    hidden = Person.add(by=mei, name="The Envoy", classification=RESTRICTED)
    before = [told.entry.pk for told in sign_in(amina).get(f"/partners/people/{coordinator.pk}/").context["told"]]
    client = sign_in(mei)
    client.post(into(hidden, coordinator), {"shown": client.get(into(hidden, coordinator)).context["shown"]})
    page = sign_in(amina).get(f"/partners/people/{coordinator.pk}/")
    assert ([told.entry.pk for told in page.context["told"]], "The Envoy" in page.text) == (before, False)
    assert sign_in(amina).get(f"/partners/people/{hidden.pk}/").status_code == 404
    assert "The Envoy" in sign_in(mei).get(f"/partners/people/{coordinator.pk}/").text


def test_two_who_are_kept_apart_are_proposed_no_more_until_somebody_takes_it_back(
    twin: Person, coordinator: Person, amina: User, sign_in: SignIn
) -> None:
    client = sign_in(amina)
    page = client.post(f"{into(twin, coordinator)}apart/", follow=True).text
    undo = f"/partners/apart/{KeptApart.objects.get().pk}/undo/"
    assert (f'action="{undo}"' in page, into(twin, coordinator) in page) == (True, False)
    assert "Perhaps the same" not in client.get(coordinator.get_absolute_url()).text
    client.post(undo)
    assert into(twin, coordinator) in client.get("/partners/duplicates/").text


def test_the_other_is_chosen_by_name(twin: Person, coordinator: Person, amina: User, sign_in: SignIn) -> None:
    address, client = f"/partners/people/{twin.pk}/merge/", sign_in(amina)
    assert client.get(address, {"other": "Gilles de Kerchove"}).headers["Location"] == into(twin, coordinator)
    assert client.get(address, {"other": "Nobody"}).status_code == 422
