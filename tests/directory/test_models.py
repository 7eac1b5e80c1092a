"""Posts on their first and last days, in their order, and who may know of them."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.appointment_changes import unit_of
from tracker.directory.forms import PostForm
from tracker.directory.models import Appointment, Organisation, Person

pytestmark = pytest.mark.django_db

DAY = date(2018, 5, 25)
EVE, MORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


def give(person: Person, organisation: Organisation, title: str, **days: date | None) -> Appointment:
    return Appointment.objects.create(person=person, organisation=organisation, title=title, **days)


@pytest.mark.parametrize(
    ("since", "until", "is_held"),
    [
        (None, None, True),
        (DAY, None, True),
        (MORROW, None, False),
        (None, DAY, True),
        (None, EVE, False),
        (DAY, DAY, True),
        (EVE, MORROW, True),
    ],
)
def test_a_post_is_held_from_its_first_day_to_its_last(
    since: date | None, until: date | None, is_held: bool, noor: User, eu: Organisation
) -> None:
    post = give(noor.person, eu, "Adviser", since=since, until=until)
    assert Appointment.objects.filter(pk=post.pk).held_on(DAY).exists() == is_held


def test_a_post_is_over_from_the_day_after_its_last(today: date) -> None:
    days = [today + timedelta(days=number) for number in (-1, 0, 1)]
    assert [Appointment(until=day).is_over for day in days] == [True, False, False]


@pytest.mark.parametrize(("until", "wrong"), [("24 May 2018", ["until"]), ("25 May 2018", []), ("", [])])
def test_a_post_may_end_on_the_day_it_starts_but_not_before(
    until: str, wrong: list[str], amina: User, eu: Organisation
) -> None:
    typed = QueryDict(urlencode({"title": "Adviser", "organisation": "EU", "since": "25 May 2018", "until": until}))
    assert list(PostForm(typed, user=amina).errors) == wrong


def test_posts_held_still_come_first_and_of_these_the_latest(coordinator: Person, eu: Organisation) -> None:
    Appointment.objects.all().delete()
    give(coordinator, eu, "4 Ended long ago", since=EVE, until=EVE)
    give(coordinator, eu, "3 Ended of late", since=EVE, until=MORROW)
    give(coordinator, eu, "2 Held", since=EVE)
    give(coordinator, eu, "1 Held of late", since=DAY)
    assert [post.title[0] for post in coordinator.appointments.all()] == ["1", "2", "3", "4"]


def test_a_post_is_known_to_who_may_know_of_both_its_ends(
    claire: User, noor: User, mei: User, eu: Organisation, coordinator: Person
) -> None:
    Appointment.objects.all().delete()
    person = Person.add(by=claire, name="Zebedee", classification=RESTRICTED)
    office = Organisation.add(by=claire, name="Zanzibar Office", classification=RESTRICTED)
    ends = {
        "both": (person, office),
        "holder": (person, eu),
        "office": (coordinator, office),
        "none": (coordinator, eu),
    }
    for title, (holder, where) in ends.items():
        give(holder, where, title)
    known = [{post.title for post in Appointment.objects.visible_to(user)} for user in (noor, claire, mei)]
    assert known == [{"none"}, set(ends), set(ends)]
    assert {post.title for post in Appointment.objects.in_the_open()} == {"holder", "none"}


def test_the_unit_of_a_user_is_ours_in_the_open_and_held_still(
    omar: User, unit: Organisation, eu: Organisation, claire: User
) -> None:
    Appointment.objects.all().delete()
    hidden = Organisation.add(by=claire, name="Zanzibar Unit", classification=RESTRICTED, is_ours=True)
    give(omar.person, unit, "Once", until=EVE)
    give(omar.person, eu, "Seconded", since=MORROW)
    give(omar.person, hidden, "Hidden", since=MORROW)
    assert unit_of(omar) is None
    give(omar.person, unit, "Analyst", since=DAY)
    assert unit_of(omar) == unit
    assert unit_of(User()) is None


def test_a_part_of_ours_is_ours(wco: Organisation, eu: Organisation, claire: User) -> None:
    unit = Organisation.add(by=claire, name="Compliance Unit", parent=wco)
    desk = Organisation.add(by=claire, name="Desk", parent=eu)
    assert (unit.is_ours, desk.is_ours) == (True, False)
    unit.change("edited", by=claire, is_ours=False, name="Compliance")
    desk.change("edited", by=claire, parent=unit)
    assert [Organisation.objects.get(pk=each.pk).is_ours for each in (unit, desk)] == [True, True]
    assert desk.history.first().changes.keys() == {"parent", "is_ours"}


def test_what_becomes_ours_becomes_so_with_its_parts(eu: Organisation, europol: Organisation, claire: User) -> None:
    team = Organisation.add(by=claire, name="Team", parent=europol)
    eu.change("edited", by=claire, is_ours=True)
    assert [Organisation.objects.get(pk=each.pk).is_ours for each in (eu, europol, team)] == [True, True, True]
    assert [entry.by for entry in team.history.all()] == [claire, claire]


def test_an_organisation_that_all_may_know_of_opens_what_it_is_part_of(claire: User) -> None:
    whole = Organisation.add(by=claire, name="Whole", classification=RESTRICTED)
    Organisation.add(by=claire, name="Part", parent=whole)
    assert not Organisation.objects.get(pk=whole.pk).is_restricted


@pytest.mark.parametrize(
    ("countries", "works_in"),
    [
        (("BE", "", ""), "BE"),
        (("BE", "FR", ""), "FR"),
        (("BE", "FR", "JO"), "JO"),
        (("", "", "JO"), "JO"),
        (("BE", "", "JO"), "JO"),
        (("", "", ""), ""),
    ],
)
def test_an_organisation_works_where_the_nearest_above_it_does(countries: tuple[str, ...], works_in: str) -> None:
    above = None
    for number, country in enumerate(countries):
        above = Organisation.add(by=None, name=f"Level {number}", parent=above, country=country)
    assert above is not None
    assert above.works_in == works_in


def test_units_are_the_parts_of_ours(wco: Organisation, unit: Organisation, europol: Organisation) -> None:
    assert (list(Organisation.objects.units()), set(Organisation.objects.ours())) == ([unit], {wco, unit})
    assert list(Organisation.objects.partners().filter(pk=europol.pk)) == [europol]


def test_what_becomes_ours_takes_its_parts_along(eu: Organisation, europol: Organisation, amina: User) -> None:
    below = Organisation.add(by=None, name="Cell", parent=europol)
    eu.change("edited", by=amina, is_ours=True)
    parts = Organisation.objects.filter(pk__in=[europol.pk, below.pk])
    assert [(part.is_ours, part.history.filter(by=amina).count()) for part in parts] == [(True, 1)] * 2
    eu.refresh_from_db()
    eu.change("edited", by=amina, is_ours=False)
    assert [part.history.filter(by=amina).count() for part in parts] == [1, 1]
