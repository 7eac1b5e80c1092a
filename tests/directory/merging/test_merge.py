"""Of two that are one, one stays and has what both had."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.appointment_changes import appoint
from tracker.directory.merging.merge import merge
from tracker.directory.merging.side_by_side import facts
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Participation

Make = Callable[..., FollowUp]


@pytest.fixture
def twin(db: None) -> Person:
    """The coordinator, whom somebody entered once more."""
    return Person.add(by=None, name="de Kerchove, Gilles", email="gilles@eu.example", about="Speaks French.")


@pytest.fixture
def union(db: None) -> Organisation:
    return Organisation.add(by=None, name="The European Union", website="https://eu.example")


def test_what_named_the_one_names_the_other(
    twin: Person, coordinator: Person, visit: Meeting, make_follow_up: Make, amina: User
) -> None:
    follow_up, version = make_follow_up(owner=twin), 1
    talks = Meeting.add(by=amina, recorder=amina, title="Talks", held_on=date(2018, 6, 1))
    talks.readers.add(twin)
    Participation.objects.create(meeting=talks, person=twin)
    merge(twin, coordinator, by=amina)
    follow_up.refresh_from_db()
    assert (follow_up.owner, follow_up.version) == (coordinator, version)
    assert list(talks.readers.all()) == [coordinator]
    assert list(talks.participants.all()) == [coordinator]


def test_it_is_in_no_list_any_more(twin: Person, coordinator: Person, amina: User) -> None:
    merge(twin, coordinator, by=amina)
    assert [twin.pk] == list(Person.objects.filter(merged_into=coordinator).values_list("pk", flat=True))
    assert Person.objects.visible_to(amina).filter(pk=twin.pk).exists() is False


def test_who_took_part_twice_took_part_once(twin: Person, coordinator: Person, visit: Meeting, amina: User) -> None:
    Participation.objects.create(meeting=visit, person=twin, title="Envoy")
    merge(twin, coordinator, by=amina)
    assert [row.title for row in visit.participations.all()] == ["EU Counter-Terrorism Coordinator"]


def test_the_very_same_post_is_held_once(twin: Person, coordinator: Person, eu: Organisation, amina: User) -> None:
    Appointment.objects.create(person=twin, organisation=eu, title="Counter-Terrorism Coordinator")
    Appointment.objects.create(person=twin, organisation=eu, title="Envoy")
    merge(twin, coordinator, by=amina)
    assert sorted(post.title for post in coordinator.appointments.all()) == ["Counter-Terrorism Coordinator", "Envoy"]


def test_what_the_other_left_empty_is_taken_over(twin: Person, coordinator: Person, amina: User) -> None:
    coordinator.change("edited", by=amina, about="Coordinates.")
    merge(twin, coordinator, by=amina)
    coordinator.refresh_from_db()
    assert (coordinator.email, coordinator.about) == ("gilles@eu.example", "Coordinates.")


@pytest.mark.parametrize("model", [Organisation, Person])
def test_whatever_may_be_left_empty_is_taken_over_and_told_before(model: type[Organisation | Person]) -> None:
    columns = {each for each in model._meta.fields if each.blank and not (each.auto_created or each.is_relation)}
    assert {each.name for each in columns} == {*model.TAKEN_OVER}
    told = {each.label for each in facts(model(**dict.fromkeys(model.TAKEN_OVER, "x")), model())}
    assert told == {capfirst(str(each.verbose_name)) for each in columns}


def test_an_organisation_takes_over_the_country_by_whose_calendar_it_works(amina: User) -> None:
    goes, stays, other = (
        Organisation.add(by=None, name="Harbour Board", country=country) for country in ("BE", "", "FR")
    )
    merge(goes, stays, by=amina)
    merge(stays, other, by=amina)
    found = Organisation.objects.filter(name="Harbour Board").order_by("pk")
    assert list(found.values_list("country", flat=True)) == ["BE", "BE", "FR"]


def test_the_account_goes_along(twin: Person, claire: User, mei: User) -> None:
    merge(claire.person, twin, by=mei)
    twin.refresh_from_db()
    assert (twin.account, Person.objects.get(name="Claire Dubois").account) == (claire, None)


def test_parts_and_parties_go_along(union: Organisation, eu: Organisation, resolution: Mandate, amina: User) -> None:
    office = Organisation.add(by=None, name="Office", parent=union)
    resolution.parties.add(union)
    merge(union, eu, by=amina)
    office.refresh_from_db()
    eu.refresh_from_db()
    assert (office.parent, list(resolution.parties.all()), eu.website) == (eu, [eu], "https://eu.example")


def test_a_whole_that_is_merged_into_its_part_leaves_the_part_in_its_place(
    wco: Organisation, unit: Organisation, amina: User
) -> None:
    cell = Organisation.add(by=None, name="Cell", parent=unit, is_ours=True)
    merge(wco, cell, by=amina)
    for each in (cell, unit):
        each.refresh_from_db()
    assert (cell.parent, unit.parent) == (None, cell)


def test_two_with_an_account_each_are_refused(claire: User, omar: User, amina: User) -> None:
    with pytest.raises(ValidationError, match="Both sign in with an account of their own"):
        merge(claire.person, omar.person, by=amina)


def test_one_of_ours_is_not_merged_into_a_partner(wco: Organisation, eu: Organisation, amina: User) -> None:
    with pytest.raises(ValidationError, match="WCO is ours and EU is not"):
        merge(wco, eu, by=amina)


def test_what_all_know_is_not_merged_into_what_few_know(eu: Organisation, amina: User, mei: User) -> None:
    hidden = Organisation.add(by=mei, name="Union", classification=RESTRICTED)
    with pytest.raises(ValidationError, match="Union is restricted"):
        merge(eu, hidden, by=mei)


def test_nothing_that_few_know_is_said_of_what_all_know(eu: Organisation, mei: User) -> None:
    hidden = Organisation.add(by=mei, name="Union", website="https://union.example", classification=RESTRICTED)
    merge(hidden, eu, by=mei)
    eu.refresh_from_db()
    assert eu.website == ""


def test_the_posts_of_whom_few_know_are_not_published_by_merging_them(
    coordinator: Person, eu: Organisation, mei: User
) -> None:
    hidden = Person.add(by=mei, name="G K", classification=RESTRICTED)
    appoint(hidden, by=mei, organisation=eu, title="Paid informant")
    with pytest.raises(ValidationError, match="Everybody would read the posts of G K"):
        merge(hidden, coordinator, by=mei)
    hidden.open(by=mei)
    assert merge(hidden, coordinator, by=mei).kept == coordinator


def test_a_post_that_stays_hidden_hinders_no_merge(coordinator: Person, mei: User) -> None:
    hidden = Person.add(by=mei, name="G K", classification=RESTRICTED)
    bureau = Organisation.add(by=mei, name="Bureau", classification=RESTRICTED)
    appoint(hidden, by=mei, organisation=bureau, title="Paid informant")
    assert merge(hidden, coordinator, by=mei).kept == coordinator


def test_nothing_is_merged_into_itself_or_twice(twin: Person, coordinator: Person, amina: User) -> None:
    with pytest.raises(ValidationError, match="These are one already"):
        merge(twin, twin, by=amina)
    merge(twin, coordinator, by=amina)
    with pytest.raises(ValidationError, match="These are one already"):
        merge(twin, coordinator, by=amina)


def test_of_three_that_are_merged_one_after_the_other_the_last_stands_for_all(
    twin: Person, coordinator: Person, make_follow_up: Make, amina: User
) -> None:
    third = Person.add(by=None, name="G. de Kerchove")
    follow_up = make_follow_up(owner=twin)
    merge(twin, coordinator, by=amina)
    merge(coordinator, third, by=amina)
    follow_up.refresh_from_db()
    twin.refresh_from_db()
    assert (follow_up.owner, twin.merged_into) == (third, third)


def test_the_history_tells_who_did_it(twin: Person, coordinator: Person, amina: User) -> None:
    merge(twin, coordinator, by=amina)
    entry = twin.history.first()
    assert (entry.verb, entry.by, entry.changes["merged_into"]["to_text"]) == ("merged", amina, "Gilles de Kerchove")


def test_undoing_a_change_that_named_it_names_the_one_that_stands_for_it(
    twin: Person, coordinator: Person, claire: User, make_follow_up: Make, amina: User
) -> None:
    follow_up = make_follow_up(owner=twin)
    follow_up.give_to(claire.person, by=claire)
    merge(twin, coordinator, by=amina)
    assert follow_up.from_raw("owner", twin.pk) == coordinator
